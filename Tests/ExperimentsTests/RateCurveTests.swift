import Testing
import WeightNormCore

@testable import Experiments

/// What one arm gives against the learning rate, as a value.
struct RateCurveTests {
  private func curve(_ exponents: [Double], _ means: [Double]) -> RateCurve {
    RateCurve(exponents: exponents, metrics: means.map { [$0] })
  }

  @Test func `rates are kept increasing, each with its metrics`() {
    var curve = RateCurve()
    let found: [(Double, [Double], Int)] = [
      (0, [5, 7], 0), (-1, [1, 2], 0), (2, [8, 9], 2), (0.5, [3, 4], 2),
    ]
    for (exponent, metrics, place) in found {
      #expect(curve.insert(exponent: exponent, metrics: metrics) == place)
    }
    #expect(curve.exponents == [-1, 0, 0.5, 2])
    #expect(curve.metrics == [[1, 2], [5, 7], [3, 4], [8, 9]])
    #expect(curve.means == [1.5, 6, 3.5, 8.5])
    #expect(curve.bestIndex == 0 && curve.bestExponent == -1)
  }

  @Test(
    arguments: [
      ([1, 2, 3], 2, 1, 1, [-2, -1]), ([3, 2, 1], 2, 1, 1, [3, 4]), ([3, 1, 2], 2, 1, 1, []),
      ([1, 2, 3], 2, 0.5, 1, [-2, -1.5, -1, -0.5]), ([3, 2, 1], 2, 0.5, 1, [2.5, 3, 3.5, 4]),
      ([1], 2, 1, 1, [-2, -1, 1, 2]),
      ([2, 1, 3, 4], 1, 0.5, 2, [-1, -0.5]), ([4, 3, 1, 2], 1, 0.5, 2, [3.5, 4]),
      ([4, 3, 1, 3, 4], 1, 0.5, 2, []), ([2, 1, 2], 1, 0.5, 2, [-1, -0.5, 2.5, 3]),
    ] as [([Double], Double, Double, Int, [Double])])
  func `rates are added beyond each edge that is near the best one`(
    _ means: [Double], _ octaves: Double, _ step: Double, _ margin: Int, _ expected: [Double]
  ) {
    let curve = curve(means.indices.map(Double.init), means)
    #expect(curve.exponents(beyond: octaves, step: step, margin: margin) == expected)
  }

  @Test func `a curve that is laid over another one has the say where both have a rate`() {
    let coarse = curve([-1, 0, 1], [4, 1, 4])
    let fine = RateCurve(
      exponents: [-0.5, 0, 0.5, 1.5], metrics: [[2, 2], [1.5, 1.5], [2.5, 2.5], [7, 7]])
    let all = coarse.overlaid(by: fine)
    #expect(all.exponents == [-1, -0.5, 0, 0.5, 1, 1.5])
    #expect(all.metrics == [[4], [2, 2], [1.5, 1.5], [2.5, 2.5], [4], [7, 7]])
    #expect(coarse.overlaid(by: RateCurve()).metrics == coarse.metrics)
    #expect(RateCurve().overlaid(by: fine).exponents == fine.exponents)
  }

  /// With a ratio of 2 the limit lies halfway from 1 to 4 on a line of logarithms.
  @Test(
    arguments: [
      ([0, 1, 2], [4, 1, 4], 1), ([0, 0.5, 1], [4, 1, 4], 0.5), ([-2, 0, 0.5], [4, 1, 4], 1.25),
      ([0, 1], [1, 4], 0.5), ([0, 1], [4, 1], 0.5), ([3], [1], 0),
      ([0, 1, 2], [2, 1, 2], 2), ([0, 1, 2], [1.5, 1, 1.9], 2),
      ([0, 1, 2, 3, 4], [8, 2, 1, 1, 4], 2.5), ([0, 1, 2], [1, 4, 1.5], 0.5),
      ([0, 1, 2, 3], [1.5, 64, 1, 4], 0.5 + 1.0 / 6),
    ] as [([Double], [Double], Double)])
  func `good octaves reach to where the mean has doubled, or to the last rate`(
    _ exponents: [Double], _ means: [Double], _ expected: Double
  ) {
    #expect(abs(curve(exponents, means).goodOctaves(ratio: 2) - expected) < 1e-12)
  }

  @Test func `good octaves are those of the means over seeds, times the ratio`() {
    let curve = RateCurve(
      exponents: [-1, 0, 1], metrics: [[2, 2], [0.5, 1.5], [3, 5]])
    let logarithm = Elementary.log2(1.25)
    #expect(abs(curve.goodOctaves(ratio: 1.25) - (logarithm + logarithm / 2)) < 1e-12)
  }
}
