import Figures
import Foundation

/// Whether panels of one quantity can be read on a common y.
enum CommonRange {
  /// A panel whose medians fill less of the common range is flat.
  private static let leastShare = 0.25

  static func suits(_ panels: [Panel]) -> Bool {
    let ranges = panels.compactMap(range)
    guard let lower = ranges.map(\.lowerBound).min(), let upper = ranges.map(\.upperBound).max()
    else { return false }
    return ranges.allSatisfy { range in
      range.upperBound - range.lowerBound >= leastShare * (upper - lower)
    }
  }

  /// From the least to the greatest median, as far along the axis as it draws them.
  private static func range(of panel: Panel) -> ClosedRange<Double>? {
    let medians = panel.marks.flatMap { mark in
      if case .curve(let curve) = mark { curve.y.compactMap(\.self) } else { [Double]() }
    }
    let places =
      panel.y.scale == .log
      ? medians.compactMap { $0 > 0 ? Foundation.log($0) : nil } : medians
    guard let least = places.min(), let greatest = places.max() else { return nil }
    return least...greatest
  }
}
