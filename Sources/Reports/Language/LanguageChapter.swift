/// A part of the reference, which `wnreport help` prints by its name.
package struct LanguageChapter: Sendable {
  /// What is typed behind `help`.
  package let name: String
  /// What it is about, in one line.
  package let explanation: String
  package let sections: [LanguageSection]
  /// A picture that shows all its words.
  var picture: Picture?

  struct Picture {
    var file: String
    var description: String
  }

  package init(_ name: String, _ explanation: String, _ sections: [LanguageSection]) {
    self.name = name
    self.explanation = explanation
    self.sections = sections
  }

  var title: String { name.prefix(1).uppercased() + name.dropFirst() }

  /// The chapter for a terminal. Prose is wrapped at `width`; what is typed stays on its lines.
  package func text(width: Int) -> String {
    let sections = sections.map { LanguageText(width: width).text(of: $0) }
    return (["\(name.uppercased()): \(explanation)\n"] + sections).joined(separator: "\n")
  }

  /// Every word as it is typed, with its explanation, by the titles of the sections.
  package var words: [(title: String, words: [(form: String, explanation: String)])] {
    sections.filter(\.isOfWords).map { section in
      (
        "\(title): \(section.title)",
        section.entries.map { (form: $0.form, explanation: $0.explanation) }
      )
    }
  }
}

extension LanguageSection {
  /// Whether it lists words, not mistakes.
  fileprivate var isOfWords: Bool {
    !entries.contains { if case .refusal = $0.outcome { true } else { false } }
  }
}
