import Foundation

/// An opaque sRGB colour.
struct Color: Hashable, Sendable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour written 0xRRGGBB.
  init(hex: UInt32) {
    self.init(
      red: UInt8(hex >> 16 & 0xFF), green: UInt8(hex >> 8 & 0xFF), blue: UInt8(hex & 0xFF))
  }

  static let white = Color(hex: 0xFFFFFF)
  static let black = Color(hex: 0x000000)

  /// This colour moved towards `other`: 0 leaves it, 1 gives `other`.
  func mixed(with other: Color, _ fraction: Double) -> Color {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) + (Double(b) - Double(a)) * fraction).rounded())
    }
    return Color(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// The relative luminance of WCAG 2, 0 for black, 1 for white.
  var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// The same hue, dark enough to be read as text on white (contrast at least 4.5 : 1, WCAG AA).
  var readableOnWhite: Color {
    let steps = stride(from: 0.0, through: 1.0, by: 0.05)
    let candidates = steps.map { mixed(with: .black, $0) }
    return candidates.first { 1.05 / ($0.luminance + 0.05) >= 4.5 } ?? .black
  }

  /// The light that an sRGB channel stands for, from 0 to 1.
  static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}

/// The greys of everything that is not data.
enum Ink {
  static let text = Color(hex: 0x262626)
  static let tickText = Color(hex: 0x404040)
  static let spine = Color(hex: 0x4D4D4D)
  static let minorTick = Color(hex: 0x7A7A7A)
  static let grid = Color(hex: 0xE6E6E6)
  static let reference = Color(hex: 0x707070)
  static let referenceText = Color(hex: 0x595959)
  static let margin = Color(hex: 0xEDEDED)
}
