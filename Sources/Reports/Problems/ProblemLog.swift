/// Collects what is wrong, so that one build names every mistake of every template.
///
/// A class, because every part that reads a template adds to the same list.
package final class ProblemLog {
  package private(set) var problems: [TemplateProblem] = []
  /// How often something was not read to its end, with a problem or because it is excused.
  private(set) var failures = 0

  func add(_ complaint: Complaint, at position: SourcePosition) {
    failures += 1
    problems.append(TemplateProblem(complaint, at: position))
  }

  package init() {}

  package func add(_ problems: [TemplateProblem]) {
    failures += problems.count
    self.problems += problems
  }

  /// What `body` gives, or nil with its problem noted.
  package func attempt<Result>(_ body: () throws(TemplateProblem) -> Result) -> Result? {
    do {
      return try body()
    } catch {
      failures += 1
      if error.complaint != .excused { problems.append(error) }
      return nil
    }
  }

  /// Every problem once, in the order of files and lines.
  package var sorted: [TemplateProblem] {
    Set(problems).sorted { ($0.position, $0.message) < ($1.position, $1.message) }
  }
}

/// Gives the complaints of `body` a position.
func located<Result>(
  at position: SourcePosition, _ body: () throws(Complaint) -> Result
) throws(TemplateProblem) -> Result {
  do {
    return try body()
  } catch {
    throw TemplateProblem(error, at: position)
  }
}
