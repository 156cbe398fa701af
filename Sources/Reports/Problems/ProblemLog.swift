/// Collects what is wrong, so that one build names every mistake of every template.
///
/// A class, because every part that reads a template adds to the same list.
final class ProblemLog {
  private(set) var problems: [TemplateProblem] = []

  func add(_ complaint: Complaint, at position: SourcePosition) {
    problems.append(TemplateProblem(complaint, at: position))
  }

  /// What `body` gives, or nil with its problem noted.
  func attempt<Result>(_ body: () throws(TemplateProblem) -> Result) -> Result? {
    do {
      return try body()
    } catch {
      if error.complaint != .excused { problems.append(error) }
      return nil
    }
  }

  /// Every problem once, in the order of files and lines.
  var sorted: [TemplateProblem] {
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
