/// File-name patterns: `*` stands for any text, `?` for one character. Others stand for themselves,
/// byte for byte.
public enum Glob {
  /// Whether the pattern stands for the whole text.
  public static func matches(_ pattern: String, _ text: String) -> Bool {
    matches(Array(pattern.unicodeScalars)[...], Array(text.unicodeScalars)[...])
  }

  private static func matches(
    _ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    // Where to go on when a later character does not fit: after the last star, one character further.
    var pattern = pattern
    var text = text
    var retry: (pattern: ArraySlice<Unicode.Scalar>, text: ArraySlice<Unicode.Scalar>)?
    while let character = text.first {
      if pattern.first == "*" {
        pattern = pattern.dropFirst()
        retry = (pattern, text)
      } else if let expected = pattern.first, expected == "?" || expected == character {
        pattern = pattern.dropFirst()
        text = text.dropFirst()
      } else if let (afterStar, from) = retry {
        pattern = afterStar
        text = from.dropFirst()
        retry = (afterStar, text)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == "*" }
  }
}
