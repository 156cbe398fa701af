import Figures
public import Runs

/// What `wnreport help` tells of the language of templates: made from the tables that the parser reads by.
public struct LanguageReference: Sendable {
  private let topics: [(topic: LanguageTopic, sections: [LanguageSection])]
  private let families: [StyleFamily]

  /// The reference with the looks of these methods.
  ///
  /// - Throws: ``ReportError/unusableLooks(reason:)``.
  public init(looks: MethodLooks) throws(ReportError) {
    var topics: [(topic: LanguageTopic, sections: [LanguageSection])] = []
    for topic in LanguageTopic.allCases { topics.append((topic, try topic.sections(looks))) }
    self.topics = topics
    families = try StyleFamily.all(looks)
  }

  /// The sections of a topic.
  package func sections(of topic: LanguageTopic) -> [LanguageSection] {
    topics.first { $0.topic == topic }?.sections ?? []
  }

  /// A topic for a terminal. Prose is wrapped at `width`; what is typed stays on its lines.
  public func text(of topic: LanguageTopic, width: Int) -> String {
    Self.text(
      topic.rawValue.uppercased() + ": " + topic.explanation, sections(of: topic), width: width)
  }

  /// Sections of words for a terminal, below a title.
  package static func text(_ title: String, _ sections: [LanguageSection], width: Int) -> String {
    let sections = sections.map { LanguageText(width: width).text(of: $0) }
    return ([title + "\n"] + sections).joined(separator: "\n")
  }

  /// All of it as one page for GitHub, beside which the picture of the styles lies under that name.
  public func markdown(picture: String) -> String {
    LanguageMarkdown(picture: picture).page(of: topics)
  }

  /// The picture of all styles as PNG.
  ///
  /// - Throws: ``ReportError/cannotDraw(figure:position:reason:)``.
  public func picture() throws(ReportError) -> [UInt8] {
    do {
      return try StyleSheet(columns: [Array(families.prefix(1)), Array(families.dropFirst())]).png()
    } catch {
      throw .cannotDraw(figure: "the styles", position: nil, reason: error.description)
    }
  }

  /// Every word as it is typed, with its explanation, by the titles of the sections.
  public var words: [(title: String, words: [(form: String, explanation: String)])] {
    topics.flatMap { topic, sections in
      sections.filter(\.isOfWords).map { section in
        (
          "\(topic.title): \(section.title)",
          section.entries.map { (form: $0.form, explanation: $0.explanation) }
        )
      }
    }
  }
}

extension LanguageSection {
  /// Whether it lists words, not mistakes.
  fileprivate var isOfWords: Bool {
    !entries.contains { if case .refusal = $0.outcome { true } else { false } }
  }
}
