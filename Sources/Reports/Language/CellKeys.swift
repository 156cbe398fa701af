/// The keys that one mapping of a cell may have. ``CellFields`` accepts no others, so that a key cannot be
/// typed that the reference does not explain.
struct CellKeys: Sendable {
  /// What messages call the mapping: `curves`.
  let name: String
  let title: String
  let introduction: String
  let kind: CellKind
  /// A cell in which the mapping stands, without its fences.
  let sample: String
  /// Where it stands there: keys, and numbers of items.
  let path: [String]
  /// Keys that stand in each other's place: of these the sample has some, and an example that has
  /// others takes their place.
  let alternatives: [String]
  /// Other cells for the examples of keys that have no place in this one.
  let others: [String: String]
  let entries: [LanguageEntry]

  init(
    _ name: String, title: String, _ introduction: String, in kind: CellKind = .figure,
    at path: [String], of sample: String, alternatives: [String] = [],
    others: [String: String] = [:], _ entries: [LanguageEntry]
  ) {
    self.name = name
    self.title = title
    self.introduction = introduction
    self.kind = kind
    self.sample = sample
    self.path = path
    self.alternatives = alternatives
    self.others = others
    self.entries = entries
  }

  /// The words that a cell may have here.
  var words: [String] { entries.map(\.word) }

  /// The sample as it is typed in a template.
  var cell: String { "```\(kind.rawValue)\n\(sample)\n```" }

  var section: LanguageSection {
    LanguageSection(title, introduction, sample: cell, entries)
  }
}
