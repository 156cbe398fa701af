import Foundation

/// Holds text to one form of each letter, so that what is equal to a reader and to Swift is also equal
/// byte for byte: what Markdown, a link or a disk takes for a backtick is the one backtick.
enum CharacterForm {
  /// What is wrong with a character: another form than the composed one (NFC), or a sign of ASCII with
  /// marks, which is that sign to Markdown and to nobody else.
  static func fault(of character: Character) -> MarkdownFault? {
    guard !character.isASCII else { return nil }
    let text = String(character)
    let composed = text.precomposedStringWithCanonicalMapping
    guard composed.utf8.elementsEqual(text.utf8) else {
      return .notComposed(numbers(text), composed: "“\(composed)” \(numbers(composed))")
    }
    guard let first = text.unicodeScalars.first, first.isASCII else { return nil }
    return Character(first).isLetter || Character(first).isNumber
      ? nil : .signWithMark("“\(text)” \(numbers(text))")
  }

  /// `U+0065 U+0301`
  private static func numbers(_ text: String) -> String {
    text.unicodeScalars.map { String(format: "U+%04X", $0.value) }.joined(separator: " ")
  }
}
