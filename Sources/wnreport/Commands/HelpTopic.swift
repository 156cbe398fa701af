import Notebooks
import Reports
import Runs

/// What `wnreport help` explains besides commands.
enum HelpTopic: CaseIterable {
  case language(LanguageTopic)
  /// The small files of a notebook.
  case notebooks
  /// What a record is made of.
  case schema

  static let allCases = LanguageTopic.allCases.map(Self.language) + [.notebooks, .schema]
  static let names = allCases.map(\.name)

  init?(name: String) {
    guard let topic = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = topic
  }

  var name: String {
    switch self {
    case .language(let topic): topic.rawValue
    case .notebooks: NotebookLanguage.chapter.name
    case .schema: "schema"
    }
  }

  var explanation: String {
    switch self {
    case .language(let topic): topic.explanation
    case .notebooks: NotebookLanguage.chapter.explanation
    case .schema: "the JSON Schema of a record, for runs of your own"
    }
  }
}

extension LanguageReference {
  /// The language of templates, then that of a notebook's small files.
  static func ofThisProgram() throws(ReportError) -> LanguageReference {
    try LanguageReference(looks: .standard, besides: [NotebookLanguage.chapter])
  }
}
