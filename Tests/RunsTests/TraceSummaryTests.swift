internal import Foundation
import Runs
import Testing

/// Paths of several seeds in one series.
struct TraceSummaryTests {
  private func trace(
    _ paths: [[Double]], positions: [Double]? = nil, keepsSeeds: Bool = true
  ) -> Trace {
    Trace(
      name: "a", explanation: "b", x: Quantity("x"), y: Quantity("y"),
      positions: positions ?? paths[0].indices.map(Double.init),
      paths: paths.enumerated().map { (seed: 10 + $0.offset, values: $0.element) },
      keepsSeeds: keepsSeeds)
  }

  @Test func `each position has the median, the quartiles and the extremes of its column`() {
    let trace = trace([[4, 0], [1, 0], [3, 8], [2, 0], [100, 0]])
    #expect(trace.median == [3, 0])
    #expect(trace.spread?.minimum == [1, 0])
    #expect(trace.spread?.lowerQuartile == [2, 0])
    #expect(trace.spread?.upperQuartile == [4, 0])
    #expect(trace.spread?.maximum == [100, 8])
  }

  @Test func `between two values lies their mean`() {
    let trace = trace([[1], [2], [4], [8]])
    #expect(trace.median == [3])
    #expect(trace.spread?.lowerQuartile == [1.75])
    #expect(trace.spread?.upperQuartile == [5])
  }

  @Test func `a value that is not finite is left out, and a column of none is a gap`() {
    let trace = trace([[1, .nan, .nan], [.infinity, 5, .nan], [3, -.infinity, .infinity]])
    #expect(trace.median == [2, 5, nil])
    #expect(trace.spread?.minimum == [1, 5, nil])
    #expect(trace.spread?.maximum == [3, 5, nil])
    #expect(trace.seeds.map(\.values) == [[1, nil, nil], [nil, 5, nil], [3, nil, nil]])
  }

  @Test func `a single path has no spread and is its own median`() {
    let trace = trace([[1, .nan, 3]])
    #expect(trace.median == [1, nil, 3])
    #expect(trace.spread == nil)
    #expect(trace.seeds.isEmpty)
  }

  @Test func `the first three seeds are kept, or none`() {
    let paths = (0..<5).map { [Double($0)] }
    #expect(trace(paths).seeds.map(\.seed) == [10, 11, 12])
    #expect(trace(paths).seeds.map(\.values) == [[0], [1], [2]])
    #expect(trace(Array(paths.prefix(2))).seeds.map(\.seed) == [10, 11])
    #expect(trace(paths, keepsSeeds: false).seeds.isEmpty)
    #expect(trace(paths, keepsSeeds: false).spread != nil)
  }

  @Test(
    arguments: [
      (1.0 / 3, 0.333333), (2.0 / 3, 0.666667), (123_456_789, 123_457_000),
      (1.2345678e-200, 1.23457e-200),
      (-9.9999996, -10), (0, 0), (Double.leastNonzeroMagnitude, .leastNonzeroMagnitude), (1, 1),
      (1.7976931348623157e308, 1.79769e308),
    ] as [(Double, Double)])
  func `numbers have six significant digits`(_ number: Double, _ expected: Double) {
    let trace = trace([[number], [number]], positions: [number])
    #expect(trace.positions == [expected])
    #expect(trace.median == [expected])
    #expect(trace.spread?.maximum == [expected])
    #expect(trace.seeds[0].values == [expected])
  }

  @Test func `names and axes are kept`() {
    let trace = trace([[1]])
    #expect(trace.name == "a" && trace.explanation == "b")
    #expect(trace.x == Quantity("x") && trace.y == Quantity("y"))
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
        let found = Trace.quantile(probability, of: sorted)
        let scale = sorted.map(\.magnitude).max() ?? 0
        #expect(abs(found - value) <= 1e-15 * scale, "\(probability) of \(sample.sample)")
      }
    }
  }
}
