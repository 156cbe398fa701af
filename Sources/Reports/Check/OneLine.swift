import Runs

/// Shows text on one line.
enum OneLine {
  /// The text in quotation marks, with its control characters as escapes.
  static func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      default: String(scalar)
      }
    }
    return "\"\(shown.joined())\""
  }

  /// Two texts as a reader can tell them apart: where they are the same but for their bytes, as a
  /// backtick and U+1FEF are, with every letter that is not of ASCII as its number.
  static func distinct(_ one: String, _ other: String) -> (String, String) {
    one == other ? (numbered(one), numbered(other)) : (one, other)
  }

  private static func numbered(_ text: String) -> String {
    text.unicodeScalars.map { $0.isASCII ? String($0) : $0.escaped }.joined()
  }
}
