/// One word of the language of templates: what the reference, the manual page and the completion tell of
/// it. What is read from a template is looked up in the same tables.
package struct LanguageEntry: Sendable {
  /// What an example comes to.
  package enum Outcome: Equatable, Sendable {
    /// The text that it becomes on a page.
    case text(String)
    /// The message with which it is refused, and how it is written instead.
    case refusal(String, instead: String)
    /// A figure, a table or a box that can be made.
    case made
  }

  /// What the parser knows: `fixed`.
  package let word: String
  /// How it is typed: `fixed:N`.
  package let form: String
  /// Whether the example is a line of a figure cell, and not text of a page.
  package let isLineOfFigure: Bool
  /// What it does, in one line.
  package let explanation: String
  /// What somebody types who uses it: text of a template, or in a cell the lines of its key.
  package let example: String
  package let outcome: Outcome

  /// A word of the text around cells, and what its example becomes on a page.
  package init(
    _ word: String, form: String? = nil, _ explanation: String, _ example: String,
    gives result: String
  ) {
    self.word = word
    self.form = form ?? word
    self.explanation = explanation
    self.example = example
    isLineOfFigure = false
    outcome = .text(result)
  }

  /// What is refused, and what is written instead; in a figure cell both stand above its curves.
  package init(
    refused word: String, _ explanation: String, inFigure: Bool = false, _ example: String,
    message: String, instead: String
  ) {
    self.word = word
    form = word
    self.explanation = explanation
    self.example = example
    isLineOfFigure = inFigure
    outcome = .refusal(message, instead: instead)
  }

  /// A key of a cell. The example has the lines that give it in the sample of its ``CellKeys``.
  package init(key word: String, _ explanation: String, _ example: String) {
    self.word = word
    form = word
    self.explanation = explanation
    self.example = example
    isLineOfFigure = true
    outcome = .made
  }
}
