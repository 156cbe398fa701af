import Foundation

/// A number as decimal digits and a power of ten, rounded to so many digits.
struct Scientific {
  private var isNegative: Bool
  /// Without sign and point; the point stands behind the first one.
  private var digits: String
  private(set) var exponent: Int

  init(_ number: Double, digits count: Int, rounding: Rounding) {
    let text = String(format: "%.\(count - 1)e", number).split(separator: "e")
    isNegative = text[0].hasPrefix("-")
    digits = text[0].filter(\.isNumber)
    exponent = Int(text[1]) ?? 0
    let step = rounding.step(from: value, to: number)
    if step != 0 { grow(by: isNegative ? -step : step) }
  }

  /// The magnitude's neighbour of as many digits.
  private mutating func grow(by step: Int) {
    let count = digits.count
    let neighbour = String((Int(digits) ?? 0) + step)
    switch neighbour.count {
    case count where neighbour != "0": digits = neighbour
    case count + 1:
      digits = String(neighbour.dropLast())
      exponent += 1
    default:
      // Below 1.00 stands 0.999, which has a digit more to give.
      digits = String(repeating: "9", count: count)
      exponent -= 1
    }
  }

  var value: Double { Double("\(mantissa)e\(exponent)") ?? .nan }

  /// `-2.36`
  var mantissa: String {
    let fraction = digits.dropFirst()
    return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The same digits without a power of ten.
  var plain: String {
    if exponent < 0 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
    }
    let padded = digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
    let fraction = padded.dropFirst(exponent + 1)
    return sign + padded.prefix(exponent + 1) + (fraction.isEmpty ? "" : "." + fraction)
  }

  private var sign: String { isNegative ? "-" : "" }
}
