/// Who says or asks what is claimed, as far as the program has a word for them. A notebook may call them
/// otherwise in print, and has words for others.
public enum ClaimSource: String, CaseIterable, Sendable {
  /// The question to which the report is the answer.
  case question
  /// The reply on the question's page.
  case answer
  /// Salimans and Kingma, 2016.
  case paper
  /// What people ask who use it.
  case readers
  /// Nobody we know of but this report.
  case ours

  /// In print, where a notebook says nothing else.
  public var text: String {
    switch self {
    case .question: "the question"
    case .answer: "the answer"
    case .paper: "the paper"
    case .readers: "readers' questions"
    case .ours: "this report"
    }
  }
}
