import Foundation
import Runs
import Statistics
import Testing
import WeightNormCore

@testable import Experiments

/// Intervals that contain the luck of the choice, on curves whose truth is known.
struct ChosenRateEffectTests {
  /// log₂ of a method's metric: a parabola over log₂ of the rate, noise of the seed that both methods
  /// share, noise of its own, and noise of each rate that neighbours share in part.
  struct Method {
    var best = 0.0
    var curvature: Double
    var seedNoise = 0.1
    var rateNoise = 0.15
  }

  struct Scenario: CustomTestStringConvertible {
    let testDescription: String
    let first: Method
    let second: Method
    var correlation = 0.6
    let seeds: Int

    static let all = [12, 24].flatMap { (seeds: Int) -> [Scenario] in
      [
        Scenario(
          testDescription: "flat, \(seeds) seeds", first: Method(curvature: 0.05),
          second: Method(best: 0.25, curvature: 0.05), seeds: seeds),
        Scenario(
          testDescription: "sharp, \(seeds) seeds", first: Method(curvature: 0.4),
          second: Method(best: 0.25, curvature: 0.4), seeds: seeds),
        Scenario(
          testDescription: "unequal, \(seeds) seeds", first: Method(curvature: 0.05),
          second: Method(curvature: 0.4, rateNoise: 0.3), seeds: seeds),
        Scenario(
          testDescription: "near the edge, \(seeds) seeds", first: Method(best: 1, curvature: 0.1),
          second: Method(best: -0.9, curvature: 0.1), seeds: seeds),
      ]
    }

    static let rates = stride(from: -1.5, through: 1.5, by: 0.5).map { $0 }

    /// Both methods' curves, as log₂.
    func draw(_ count: Int, _ stream: inout RandomStream) -> ([[Double]], [[Double]]) {
      var curves = [[[Double]]](
        repeating: Self.rates.map { _ in [Double](repeating: 0, count: count) }, count: 2)
      for seed in 0..<count {
        let shared = 0.1 * stream.normal()
        for (index, method) in [first, second].enumerated() {
          let level = shared + method.seedNoise * stream.normal()
          var noise = stream.normal()
          for (rate, exponent) in Self.rates.enumerated() {
            let distance = exponent - method.best
            curves[index][rate][seed] =
              level + method.curvature * distance * distance + method.rateNoise * noise
            noise =
              correlation * noise
              + (1 - correlation * correlation).squareRoot() * stream.normal()
          }
        }
      }
      return (curves[0], curves[1])
    }
  }

  private func curves(_ logarithms: [[Double]]) -> ChosenRateEffect.Curves {
    ChosenRateEffect.Curves(
      octavesOf: logarithms.map { $0.map { Elementary.exp($0 * Elementary.log(2)) } },
      edges: [0, logarithms.count - 1])
  }

  @Test func `without noise it is the effect at the best rates`() {
    let effect = effect(edges: [0, 2])
    #expect(effect.differences.allSatisfy { abs($0 - 2) < 1e-12 })
    #expect(abs(effect.interval.low - 2) < 1e-12 && abs(effect.interval.high - 2) < 1e-12)
    #expect(effect.edgeShare == 0.5, "the second method's best rate is the lowest")
  }

  @Test func `an end beyond which no better rate could lie is no edge`() {
    #expect(effect(edges: [2]).edgeShare == 0)
    #expect(effect(edges: []).edgeShare == 0)
    #expect(effect(edges: [0]).edgeShare == 0.5)
  }

  /// The first method is best at its middle rate, the second, with those edges, at its lowest.
  private func effect(edges: [Int]) -> ChosenRateEffect {
    func curves(_ means: [Double], _ edges: [Int]) -> ChosenRateEffect.Curves {
      ChosenRateEffect.Curves(
        octavesOf: means.map { [Double](repeating: $0, count: 4) }, edges: edges)
    }
    return ChosenRateEffect(
      first: curves([3, 1, 2], [0, 2]), second: curves([4, 9, 5], edges),
      from: RandomStream(named: "chosen/bootstrap/0"))
  }

  @Test func `exchanging the methods turns the sign`() {
    var stream = RandomStream(named: "chosen/data/0")
    let (a, b) = Scenario.all[0].draw(12, &stream)
    let bootstrap = RandomStream(named: "chosen/bootstrap/0")
    let effect = ChosenRateEffect(first: curves(a), second: curves(b), from: bootstrap)
    let turned = ChosenRateEffect(first: curves(b), second: curves(a), from: bootstrap)
    #expect(abs(effect.interval.estimate + turned.interval.estimate) < 1e-12)
    #expect(effect.edgeShare == turned.edgeShare)
  }

  /// What three ways to form an interval do in many studies of a scenario.
  private struct Coverage {
    var chosen = 0
    var conditional = 0
    var naive = 0
    /// Better or worse where there is no effect.
    var wrong = 0
    var widths: [Double] = []
  }

