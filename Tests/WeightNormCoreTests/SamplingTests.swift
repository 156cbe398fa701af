internal import Foundation
import Testing

@testable import WeightNormCore

/// Bounds are 1-in-1000 quantiles of the statistics; the seeds are fixed, so that a pass stays one.
struct SamplingTests {
  private func stream(_ seed: Int) -> RandomStream {
    RandomStream(named: "sampling/data/\(seed)")
  }

  /// Pearson's statistic of counts that should be equal.
  private func chiSquare(_ counts: [Int]) -> Double {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  }

  /// The largest distance between a sample's distribution and a continuous one, times √n.
  private func kolmogorov(_ sample: [Double], _ distribution: (Double) -> Double) -> Double {
    let count = Double(sample.count)
    let distance = sample.sorted().enumerated().reduce(0) { worst, pair in
      let p = distribution(pair.element)
      let rank = Double(pair.offset)
      return max(worst, max(p - rank / count, (rank + 1) / count - p))
    }
    return distance * count.squareRoot()
  }

  private func normalDistribution(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  @Test(arguments: 0..<5)
  func `uniform numbers are spread over 0 to 1`(_ seed: Int) {
    var stream = stream(seed)
    let sample = (0..<5000).map { _ in stream.uniform() }
    #expect(sample.allSatisfy { (0..<1).contains($0) })
    #expect(kolmogorov(sample) { $0 } < 1.95)
    #expect(kolmogorov(sample.map { $0 * $0 }) { $0 } > 1.95)
  }

  @Test(arguments: 0..<5)
  func `whole numbers below 7 are equally frequent`(_ seed: Int) {
    var stream = stream(seed)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<7000 { counts[stream.integer(below: 7)] += 1 }
    #expect(chiSquare(counts) < 22.46)
  }

  /// 2⁶⁴ holds 3·2⁶¹ two times and two thirds: remainders alone would favour the lower two thirds.
  @Test(arguments: 0..<5)
  func `whole numbers below a bound near the range are unbiased`(_ seed: Int) {
    let third = 1 << 61
    var stream = stream(seed)
    var counts = [0, 0, 0]
    var biased = [0, 0, 0]
    for _ in 0..<3000 {
      counts[stream.integer(below: 3 * third) / third] += 1
      biased[Int(stream.next() % UInt64(3 * third)) / third] += 1
    }
    #expect(chiSquare(counts) < 13.82)
    #expect(chiSquare(biased) > 13.82)
  }

  @Test func `the only whole number below 1 is 0`() {
    var stream = stream(0)
    #expect((0..<100).allSatisfy { _ in stream.integer(below: 1) == 0 })
  }

  @Test(arguments: 0..<5)
  func `normal numbers have the normal distribution and its moments`(_ seed: Int) {
    var stream = stream(seed)
    let count = 5000
    let sample: [Double] = stream.normals(count)
    func moment(_ power: Int) -> Double {
      sample.reduce(0) { $0 + pow($1, Double(power)) } / Double(count)
    }
    // Standard errors of the moments: 1, √2, √15 and √96 over √n.
    let error = 3.3 / Double(count).squareRoot()
    #expect(abs(moment(1)) < error)
    #expect(abs(moment(2) - 1) < error * 1.42)
    #expect(abs(moment(3)) < error * 3.88)
    #expect(abs(moment(4) - 3) < error * 9.8)
    #expect(kolmogorov(sample, normalDistribution) < 1.95)
    #expect(kolmogorov(sample.map { $0 * 1.2 }, normalDistribution) > 1.95)
  }

  @Test func `normal numbers of Float are those of Double, scaled and rounded once`() {
    var one = stream(1)
    var other = one
    let floats: [Float] = one.normals(50, standardDeviation: 0.3)
    #expect(floats == (0..<50).map { _ in Float(0.3 * other.normal()) })
    #expect(one == other)
  }

  @Test(arguments: [0, 1, 2, 3, 10, 101])
  func `a permutation holds each index once`(_ count: Int) {
    var stream = stream(count)
    #expect(stream.permutation(count).sorted() == Array(0..<count))
  }

  @Test func `all orders of three are equally frequent`() {
    var stream = stream(0)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<6000 {
      let order = stream.permutation(3)
      counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)] += 1
    }
    #expect(chiSquare(counts) < 20.52)
  }
}
