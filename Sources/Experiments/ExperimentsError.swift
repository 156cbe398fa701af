/// What can go wrong between a specification and its record.
public enum ExperimentsError: Error, Equatable, Sendable {
  /// A data file is not where it should be.
  case missingData(path: String, remedy: String)
  /// A data file is there and is not what it should be.
  case damagedData(path: String, line: Int?, reason: String)
  /// A predicate asks for a value that no record holds: an error in the catalog.
  case missingValue(name: String)
  /// No experiment has a name that matches.
  case noMatch(pattern: String, known: [String])
}

extension ExperimentsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missingData(let path, let remedy):
      "\(path): no such file; \(remedy)"
    case .damagedData(let path, let line, let reason):
      path + (line.map { ":\($0)" } ?? "") + ": \(reason)"
    case .missingValue(let name):
      "no record holds the value \(name), which a claim asks for"
    case .noMatch(let pattern, let known):
      "no experiment matches “\(pattern)”; there are \(known.joined(separator: ", "))"
    }
  }
}
