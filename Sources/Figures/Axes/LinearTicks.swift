import Foundation

/// Evenly spaced round numbers on a linear axis, chosen by the *extended* algorithm of Talbot, Lin
/// and Hanrahan (2010): of all labelings it takes the one with the best sum of
///
/// ```
/// 0.25 · simplicity + 0.2 · coverage + 0.5 · density + 0.05 · legibility
/// ```
///
/// Legibility is the same for all labelings here, and ticks are multiples of their step: 1.0, 1.2,
/// 1.4, never 0.9, 1.1, 1.3. The search is bounded in every direction, so it
/// ends for any range.
struct LinearTicks {
  /// Step mantissas, the nicest first.
  private static let niceSteps = [1.0, 5, 2, 2.5, 4, 3]

  private let low: Double
  private let high: Double
  /// How many ticks are wished for.
  private let target: Double
  /// Whether all ticks have to lie between the ends.
  private let staysInside: Bool
  /// Whether steps are 1, 2, 2.5 or 5 times a power of ten only.
  private let isSimple: Bool

  /// Positions for about `count` ticks between `low` and `high`, ascending; just outside the ends
  /// only where `staysInside` is false. Up to `few` ticks have the simplest steps.
  static func positions(
    from low: Double, to high: Double, count: Int, staysInside: Bool = true, few: Int = 0
  ) -> [Double] {
    guard low < high, (high - low).isFinite else { return [low] }
    let search = LinearTicks(
      low: low, high: high, target: Double(max(2, count)), staysInside: staysInside,
      isSimple: count <= few)
    guard let best = search.best() else { return [low, high] }
    return best.positions
  }

  private struct Labeling {
    var score: Double
    var first: Double
    var step: Double
    var count: Int

    var positions: [Double] {
      (0..<count).map { index in
        let value = first + Double(index) * step
        return abs(value) < step * 1e-6 ? 0 : value
      }
    }
  }

  private func best() -> Labeling? {
    var best: Labeling?
    for (rank, nice) in Self.niceSteps.prefix(isSimple ? 4 : 6).enumerated() {
      guard score(simplicityBound(rank: rank), 1, 1) > (best?.score ?? -2) else { continue }
      search(nice: nice, rank: rank, best: &best)
    }
    return best
  }

  /// Tries all counts of ticks for one kind of step.
  private func search(nice: Double, rank: Int, best: inout Labeling?) {
    let simplicity = simplicityBound(rank: rank)
    for count in 2...(Int(target) * 3 + 6) {
      let density = densityBound(count: count)
      guard score(simplicity, 1, density) > (best?.score ?? -2) else { continue }
      let delta = (high - low) / Double(count + 1) / nice
      let exponent = Int(log10(delta).rounded(.up)) - 1
      for exponent in exponent...(exponent + 3) {
        let step = NumberText.scaled(nice, by: exponent)
        guard step > 0, step.isFinite else { continue }
        let coverage = coverageBound(span: step * Double(count - 1))
        guard score(simplicity, coverage, density) > (best?.score ?? -2) else { continue }
        slide(step: step, count: count, rank: rank, best: &best)
      }
    }
  }

  /// Tries all first ticks for one step and count.
  private func slide(step: Double, count: Int, rank: Int, best: inout Labeling?) {
    let earliest = (high / step).rounded(.down) - Double(count - 1)
    let latest = (low / step).rounded(.up)
    guard earliest <= latest, latest - earliest < 100 else { return }
    for start in stride(from: earliest, through: latest, by: 1) {
      let first = start * step
      let last = first + step * Double(count - 1)
      let slack = (high - low) * 1e-9
      guard !staysInside || (first >= low - slack && last <= high + slack) else { continue }
      let total = score(
        simplicity(rank: rank, first: first, last: last, step: step),
        coverage(first: first, last: last), density(count: count, first: first, last: last))
      guard total > (best?.score ?? -2) else { continue }
      best = Labeling(score: total, first: first, step: step, count: count)
    }
  }

  private func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
    0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05
  }

  private func simplicityBound(rank: Int) -> Double {
    1 - Double(rank) / Double(Self.niceSteps.count - 1)
  }

  private func simplicity(
    rank: Int, first: Double, last: Double, step: Double
  ) -> Double {
    let rest = abs(first - (first / step).rounded() * step)
    let hasZero = rest < step * 1e-9 && first <= 0 && last >= 0
    return simplicityBound(rank: rank) - (hasZero ? 0 : 1)
  }

  private func coverageBound(span: Double) -> Double {
    let range = high - low
    guard span > range else { return 1 }
    let half = (span - range) / 2 / (0.1 * range)
    return 1 - half * half
  }

  private func coverage(first: Double, last: Double) -> Double {
    let range = 0.1 * (high - low)
    let above = (high - last) / range
    let below = (low - first) / range
    return 1 - 0.5 * (above * above + below * below)
  }

  private func densityBound(count: Int) -> Double {
    Double(count) >= target ? 2 - Double(count - 1) / (target - 1) : 1
  }

  private func density(count: Int, first: Double, last: Double) -> Double {
    let actual = Double(count - 1) / (last - first)
    let wished = (target - 1) / (max(last, high) - min(low, first))
    return 2 - max(actual / wished, wished / actual)
  }
}

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
