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
}
