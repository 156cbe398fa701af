import Runs
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
      logarithms.map { $0.map { Elementary.exp($0 * Elementary.log(2)) } })
  }

  @Test func `without noise it is the effect at the best rates`() {
    let first = ChosenRateEffect.Curves([[3, 3, 3, 3], [1, 1, 1, 1], [2, 2, 2, 2]])
    let second = ChosenRateEffect.Curves([[4, 4, 4, 4], [9, 9, 9, 9], [5, 5, 5, 5]])
    let effect = ChosenRateEffect(
      first: first, second: second, from: RandomStream(named: "chosen/bootstrap/0"))
    #expect(effect.differences == [2, 2, 2, 2])
    #expect(effect.interval == Interval(estimate: 2, low: 2, high: 2))
    #expect(effect.edgeShare == 0.5, "the second method's best rate is the lowest")
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
}
