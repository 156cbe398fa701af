/// A stretch of text of one size on one baseline.
struct TextRun: Equatable, Sendable {
  var text: String
  var size: Double
  /// How far the baseline is lifted.
  var rise: Double

  /// A superscript is set at this share of the text's size …
  static let superscriptScale = 0.72
  /// … and lifted by this share of it.
  static let superscriptRise = 0.38

  /// Cuts a text into runs.
  ///
  /// Raised are the characters ⁰…⁹, ⁺, ⁻, ⁿ and ˢ, and what follows a `^`: one character, or several
  /// in braces. A raised vulgar fraction (`t^¼`) is set as 1/4, which stays legible.
  static func runs(of text: String, size: Double) -> [TextRun] {
    var runs: [TextRun] = []
    for piece in pieces(of: text) {
      let run = TextRun(
        text: piece.text, size: piece.isRaised ? size * superscriptScale : size,
        rise: piece.isRaised ? size * superscriptRise : 0)
      if let last = runs.last, last.rise == run.rise {
        runs[runs.count - 1].text += run.text
      } else {
        runs.append(run)
      }
    }
    return runs
  }

  private static func pieces(of text: String) -> [(text: String, isRaised: Bool)] {
    var pieces: [(text: String, isRaised: Bool)] = []
    var rest = text[...]
    while let letter = rest.popFirst() {
      let character = letter.composed
      if character == "^", let raised = popRaised(from: &rest) {
        pieces.append((raised, true))
      } else if let plain = plainForms[character] {
        pieces.append((plain, true))
      } else {
        pieces.append((String(character), false))
      }
    }
    return pieces
  }

  /// What a `^` raises, or nil where nothing follows it.
  private static func popRaised(from rest: inout Substring) -> String? {
    guard let first = rest.first, first != " " else { return nil }
    if first == "{", let end = rest.firstIndex(of: "}") {
      let inside = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      return String(inside.map(\.composed))
    }
    rest.removeFirst()
    return fractions[first] ?? plainForms[first] ?? String(first.composed)
  }

  /// Whether there is a letter or a sign for it.
  static func shows(_ character: Character) -> Bool {
    plainForms[character] != nil || fractions[character] != nil
      || character.composed.unicodeScalars.allSatisfy { TextMetrics.advance(of: $0) != nil }
  }

  private static let plainForms: [Character: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁺": "+", "⁻": "−", "ⁿ": "n", "ˢ": "s",
  ]

  private static let fractions: [Character: String] = [
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8",
  ]
}
