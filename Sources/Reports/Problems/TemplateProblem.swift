import Runs

/// One thing that is wrong in a template, and where.
public struct TemplateProblem: Error, Hashable, Sendable {
  /// Where it is wrong.
  public let position: SourcePosition
  let complaint: Complaint

  init(_ complaint: Complaint, at position: SourcePosition) {
    self.complaint = complaint
    self.position = position
  }

  /// What is wrong and what would be right, without the position.
  public var message: String { complaint.message.shown(upTo: 900) }

  /// What shows the problem at its place in a pull request.
  public var annotation: Annotation {
    Annotation(message, file: position.file, line: position.line, column: position.column)
  }
}

extension TemplateProblem: CustomStringConvertible {
  /// `file:line:column: what is wrong`.
  public var description: String { "\(position): \(message)" }
}
