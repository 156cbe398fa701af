/// Where a format rounds to what it cannot print.
enum Rounding: Sendable {
  case nearest
  case up
  case down

  /// Which way to step from a decimal that was rounded to the nearest: 1, −1, or 0 to keep it.
  func step(from nearest: Double, to number: Double) -> Int {
    switch self {
    case .nearest: return 0
    case .up: return nearest < number ? 1 : 0
    case .down: return nearest > number ? -1 : 0
    }
  }
}
