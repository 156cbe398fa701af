/// What can be wrong with numbers or shapes handed to the core.
public enum CoreError: Error, Equatable, Sendable {
  /// ‖v‖ = 0: the direction of that unit is undefined, and so is w = (g/‖v‖)v.
  case zeroNorm(unit: Int)
  /// ‖v‖ left the finite numbers: training diverged.
  case nonFiniteNorm(unit: Int)
  /// g ≤ 0 has no logarithm.
  case magnitudeNotPositive(unit: Int)
  /// Two shapes that must agree do not.
  case shape(expected: [Int], found: [Int], what: String)
  /// An input holds NaN or infinity.
  case nonFinite(what: String, index: Int)
}

extension CoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .zeroNorm(let unit):
      "unit \(unit): ‖v‖ = 0, so v has no direction and w = (g/‖v‖)v is undefined;"
        + " start v from a random draw"
    case .nonFiniteNorm(let unit):
      "unit \(unit): ‖v‖ is not finite; training diverged, lower the learning rate"
    case .magnitudeNotPositive(let unit):
      "unit \(unit): g is not positive and has no logarithm; start log g from g > 0"
    case .shape(let expected, let found, let what):
      "\(what): expected shape \(expected), found \(found)"
    case .nonFinite(let what, let index):
      "\(what): element \(index) is not a finite number"
    }
  }
}
