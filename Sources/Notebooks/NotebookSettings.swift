package import Reports
public import Runs

/// What a notebook says of itself in its small file `notebook.yaml`.
public struct NotebookSettings: Equatable, Sendable {
  /// The name of the file in the notebook's folder.
  public static let fileName = "notebook.yaml"

  /// What it is called: a line for people.
  public var title: String
  /// Where its report goes, from the notebook's folder: `report`, `../reports`.
  public var output = "report"
  /// How much is run where no command says otherwise.
  public var profile = Profile.default
  /// Experiments that are run besides those that pages name, as glob patterns: to look at what they record
  /// before a page is written.
  public var experiments: [String] = []
  /// Who says what is claimed: the text in print by the word that claims use, `lecture: the lecture`.
  public var sources: [String: String] = [:]

  public init(title: String) {
    self.title = title
  }
}

extension NotebookSettings {
  static let keys = ["title", "output", "profile", "experiments", "sources"]

  /// Reads the text of a file; what is wrong in it is noted.
  ///
  /// - Parameters:
  ///   - contents: the text.
  ///   - file: its name in messages.
  ///   - folder: the name of the folder, which is the title where none is given.
  ///   - builtIn: the experiments of the program.
  ///   - log: where it is noted.
  package init(
    contents: String, file: String, folder: String, builtIn: [String], log: ProblemLog
  ) {
    self.init(title: folder)
    let fields = log.attempt { () throws(TemplateProblem) in
      try YAMLMapping(contents: contents, file: file, keys: Self.keys, log: log)
    }
    guard let fields else { return }
    func read<Value>(
      _ key: String, _ body: (String) throws(TemplateProblem) -> Value?
    ) -> Value? {
      log.attempt { () throws(TemplateProblem) in try body(key) } ?? nil
    }
    title = read("title") { key throws(TemplateProblem) in try fields.text(key).string } ?? title
    output =
      read("output") { key throws(TemplateProblem) in
        try Self.path(fields.optionalText(key))
      } ?? output
    profile =
      read("profile") { key throws(TemplateProblem) in try fields.choice(key, Profile.self) }
      ?? profile
    experiments =
      read("experiments") { key throws(TemplateProblem) in
        guard fields.has(key) else { return nil }
        let patterns = try fields.texts(key)
        for pattern in patterns {
          let isKnown = builtIn.contains { Glob.matches(pattern.string, $0) }
          if !isKnown { log.add([TemplateProblem(unknown: pattern, among: builtIn)]) }
        }
        return patterns.map(\.string)
      } ?? experiments
    sources =
      read("sources") { key throws(TemplateProblem) in
        guard fields.has(key) else { return nil }
        let names = try fields.mapping(key, log: log)
        var sources: [String: String] = [:]
        for name in names.keys { sources[name.string] = try names.line(name.string).string }
        return sources
      } ?? sources
  }

  /// A report goes to a place that is the same wherever the notebook lies.
  private static func path(_ text: YAMLText?) throws(TemplateProblem) -> String? {
    guard let text else { return nil }
    guard !text.string.hasPrefix("/"), !text.string.hasPrefix("~") else {
      throw TemplateProblem(
        "`output` is a way from the notebook's folder, such as `report` or `../reports`;"
          + " another place is named with --output",
        at: text.position)
    }
    return text.string
  }
}
