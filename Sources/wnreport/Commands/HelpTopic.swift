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
    case .notebooks: "notebooks"
    case .schema: "schema"
    }
  }

  var explanation: String {
    switch self {
    case .language(let topic): topic.explanation
    case .notebooks: "the small files of a notebook: itself, runs and claims of its own"
    case .schema: "the JSON Schema of a record, for runs of your own"
    }
  }
}
