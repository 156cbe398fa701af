import Foundation

/// Which texts figures can show: the characters whose widths the layout knows.
public enum FigureText {
  /// What a text holds that no figure can show: the first such character, by its place.
  public static func fault(
    in characters: some Sequence<Character>
  ) -> (index: Int, advice: String)? {
    for (index, character) in characters.enumerated() where !TextRun.shows(character) {
      return (index, advice(on: character))
    }
    return nil
  }

  /// What is wrong with a character, and what to type instead.
  private static func advice(on character: Character) -> String {
    let codes = character.unicodeScalars.map { "U+" + hexadecimal($0.value) }
      .joined(separator: " ")
    let plain = String(character).precomposedStringWithCompatibilityMapping
    let isShown = plain.allSatisfy(TextRun.shows) && !plain.isEmpty
    return "figures have no letter for `\(character)` (\(codes)); "
      + (isShown ? "type `\(plain)`" : "say it in other letters")
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension Character {
  /// A letter and its accents as one letter, where there is one.
  var composed: Character {
    guard unicodeScalars.count > 1 else { return self }
    let composed = String(self).precomposedStringWithCanonicalMapping
    return composed.count == 1 ? Character(composed) : self
  }
}
