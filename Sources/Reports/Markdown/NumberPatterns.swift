/// What a measurement looks like in a line of text.
///
/// Made once, like `MarkdownPatterns`.
struct NumberPatterns {
  nonisolated(unsafe) static let shared = NumberPatterns()

  private let addresses = [
    #/\]\([^)\]]*\)/#, #/https?:\/\/\S+/#, #/^\s*\[[^\]\^][^\]]*\]:\s*\S+/#,
  ]
  private let tag = #/<[A-Za-z\/!][^<>]*>/#
  private let alternative = #/\b(?:alt|title)\s*=\s*(?:"[^"]*"|'[^']*')/#

  // A line is read from number to number, so that a pattern need not look back.
  private let decimal =
    #/(?:\d+,)*\d+(?:\\?\.\d+)+(?:[eE][\-−+]?\d+)?(?:\s?[%‰×])?|\d+[eE][\-−+]?\d+\b/#
  private let comma = #/\d+,\d+(?![,\d])(?:\s?[%‰×])?/#
  private let bare = #/\.\d+(?:[eE][\-−+]?\d+)?(?:\s?[%‰×])?/#
  private let power =
    #/(?:(?:\d+,)*\d+(?:\.\d+)?\s?[·⋅×∙*x]\s?)?10(?:[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\^[{(]?[\-−+]?\d+[)}]?)/#
  private let percentage = #/(?:\d+,)*\d+\s?(?:\\?[%‰]|percent\b|per cent\b)/#
  private let factor = #/\d+\s?×|×\s?\d+|\d+x\b/#
  private let grouped = #/[1-9]\d{0,2}(?:,\d{3})+(?![,\d])/#
  /// `14×14` is the size of something, not a factor.
  private let side = #/\d+\s?×\s?(?=\d)/#
  private let whole = #/\d+\s?×\s?(?=\d)|\d+(?:,\d+)*/#

  /// A line with addresses and HTML blanked, except what HTML shows of its attributes.
  func withoutAddresses(_ line: String, blank: Character) -> String {
    let texts = line.replacing(tag) { blanked($0.output, blank) }
    return addresses.reduce(texts) { line, pattern in
      line.replacing(pattern) { String(repeating: blank, count: $0.output.count) }
    }
  }

  private func blanked(_ tag: Substring, _ blank: Character) -> String {
    let shown = tag.ranges(of: alternative)
    return String(
      tag.indices.map { index in shown.contains { $0.contains(index) } ? tag[index] : blank })
  }

  /// The measurements of a line, each with the place of its first character.
  func findings(in characters: [Character]) -> [(index: Int, text: String)] {
    guard characters.contains(where: \.isNumber) else { return [] }
    var rest = Substring(String(characters))
    // What stood apart may have become one character beside its neighbour.
    let line = Array(rest)
    var findings: [(index: Int, text: String)] = []
    var index = 0
    func pass(_ count: Int) {
      index += count
      rest = rest.dropFirst(count)
    }
    while index < line.count {
      guard line[index].isNumber || line[index] == "×" || beginsFraction(line, index) else {
        pass(1)
        continue
      }
      if let found = measurement(rest) {
        findings.append((index, String(found)))
        pass(found.count)
      } else {
        // What does not match at the first of several digits does not match at the others.
        pass(max(1, rest.prefixMatch(of: whole)?.output.count ?? 0))
      }
    }
    return findings
  }

  /// The measurement that a text begins with.
  private func measurement(_ text: Substring) -> Substring? {
    let sure = [power, decimal, bare].lazy.compactMap { text.prefixMatch(of: $0)?.output }
    if let found = sure.first { return found }
    if let share = text.prefixMatch(of: percentage)?.output { return share }
    if text.prefixMatch(of: grouped) == nil, let found = text.prefixMatch(of: comma)?.output {
      return found
    }
    return text.prefixMatch(of: side) == nil ? text.prefixMatch(of: factor)?.output : nil
  }

  /// Whether a point stands here with digits behind it and no word or number before it.
  private func beginsFraction(_ line: [Character], _ index: Int) -> Bool {
    guard line[index] == ".", index + 1 < line.count, line[index + 1].isNumber else { return false }
    let before = index > 0 ? line[index - 1] : " "
    return !(before.isLetter || before.isNumber || "._/\\)]}\u{0}".contains(before))
  }
}
