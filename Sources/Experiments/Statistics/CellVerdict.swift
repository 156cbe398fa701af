internal import Runs

/// What the interval of one effect says against a margin of no importance δ.
enum CellVerdict: String, Codable, CaseIterable, Sendable {
  case better
  case worse
  case equivalent
  case inconclusive

  /// The word for what cannot be compared.
  static let void = "void"

  /// Better if the whole interval lies above δ, worse if below −δ, equivalent if within ±δ.
  init(_ interval: Interval, margin: Double) {
    if interval.low > margin {
      self = .better
    } else if interval.high < -margin {
      self = .worse
    } else if interval.low >= -margin, interval.high <= margin {
      self = .equivalent
    } else {
      self = .inconclusive
    }
  }
}
