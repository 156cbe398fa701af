/// Why a table cannot be read.
public enum TablesError: Error, Equatable, Sendable {
  /// What is wrong at a place in a file; lines and columns are counted from one.
  case wrong(file: String, line: Int, column: Int, reason: String)
  /// A file that cannot be opened or read.
  case unreadable(path: String, reason: String)
}

extension TablesError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .wrong(let file, let line, let column, let reason): "\(file):\(line):\(column): \(reason)"
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    }
  }
}
