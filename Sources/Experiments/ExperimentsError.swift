internal import Foundation
internal import Runs
internal import Tables

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
      "no experiment matches “\(pattern)”; " + Self.meant(by: pattern, among: known)
        + known.joined(separator: ", ")
    }
  }

  /// The name that was probably meant, and the words that lead to a list of all.
  private static func meant(by pattern: String, among known: [String]) -> String {
    let nearest = NearestName.all(meantBy: pattern, among: known)
    guard !nearest.isEmpty else { return "there are " }
    return "did you mean \(nearest.joined(separator: " or "))? There are "
  }
}

extension ExperimentsError {
  static func damaged(_ file: URL, line: Int? = nil, _ reason: String) -> ExperimentsError {
    .damagedData(path: file.path, line: line, reason: reason)
  }

  /// What went wrong with the file of a data set.
  init(_ error: TablesError) {
    self =
      switch error {
      case .missing(let path, let remedy): .missingData(path: path, remedy: remedy)
      case .damaged(let path, let line, let reason):
        .damagedData(path: path, line: line, reason: reason)
      case .wrong(let path, let line, _, let reason):
        .damagedData(path: path, line: line, reason: reason)
      case .unreadable(let path, let reason):
        .damagedData(path: path, line: nil, reason: reason)
      }
  }
}
