import Reports
import Runs

/// The places that hostile files have: every problem stands at one of them, and is said in one line.
struct ProblemPlaces {
  /// The lengths of the lines of each file, by the name that messages have for it.
  private let lengths: [String: [Int]]

  init(_ folder: TemplateFolder) {
    let files = folder.files.map { ("\(folder.name)/\($0)", $1) }
    self.init(files: Dictionary(uniqueKeysWithValues: files))
  }

  init(files: [String: String]) {
    lengths = files.mapValues { content in
      content.split(omittingEmptySubsequences: false) { ["\n", "\r", "\r\n"].contains($0) }
        .map(\.count)
    }
  }

  /// What is wrong with the first wrong problem, or nil.
  func fault(in problems: [TemplateProblem]) -> String? {
    if problems.isEmpty { return "refused without a problem" }
    return problems.lazy.compactMap(fault).first
  }

  private func fault(of problem: TemplateProblem) -> String? {
    let position = problem.position
    guard let lines = lengths[position.file] else { return "no such file: \(problem)" }
    guard position.line >= 1, position.line <= lines.count else {
      return "no such line: \(problem)"
    }
    guard position.column >= 1, position.column <= lines[position.line - 1] + 1 else {
      return "no such column: \(problem)"
    }
    if problem.message.isEmpty { return "an empty message at \(position)" }
    if problem.message.unicodeScalars.contains(where: \.isHidden) {
      return "control characters in a message: \(problem.message.debugDescription)"
    }
    return problem.message.count > 1000 ? "a message of \(problem.message.count) characters" : nil
  }
}
