/// Words of the language that belong together.
package struct LanguageSection: Sendable {
  package let title: String
  /// What a reader has to know before the words, in one paragraph.
  package let introduction: String
  /// A whole cell, where the words are the keys of one.
  package let sample: String?
  package let entries: [LanguageEntry]

  package init(
    _ title: String, _ introduction: String, sample: String? = nil, _ entries: [LanguageEntry]
  ) {
    self.title = title
    self.introduction = introduction
    self.sample = sample
    self.entries = entries
  }
}

extension RawRepresentable<String> where Self: CaseIterable {
  /// All words of a choice as a sentence has them: `linear or log`.
  static var words: String {
    let words = allCases.map(\.rawValue)
    let last = words.last ?? ""
    return words.count < 2 ? last : words.dropLast().joined(separator: ", ") + " or " + last
  }
}
