import Figures
package import Runs

/// What `wnreport help` tells of the language of templates: made from the tables that the parser reads by.
public struct LanguageReference: Sendable {
  package let chapters: [LanguageChapter]
  private let families: [StyleFamily]

  /// The reference with the looks of these methods.
  ///
  /// - Parameters:
  ///   - looks: of the methods that figures may name.
  ///   - others: what is told behind the language of templates.
  /// - Throws: ``ReportError/unusableLooks(reason:)``.
  package init(looks: MethodLooks, besides others: [LanguageChapter] = []) throws(ReportError) {
    var chapters: [LanguageChapter] = []
    for topic in LanguageTopic.allCases {
      chapters.append(
        LanguageChapter(topic.rawValue, topic.explanation, try topic.sections(looks)))
    }
    self.chapters = chapters + others
    families = try StyleFamily.all(looks)
  }

  /// The sections of a topic.
  package func sections(of topic: LanguageTopic) -> [LanguageSection] {
    chapter(topic.rawValue)?.sections ?? []
  }

  /// The chapter of a name; nil where there is none.
  package func chapter(_ name: String) -> LanguageChapter? { chapters.first { $0.name == name } }

  /// All of it as one page for GitHub, beside which the picture of the styles lies under that name.
  public func markdown(picture: String) -> String {
    LanguageMarkdown.page(
      of: chapters.map { chapter in
        guard chapter.name == LanguageTopic.styles.rawValue else { return chapter }
        var shown = chapter
        shown.picture = LanguageChapter.Picture(
          file: picture,
          description: "Every style: its line with its marker, its name and its words")
        return shown
      })
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
}
