internal import Foundation
import Runs
import Testing

/// Paths of several seeds in one series.
struct SeriesValuesTests {
  private func summary(_ paths: [[Double]]) -> SeriesValues {
    SeriesValues(at: paths[0].indices.map(Double.init), paths)
  }

  @Test func `each position has the median, the quartiles and the extremes of its column`() {
    let summary = summary([[4, 0], [1, 0], [3, 8], [2, 0], [100, 0]])
    #expect(summary.median == [3, 0])
    #expect(summary.spread?.minimum == [1, 0])
    #expect(summary.spread?.lowerQuartile == [2, 0])
    #expect(summary.spread?.upperQuartile == [4, 0])
    #expect(summary.spread?.maximum == [100, 8])
  }

  @Test func `between two values lies their mean`() {
    let summary = summary([[1], [2], [4], [8]])
    #expect(summary.median == [3])
    #expect(summary.spread?.lowerQuartile == [1.75])
    #expect(summary.spread?.upperQuartile == [5])
  }

  @Test func `a value that is not finite is left out, and a column of none is a gap`() {
    let summary = summary([[1, .nan, .nan], [.infinity, 5, .nan], [3, -.infinity, .infinity]])
    #expect(summary.median == [2, 5, nil])
    #expect(summary.spread?.minimum == [1, 5, nil])
    #expect(summary.spread?.maximum == [3, 5, nil])
  }

  @Test func `a single path has no spread and is its own median`() {
    let summary = summary([[1, .nan, 3]])
    #expect(summary.median == [1, nil, 3])
    #expect(summary.spread == nil)
  }

  @Test func `a path that ends early leaves gaps`() {
    let summary = summary([[1, 2, 3], [3], [5, 4]])
    #expect(summary.median == [3, 3, 3])
    #expect(summary.spread?.maximum == [5, 4, 3])
    #expect(SeriesValues(at: [0, 1], [[7], []]).median == [7, nil])
  }

  @Test(
    arguments: [
      (1.0 / 3, 0.333333), (2.0 / 3, 0.666667), (123_456_789, 123_457_000),
      (1.2345678e-200, 1.23457e-200),
      (-9.9999996, -10), (0, 0), (Double.leastNonzeroMagnitude, .leastNonzeroMagnitude), (1, 1),
      (1.7976931348623157e308, 1.79769e308),
    ] as [(Double, Double)])
  func `numbers have six significant digits`(_ number: Double, _ expected: Double) {
    let summary = SeriesValues(at: [number], [[number], [number]])
    #expect(summary.positions == [expected])
    #expect(summary.median == [expected])
    #expect(summary.spread?.maximum == [expected])
  }

  @Test func `a series keeps its names, its axes and its values`() {
    let values = summary([[1], [2]])
    let series = Series(
      name: "a", explanation: "b", x: Quantity("x"), y: Quantity("y"), values)
    #expect(series.name == "a" && series.explanation == "b")
    #expect(series.x == Quantity("x") && series.y == Quantity("y"))
    #expect(series.values == values)
  }

  private struct Reference: Decodable {
    struct Sample: Decodable {
      let sample: [Double]
      let probabilities: [Double]
      let values: [Double]
    }

    let quantiles: [Sample]
  }

  /// `numpy.quantile` with linear interpolation, in `WeightNormCoreTests/Fixtures`.
  @Test func `quantiles are those of another implementation`() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "WeightNormCoreTests/Fixtures/special.json")
    let samples = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url)).quantiles
    #expect(samples.count >= 3)
    for sample in samples {
      let sorted = sample.sample.sorted()
      for (probability, value) in zip(sample.probabilities, sample.values) {
        let found = SeriesValues.quantile(probability, of: sorted)
        let scale = sorted.map(\.magnitude).max() ?? 0
        #expect(abs(found - value) <= 1e-15 * scale, "\(probability) of \(sample.sample)")
      }
    }
  }
}
