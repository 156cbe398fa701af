internal import WeightNormCore

/// Arithmetic on vectors of the single-neuron experiments.
extension [Double] {
  func dot(_ other: [Double]) -> Double { Reduction.dot(self, other) }

  var norm: Double { Reduction.norm(self) }

  func adding(_ other: [Double]) -> [Double] { zip(self, other).map { $0 + $1 } }

  func subtracting(_ other: [Double]) -> [Double] { zip(self, other).map { $0 - $1 } }

  func scaled(by factor: Double) -> [Double] { map { factor * $0 } }

  /// The angle to another vector in radians, accurate for small angles too (Kahan 2006):
  /// 2·atan(‖a − b‖/‖a + b‖) of the unit vectors.
  func angle(to other: [Double]) -> Double {
    let a = scaled(by: 1 / norm)
    let b = other.scaled(by: 1 / other.norm)
    return 2 * Elementary.atan(a.subtracting(b).norm / a.adding(b).norm)
  }
}
