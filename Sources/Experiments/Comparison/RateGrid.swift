/// Learning rates η = 2^(lowest + i·step), both ends included.
struct RateGrid: Codable, Equatable, Sendable {
  /// Base-2 logarithms.
  let lowest: Double
  let highest: Double
  /// In octaves: 1, ½ or ¼.
  let step: Double

  /// log₂ η of each rate, increasing.
  var exponents: [Double] {
    Array(stride(from: lowest, through: highest, by: step))
  }

  /// 2^exponent for a multiple of ¼, exact but for the roots of 2.
  static func rate(_ exponent: Double) -> Double {
    let whole = exponent.rounded(.down)
    let half = 2.0.squareRoot()
    let quarters = [1, half.squareRoot(), half, half * half.squareRoot()]
    let power = Double(sign: .plus, exponent: Int(whole), significand: 1)
    return power * quarters[Int((exponent - whole) * 4)]
  }
}
