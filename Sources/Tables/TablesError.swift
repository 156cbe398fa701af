/// Why a table or another file of data cannot be read.
public enum TablesError: Error, Equatable, Sendable {
  /// What is wrong at a place in a table; lines and columns are counted from one, columns in characters.
  case wrong(file: String, line: Int, column: Int, reason: String)
  /// A file that cannot be opened or read.
  case unreadable(path: String, reason: String)
  /// A data file is not where it should be.
  case missing(path: String, remedy: String)
  /// A data file is there and is not what it should be.
  case damaged(path: String, line: Int?, reason: String)
}

extension TablesError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .wrong(let file, let line, let column, let reason): "\(file):\(line):\(column): \(reason)"
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .missing(let path, let remedy): "\(path): no such file; \(remedy)"
    case .damaged(let path, let line, let reason):
      path + (line.map { ":\($0)" } ?? "") + ": \(reason)"
    }
  }
}
