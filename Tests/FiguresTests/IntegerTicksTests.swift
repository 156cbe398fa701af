import Testing

@testable import Figures

struct IntegerTicksTests {
  @Test func `few epochs are all named`() {
    #expect(IntegerTicks.positions(from: 0, to: 6, count: 8) == [0, 1, 2, 3, 4, 5, 6])
  }

  @Test func `many epochs step by 1 2 5 10`() {
    #expect(IntegerTicks.positions(from: 0, to: 60, count: 8) == [0, 10, 20, 30, 40, 50, 60])
    #expect(IntegerTicks.positions(from: 0, to: 900, count: 4) == [0, 250, 500, 750])
    #expect(IntegerTicks.positions(from: 1, to: 9, count: 5) == [2, 4, 6, 8])
    #expect(IntegerTicks.positions(from: 0, to: 20, count: 5) == [0, 5, 10, 15, 20])
  }

  @Test func `the step is the smallest round one that fits so often`() throws {
    let steps = (0...5).flatMap { exponent in
      (exponent == 0 ? [1, 2, 5] : [1, 2, 2.5, 5]).map { $0 * power(10, Double(exponent)) }
    }
    for range in 5...3000 {
      for count in [4, 6, 9] {
        let ticks = IntegerTicks.positions(from: 0, to: Double(range), count: count)
        let step = try #require(steps.first { Double(range) / $0 <= Double(count) })
        #expect(ticks.dropFirst().first == step, "0 to \(range), \(count) times")
      }
    }
  }

  @Test func `all whole numbers stand where they are few`() {
    #expect(IntegerTicks.all(from: 0, to: 10) == (0...10).map(Double.init))
    #expect(IntegerTicks.all(from: -0.4, to: 2.5) == [0, 1, 2])
    #expect(IntegerTicks.all(from: 0, to: 11) == nil)
    #expect(IntegerTicks.all(from: -1e300, to: 1e300) == nil)
  }

  @Test func `a range between two whole numbers has none`() {
    #expect(IntegerTicks.positions(from: 0.2, to: 0.8, count: 5) == [])
  }

  @Test func `any range gives whole numbers and not too many`() {
    for seed in UInt64(0)..<300 {
      var random = SplitMix(seed)
      let low = random.between(-1, 1) * power(10, random.between(0, 12))
      let high = low + power(10, random.between(-2, 12))
      let count = 2 + random.below(9)
      let ticks = IntegerTicks.positions(from: low, to: high, count: count)
      #expect(ticks.allSatisfy { $0 == $0.rounded() }, "seed \(seed)")
      #expect(ticks.count <= max(count, 4) + 1, "seed \(seed)")
    }
  }
}
