/// Measures text by DejaVu Sans' advance widths, so that a layout is the same on every host
/// whatever the text renderer does.
enum TextMetrics {
  /// Height above and depth below the baseline of a line of text, in ems; the tallest letters and
  /// signs in use (accents, ‖, the descenders of g and η) stay inside.
  static let ascent = 0.78
  static let descent = 0.24
  /// The height of capitals and digits, in ems.
  static let capHeight = 0.729

  /// The width of `text` in the unit of `size`, superscripts being set smaller.
  static func width(of text: String, size: Double) -> Double {
    TextRun.runs(of: text, size: size).reduce(0) { $0 + advance(of: $1.text, size: $1.size) }
  }

  /// How far `text` reaches above its baseline, superscripts included.
  static func height(of text: String, size: Double) -> Double {
    TextRun.runs(of: text, size: size).map { $0.rise + ascent * $0.size }.max() ?? ascent * size
  }

  /// The sum of the advance widths, nothing being raised.
  static func advance(of text: String, size: Double) -> Double {
    let units = text.unicodeScalars.reduce(0) { $0 + (advance(of: $1) ?? unitsPerEm) }
    return units / unitsPerEm * size
  }

  /// One character's advance width in font units; nil for one that figures cannot show.
  static func advance(of scalar: Unicode.Scalar) -> Double? {
    switch scalar.value {
    case 0x20...0x7E: asciiAdvances[Int(scalar.value - 0x20)]
    case 0xA0...0xFF: latinAdvances[Int(scalar.value - 0xA0)]
    case 0x391...0x3C9: greekAdvances[Int(scalar.value - 0x391)]
    default: symbolAdvances[scalar.value] ?? furtherAdvances[scalar.value]
    }
  }
}
