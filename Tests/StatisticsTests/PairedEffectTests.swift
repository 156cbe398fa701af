import Runs
import Statistics
import Testing
import WeightNormCore

struct PairedEffectTests {
  private func stream(_ seed: Int) -> RandomStream {
    RandomStream(named: "paired effect/boot/\(seed)")
  }

  private func sample(_ seed: Int, _ count: Int) -> [Double] {
    var data = RandomStream(named: "paired effect/data/\(seed)")
    return data.normals(count)
  }

  @Test func `the estimate is the mean, and lies in its interval`() {
    let effect = PairedEffect([1, 2, 6], from: stream(0))
    #expect(effect.interval.estimate == 3)
    #expect(effect.interval.low < 3 && 3 < effect.interval.high)
    #expect(effect.differences == [1, 2, 6])
  }

  /// t(0.975; 4) = 2.7764451051977934; the standard error is √(2.5/5).
  @Test func `Student's interval of 1 to 5 is the one by hand`() {
    let interval = PairedEffect.studentInterval([1, 2, 3, 4, 5])
    let half = 2.776_445_105_197_793_4 * 0.5.squareRoot()
    #expect(abs(interval.low - (3 - half)) < 1e-13)
    #expect(abs(interval.high - (3 + half)) < 1e-13)
  }

  /// Means of two draws from 0 and 1 are 0, ½ and 1 with probabilities ¼, ½ and ¼.
  @Test func `the bootstrap interval of two values is their range`() {
    let interval = PairedEffect.bootstrapInterval([0, 1], from: stream(0))
    #expect(interval == (0, 1))
  }

  /// The mean of n draws has standard deviation σ/√n with the sample's own σ.
  @Test func `the bootstrap interval of many values has its normal width`() {
    let values = sample(1, 400)
    let interval = PairedEffect.bootstrapInterval(values, from: stream(1))
    let mean = values.mean
    let variance = values.map { ($0 - mean) * ($0 - mean) }.mean
    let width = 2 * 1.96 * (variance / 400).squareRoot()
    #expect(abs((interval.high - interval.low) / width - 1) < 0.05)
  }

  @Test(arguments: 0..<5)
  func `the interval is the hull of both`(_ seed: Int) {
    let values = sample(seed, 2 + 3 * seed)
    let interval = PairedEffect(values, from: stream(seed)).interval
    let student = PairedEffect.studentInterval(values)
    let bootstrap = PairedEffect.bootstrapInterval(values, from: stream(seed))
    #expect(interval.low == min(student.low, bootstrap.low))
    #expect(interval.high == max(student.high, bootstrap.high))
  }

  @Test(arguments: 0..<3)
  func `a shift of all differences shifts the interval`(_ seed: Int) {
    let values = sample(seed, 7)
    let before = PairedEffect(values, from: stream(seed)).interval
    let after = PairedEffect(values.map { $0 + 5 }, from: stream(seed)).interval
    #expect(abs(after.estimate - before.estimate - 5) < 1e-12)
    #expect(abs(after.low - before.low - 5) < 1e-12)
    #expect(abs(after.high - before.high - 5) < 1e-12)
  }

  @Test func `the same differences and stream give the same interval, another stream another`() {
    let values = sample(0, 20).map { $0 * $0 * $0 }
    let effects = [0, 0, 1].map {
      PairedEffect.bootstrapInterval(values, from: stream($0))
    }
    #expect(effects[0] == effects[1])
    #expect(effects[0] != effects[2])
    #expect(PairedEffect(values, from: stream(0)) == PairedEffect(values, from: stream(0)))
  }

  @Test func `equal differences leave no doubt`() {
    let interval = PairedEffect([0.25, 0.25, 0.25], from: stream(0)).interval
    #expect(interval == Interval(estimate: 0.25, low: 0.25, high: 0.25))
  }

  @Test func `a metric of half the size is one exponent better`() {
    let effect = PairedEffect.log2Ratio(
      first: [1, 1, 4], second: [2, 4, 1], from: stream(0))
    #expect(effect.differences == [1, 2, -2])
    #expect(effect.positiveCount == 2)
    #expect(PairedEffect([0, 0, 1], from: stream(0)).positiveCount == 1)
  }

  /// 93 % leaves room for 1.8 standard errors of 400 draws.
  @Test func `the interval covers the mean in 95 of 100 samples of ten`() {
    let isCovered = (0..<400).map { seed in
      let interval = PairedEffect(sample(seed, 10), from: stream(seed)).interval
      return interval.low <= 0 && 0 <= interval.high
    }
    #expect(isCovered.count { $0 } >= 372, "misses: \(isCovered.indices.filter { !isCovered[$0] })")
    #expect(isCovered.contains(false))
  }
}
