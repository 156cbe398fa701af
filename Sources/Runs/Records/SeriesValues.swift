internal import Foundation

/// The values of a series: a quantity at increasing positions, summarized over seeds.
public struct SeriesValues: Equatable, Sendable {
  /// The positions on x, increasing.
  public var positions: [Double]
  /// The median over seeds at each position; nil where no finite value exists.
  public var median: [Double?]
  /// The spread over seeds; nil for one run or no randomness.
  public var spread: Spread?
  /// Single seeds, for thin lines; none in the summaries that experiments record.
  public var seeds: [SeedPath]

  public init(
    positions: [Double], median: [Double?], spread: Spread? = nil, seeds: [SeedPath] = []
  ) {
    self.positions = positions
    self.median = median
    self.spread = spread
    self.seeds = seeds
  }
}

extension SeriesValues {
  /// Summarizes one path per seed: median, quartiles and extremes at each position. Numbers are rounded to
  /// six significant digits, which is far finer than a pixel.
  ///
  /// A position at which a seed has no finite value, or which its path does not reach, is summarized over
  /// the seeds that have one.
  public init(at positions: [Double], _ paths: [[Double]]) {
    self.init(
      at: positions,
      columns: positions.indices.map { index in
        paths.map { index < $0.count ? $0[index] : .nan }
      })
  }

  /// The same of one column per position, with a value per seed.
  public init(at positions: [Double], columns: [[Double]]) {
    let sorted = columns.map { $0.filter(\.isFinite).sorted() }
    func summary(_ fraction: Double) -> [Double?] {
      sorted.map { $0.isEmpty ? nil : Self.quantile(fraction, of: $0).sixDigits }
    }
    self.init(
      positions: positions.map(\.sixDigits), median: summary(0.5),
      spread: columns.contains { $0.count > 1 }
        ? Spread(
          minimum: summary(0), lowerQuartile: summary(0.25), upperQuartile: summary(0.75),
          maximum: summary(1))
        : nil)
  }

  /// The quantile of sorted values by linear interpolation: fraction p stands at p·(count − 1).
  ///
  /// - Precondition: at least one value.
  public static func quantile(_ fraction: Double, of sorted: [Double]) -> Double {
    let place = fraction * Double(sorted.count - 1)
    let lower = Int(place)
    guard lower + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[lower] + (place - Double(lower)) * (sorted[lower + 1] - sorted[lower])
  }

}

extension Double {
  /// The number with six significant digits.
  public var sixDigits: Double { rounded(to: "%.5e") }
  /// The number with four significant digits.
  public var fourDigits: Double { rounded(to: "%.3e") }

  private func rounded(to format: String) -> Double {
    guard self != 0, isFinite else { return self }
    return Double(String(format: format, self)) ?? self
  }
}