  /// The effect that k seeds' choices give on average.
  private func estimand(_ scenario: Scenario, _ stream: inout RandomStream) -> Double {
    let (first, second) = scenario.draw(20_000, &stream)
    let (a, b) = (first.map(\.mean), second.map(\.mean))
    let count = scenario.seeds / 2
    let all = Array(0..<count)[...]
    return (0..<4000).map { _ in
      let (first, second) = scenario.draw(count, &stream)
      return b[curves(second).bestRate(all)] - a[curves(first).bestRate(all)]
    }.mean
  }

  /// Rates chosen on six other seeds, as if these were the best ones for sure.
  private func conditional(
    _ scenario: Scenario, _ a: [[Double]], _ b: [[Double]], _ stream: inout RandomStream
  ) -> Interval {
    let (tuningA, tuningB) = scenario.draw(6, &stream)
    let all = Array(0..<6)[...]
    return paired(a[curves(tuningA).bestRate(all)], b[curves(tuningB).bestRate(all)], stream)
  }

  private func paired(_ a: [Double], _ b: [Double], _ stream: RandomStream) -> Interval {
    PairedEffect(zip(a, b).map { $1 - $0 }, from: stream).interval
  }

  /// Copies of a seed may choose a rate and be told at it.
  private func naive(_ a: [[Double]], _ b: [[Double]], _ stream: RandomStream) -> Interval {
    var stream = stream
    let (first, second) = (curves(a), curves(b))
    let count = first.seedCount
    func effect(_ seeds: [Int]) -> Double {
      let (i, j) = (first.bestRate(seeds[...]), second.bestRate(seeds[...]))
      return seeds.map { b[j][$0] - a[i][$0] }.mean
    }
    let resampled = (0..<400).map { _ in
      effect((0..<count).map { _ in stream.integer(below: count) })
    }.sorted()
    return Interval(
      estimate: effect(Array(0..<count)), low: SeriesValues.quantile(0.025, of: resampled),
      high: SeriesValues.quantile(0.975, of: resampled))
  }

  private static let studies =
    Int(ProcessInfo.processInfo.environment["WNREPORT_COVERAGE_STUDIES"] ?? "") ?? 100

  @Test func `intervals contain the choice, which those of a rule that takes it for sure do not`()
    async throws
  {
    var coverages: [(Scenario, Coverage)] = []
    for (index, scenario) in Scenario.all.enumerated() {
      var data = RandomStream(named: "coverage/data/\(index)")
      var bootstrap = RandomStream(named: "coverage/bootstrap/\(index)")
      let truth = estimand(scenario, &data)
      var coverage = Coverage()
      for _ in 0..<Self.studies {
        let (a, b) = scenario.draw(scenario.seeds, &data)
        bootstrap = RandomStream(named: "coverage/bootstrap/\(data.next())")
        let found = ChosenRateEffect(first: curves(a), second: curves(b), from: bootstrap).interval
        let surely = conditional(scenario, a, b, &data)
        let copied = naive(a, b, bootstrap)
        func contains(_ interval: Interval) -> Int {
          interval.low <= truth && truth <= interval.high ? 1 : 0
        }
        coverage.chosen += contains(found)
        coverage.conditional += contains(surely)
        coverage.naive += contains(copied)
        let without = found.moved(to: found.estimate - truth)
        coverage.wrong += [.better, .worse].contains(CellVerdict(without, margin: 0.1)) ? 1 : 0
        let nearest = [scenario.first, scenario.second].map { method in
          Scenario.rates.indices.min {
            abs(Scenario.rates[$0] - method.best) < abs(Scenario.rates[$1] - method.best)
          } ?? 0
        }
        let told = paired(a[nearest[0]], b[nearest[1]], bootstrap)
        coverage.widths.append((found.high - found.low) / (told.high - told.low))
      }
      coverages.append((scenario, coverage))
      let shares = [coverage.chosen, coverage.conditional, coverage.naive].map {
        100 * $0 / Self.studies
      }
      print(
        "\(scenario.testDescription): effect \(truth), coverage \(shares[0]) %, with the choice taken"
          + " for sure \(shares[1]) %, naive \(shares[2]) %, width \(coverage.widths.median)")
    }
    let all = Double(Self.studies * coverages.count)
    let shares = [
      coverages.map(\.1.chosen), coverages.map(\.1.conditional), coverages.map(\.1.naive),
    ].map { Double($0.reduce(0, +)) / all }
    #expect(shares[0] >= 0.93)
    #expect(shares[1] < shares[0] && shares[2] < shares[0])
    #expect(shares[1] < 0.93, "the test can fail")
    #expect(Double(coverages.map(\.1.wrong).reduce(0, +)) / all <= 0.025)
    for (_, coverage) in coverages { #expect(coverage.widths.median <= 1.5) }
  }
}
