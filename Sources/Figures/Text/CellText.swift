import Foundation

/// The values of cells as short texts of one size.
struct CellText {
  let texts: [String]
  let size: Double

  /// How many digits of the range to show in which size of text, the preferred one first.
  private static let forms = [(digits: 3, size: 12.0), (2, 12), (2, 11)]

  /// The texts in the first form in which each fits into its box, or nil.
  init?(of values: [Double], in boxes: [Rect], on scale: Axis.Scale) {
    for (digits, size) in Self.forms {
      let texts = Self.texts(of: values, on: scale, digits: digits)
      let fits = zip(texts, boxes).allSatisfy { text, box in
        TextMetrics.width(of: text, size: size) + 4 <= box.width
          && size * Measure.leading + 2 <= box.height
      }
      guard fits else { continue }
      self.texts = texts
      self.size = size
      return
    }
    return nil
  }

  /// All with the same decimals, so that the whole range shows `digits` digits; on a logarithmic
  /// scale, and where that makes long texts, as many significant digits each. Zeros that all would
  /// end with are left out.
  static func texts(of values: [Double], on scale: Axis.Scale, digits: Int) -> [String] {
    let largest = values.map(abs).max() ?? 0
    guard let low = values.min(), let high = values.max(), largest > 0 else {
      return values.map { _ in "0" }
    }
    let span = high - low > largest * 1e-9 ? high - low : largest
    let decimals = Double(digits - 1) - log10(span).rounded(.down)
    guard scale == .linear, largest < 1e5, decimals <= 5 else {
      return values.map { significant($0, digits: digits) }
    }
    let needed = NumberText.decimals(for: values, tolerance: span * 1e-6)
    return values.map { NumberText.fixed($0, decimals: min(needed, Int(max(0, decimals)))) }
  }

  private static func significant(_ value: Double, digits: Int) -> String {
    guard value != 0 else { return "0" }
    let exponent = Int(log10(abs(value)).rounded(.down))
    guard (-3..<5).contains(exponent) else {
      return NumberText.scientific(value, exponent: exponent, decimals: digits - 1)
    }
    let needed = NumberText.decimals(for: [value], tolerance: abs(value) * 1e-6)
    return NumberText.fixed(value, decimals: min(needed, max(0, digits - 1 - exponent)))
  }
}
