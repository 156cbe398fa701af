internal import Foundation
import Runs
import Testing
import WeightNormCore

@testable import Experiments

/// The intervals of the committed records, computed again from what these hold of every seed, by code that
/// shares nothing with the program but the random numbers.
struct RecomputedIntervalTests {
  /// An effect of a comparison, and the tables of its arms.
  private struct Comparison {
    let value: MeasuredValue
    let first: SeedTable
    let second: SeedTable
    /// Names the stream of its bootstrap.
    let cell: String
    /// Whether it is log₂ of a ratio, and not a difference.
    let isRatio: Bool
  }

  private static func comparisons(in record: RunRecord) -> [Comparison] {
    let tables = Dictionary(uniqueKeysWithValues: record.tables.map { ($0.name, $0) })
    return record.values.compactMap { value in
      var path = value.name.split(separator: ".").map(String.init)
      guard path.last == "effect", path.count > 1 else { return nil }
      path.removeLast()
      let arms = path.removeLast().split(separator: "-over-").map(String.init)
      let prefix = path.map { $0 + "." }.joined()
      let isRatio = record.experiment != "deep-q"
      let found = arms.compactMap {
        tables["\(prefix)\($0).\(isRatio ? "metrics" : "shortfalls")"]
      }
      guard found.count == 2 else { return nil }
      let cell =
        switch record.experiment {
        case "batch-size": path[0].replacing("batch", with: "batch-size/")
        case "rate-allocation": "digits"
        case "deep-q": "deep-q/\(path[0])"
        default: path[0]
        }
      return Comparison(
        value: value, first: found[0], second: found[1], cell: cell, isRatio: isRatio)
    }
  }

  /// The place of the row with the least sum over some seeds.
  private func choice(_ rows: [[Double]], _ seeds: [Int]) -> Int {
    var best = 0
    var least = Double.infinity
    for (place, row) in rows.enumerated() {
      let sum = seeds.reduce(0.0) { $0 + row[$1] }
      if sum < least { (least, best) = (sum, place) }
    }
    return best
  }

  /// The differences of a half's seeds at the rates that the other half chooses.
  private func told(_ found: Comparison, half: [Int], by other: [Int]) -> [Double] {
    let (a, b) = (choice(found.first.rows, other), choice(found.second.rows, other))
    return half.map { seed in
      let (first, second) = (found.first.rows[a][seed], found.second.rows[b][seed])
      return found.isRatio ? log2(second / first) : second - first
    }
  }

  private func interval(_ found: Comparison) -> Interval {
    let count = found.first.rows[0].count
    var stream = RandomStream(named: "\(found.cell)/boot/0")
    var sums = [Double](repeating: 0, count: count)
    var studies: [Double] = []
    for _ in 0..<20 {
      let order = stream.permutation(count)
      let halves = [Array(order[..<(count / 2)]), Array(order[(count / 2)...])]
      for (one, other) in [(0, 1), (1, 0)] {
        for (seed, e) in zip(halves[one], told(found, half: halves[one], by: halves[other])) {
          sums[seed] += e / 20
        }
      }
      for _ in 0..<100 {
        let drawn = halves.map { half in half.map { _ in half[stream.integer(below: half.count)] } }
        let all =
          told(found, half: drawn[0], by: drawn[1]) + told(found, half: drawn[1], by: drawn[0])
        studies.append(all.reduce(0, +) / Double(count))
      }
    }
    studies.sort()
    let (low, high) = student(sums)
    return Interval(
      estimate: sums.reduce(0, +) / Double(count), low: min(low, quantile(0.025, studies)),
      high: max(high, quantile(0.975, studies)))
  }

  private func quantile(_ share: Double, _ sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let lower = Int(place)
    return sorted[lower] + (place - Double(lower)) * (sorted[lower + 1] - sorted[lower])
  }

  /// Student's 95 % interval; its quantile from the density, by Simpson's rule and bisection.
  private func student(_ values: [Double]) -> (low: Double, high: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let freedom = count - 1
    let scale =
      exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / (freedom * .pi).squareRoot()
    func density(_ t: Double) -> Double { scale * pow(1 + t * t / freedom, -(freedom + 1) / 2) }
    func central(_ t: Double) -> Double {
      let parts = 2000
      let width = t / Double(parts)
      let inner = (1..<parts).reduce(0.0) {
        $0 + ($1 % 2 == 1 ? 4 : 2) * density(Double($1) * width)
      }
      return 2 * width / 3 * (density(0) + inner + density(t))
    }
    var (low, high) = (1.0, 20.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if central(middle) < 0.95 { low = middle } else { high = middle }
    }
    let reach = low * (variance / count).squareRoot()
    return (mean - reach, mean + reach)
  }

  @Test(arguments: [
    "convergence", "rate-allocation", "frozen-g", "imbalance", "batch-size", "deep-q",
  ])
  func `an interval at chosen rates follows from its tables`(_ experiment: String) throws {
    let record = try #require(CommittedRecords.all[experiment])
    let comparisons = Self.comparisons(in: record)
    #expect(comparisons.count >= (experiment == "deep-q" ? 2 : 6))
    for found in comparisons {
      guard case .interval(let recorded) = found.value.value else { continue }
      let again = interval(found)
      let distances = [
        recorded.estimate - again.estimate, recorded.low - again.low, recorded.high - again.high,
      ]
      #expect(distances.allSatisfy { abs($0) < 1e-9 }, "\(experiment).\(found.value.name)")
    }
  }

  @Test func `an interval of one number per seed follows from these`() throws {
    var count = 0
    for record in CommittedRecords.all.values {
      for value in record.values {
        guard case .interval(let recorded) = value.value, let seeds = value.sampling?.seeds
        else { continue }
        count += 1
        let mean = seeds.reduce(0, +) / Double(seeds.count)
        let (low, high) = student(seeds)
        let isHull = recorded.low <= low + 1e-9 && recorded.high >= high - 1e-9
        #expect(abs(recorded.estimate - mean) < 1e-9 && isHull, "\(value.name)")
        // The other part of the hull is a bootstrap, which is nearly as wide.
        #expect(recorded.high - recorded.low <= 1.2 * (high - low), "\(value.name)")
      }
    }
    #expect(count > 10)
  }
}
