import Runs
import Testing

struct ThinningTests {
  /// Counts around the limit, and random ones up to 100 000.
  private static let counts: [Int] = {
    var random = Randomness(seed: 1)
    return [
      1, 2, 3, 199, 200, 201, 202, 203, 204, 250, 400, 401, 1000, 3001, 10_000, 99_999, 100_000,
    ]
      + (0..<40).map { _ in 1 + Int(random.next() % 100_000) }
  }()

  @Test(arguments: Thinning.allCases, counts)
  func `positions increase from the first to the last, and are no more than the limit`(
    _ rule: Thinning, _ count: Int
  ) {
    let positions = rule.positions(of: count)
    #expect(positions.count <= Thinning.limit)
    #expect(positions.first == 0)
    #expect(positions.last == count - 1)
    #expect(zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test(arguments: Thinning.allCases, counts)
  func `an event is kept wherever it happens`(_ rule: Thinning, _ count: Int) {
    for event in [0, 1, count / 3, count / 2, count - 2, count - 1]
    where (0..<count).contains(event) {
      let positions = rule.positions(of: count, keeping: event)
      #expect(positions.contains(event), "event \(event)")
      #expect(positions.count <= Thinning.limit)
      #expect(Set(positions).isSuperset(of: rule.positions(of: count)))
    }
    #expect(rule.positions(of: count, keeping: count) == rule.positions(of: count))
  }

  @Test(arguments: Thinning.allCases)
  func `up to the limit everything is kept`(_ rule: Thinning) {
    for count in 0...Thinning.limit {
      #expect(rule.positions(of: count) == Array(0..<count))
    }
    #expect(rule.positions(of: Thinning.limit + 1).count <= Thinning.limit)
  }

  @Test(arguments: counts.filter { $0 > Thinning.limit })
  func `linear positions are evenly spaced`(_ count: Int) {
    let positions = Thinning.linear.positions(of: count)
    let gaps = zip(positions, positions.dropFirst()).map { $1 - $0 }
    #expect((gaps.max() ?? 0) - (gaps.min() ?? 0) <= 1)
    #expect(positions.count > Thinning.limit - 5)
  }

  /// Once positions are far enough apart, each decade holds as many as the next; the start is dense.
  @Test(arguments: [10_001, 30_000, 100_000])
  func `logarithmic positions cover the decades evenly`(_ count: Int) {
    let positions = Thinning.logarithmic.positions(of: count)
    #expect(positions.prefix(20).elementsEqual(0..<20))
    let decades = [100, 1000].map { start in
      positions.count { (start..<10 * start).contains($0) }
    }
    #expect((decades[0] - decades[1]).magnitude <= 2)
    #expect(decades[0] > 40)
    #expect(positions.count > Thinning.limit - 5)
  }

  @Test func `logarithmic steps grow by one factor where they can`() {
    let positions = Thinning.logarithmic.positions(of: 100_000).filter { $0 > 2000 }
    let ratios = zip(positions, positions.dropFirst()).map { Double($1) / Double($0) }
    #expect((ratios.max() ?? 0) / (ratios.min() ?? 1) < 1.002)
  }

  @Test func `a rule has one word in a specification`() {
    #expect(Thinning.allCases.map(\.rawValue) == ["linear", "logarithmic"])
  }
}
