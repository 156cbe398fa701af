import Runs
import Testing

@testable import Experiments

struct CellVerdictTests {
  private func verdict(_ low: Double, _ high: Double) -> CellVerdict {
    CellVerdict(Interval(estimate: (low + high) / 2, low: low, high: high), margin: 0.1)
  }

  @Test(
    arguments: [
      (0.2, 0.3, .better), (0.1.nextUp, 5, .better), (-0.3, -0.2, .worse),
      (-5, (-0.1).nextDown, .worse), (-0.05, 0.05, .equivalent), (0, 0, .equivalent),
      (-0.05, 0.2, .inconclusive), (-0.2, 0.05, .inconclusive), (-1, 1, .inconclusive),
    ] as [(Double, Double, CellVerdict)])
  func `an interval says one of four things`(
    _ low: Double, _ high: Double, _ expected: CellVerdict
  ) {
    #expect(verdict(low, high) == expected)
  }

  @Test func `at exactly the margin an interval counts as equivalent where it can`() {
    #expect(verdict(-0.1, 0.1) == .equivalent)
    #expect(verdict(0.1, 0.1) == .equivalent)
    #expect(verdict(-0.1, -0.1) == .equivalent)
    #expect(verdict(0.1, 0.2) == .inconclusive)
    #expect(verdict(-0.2, -0.1) == .inconclusive)
    #expect(verdict(-0.1, 0.1.nextUp) == .inconclusive)
    #expect(verdict((-0.1).nextDown, 0.1) == .inconclusive)
  }

  /// Swapping the arms mirrors the interval.
  @Test func `what is better for one arm is worse for the other`() {
    let mirror: [CellVerdict: CellVerdict] = [
      .better: .worse, .worse: .better, .equivalent: .equivalent, .inconclusive: .inconclusive,
    ]
    let ends = [-1, -0.1.nextUp, -0.1, -0.05, 0, 0.05, 0.1, 0.1.nextUp, 1]
    for low in ends {
      for high in ends where high >= low {
        #expect(mirror[verdict(low, high)] == verdict(-high, -low), "\(low)…\(high)")
      }
    }
  }
}
