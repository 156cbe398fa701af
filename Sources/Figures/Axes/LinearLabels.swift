import Foundation

/// The labels of evenly spaced ticks: all with the same decimals and the same power of ten.
enum LinearLabels {
  static func ticks(at positions: [Double]) -> [Tick] {
    zip(positions, texts(for: positions)).map { Tick(value: $0, label: $1) }
  }

  private static func texts(for positions: [Double]) -> [String] {
    let largest = positions.map(abs).max() ?? 0
    let step = zip(positions.dropFirst(), positions).map { $0 - $1 }.min() ?? max(largest, 1)
    if largest == 0 || (largest < 1e6 && step >= 1e-4) {
      let decimals = NumberText.decimals(for: positions, tolerance: step * 1e-3)
      return positions.map { NumberText.fixed($0, decimals: decimals) }
    }
    let exponent = Int((log10(largest) + 1e-9).rounded(.down))
    let mantissas = positions.map { NumberText.scaled($0, by: -exponent) }
    let decimals = NumberText.decimals(
      for: mantissas, tolerance: NumberText.scaled(step, by: -exponent) * 1e-3)
    return positions.map { position in
      guard position != 0 else { return "0" }
      return NumberText.scientific(position, exponent: exponent, decimals: decimals)
    }
  }
}
