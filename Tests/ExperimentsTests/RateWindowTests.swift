import Runs
import Testing
import WeightNormCore

@testable import Experiments

/// Which rates an arm is evaluated at, on metrics made up.
struct RateWindowTests {
  /// The best rate is 0.
  private func coarse(_ means: [Double] = [1.2, 1.1, 1.05, 1, 1.05, 1.1, 1.2]) -> RateCurve {
    let middle = Double(means.count / 2)
    return RateCurve(
      exponents: means.indices.map { Double($0) - middle }, metrics: means.map { [$0] })
  }

  private func add(_ exponents: [Double], to arm: inout ArmRuns, best: Double) {
    for exponent in exponents {
      arm.insert(
        exponent: exponent, runs: [],
        metrics: [Double](repeating: 1 + abs(exponent - best), count: 4))
    }
  }

  /// The best rate is two steps inside, and one half of the seeds likes the end.
  @Test func `a window grows where its end is chosen too often`() {
    var arm = ArmRuns(RateWindow(), around: coarse())
    for exponent in arm.missing {
      let distance = abs(exponent + 0.5)
      let metrics = exponent == -1.5 ? [0.9, 0.9, 1.4, 1.4] : [1, 1, 1, 1].map { $0 + distance }
      arm.insert(exponent: exponent, runs: [], metrics: metrics)
    }
    #expect(arm.curve.bestExponent == -0.5)
    #expect(arm.missing == [-2.5, -2])
  }

  @Test func `a window is seven half octaves round the best coarse rate, both ends edges`() {
    var arm = ArmRuns(RateWindow(), around: coarse())
    #expect(arm.missing == [-1.5, -1, -0.5, 0, 0.5, 1, 1.5])
    add(arm.missing, to: &arm, best: 0)
    #expect(arm.curve.exponents == [-1.5, -1, -0.5, 0, 0.5, 1, 1.5])
    #expect(arm.missing.isEmpty)
    #expect(arm.edges == [0, 6])
  }

  @Test func `its reach and step may be others`() {
    #expect(
      ArmRuns(RateWindow(reach: 0.5, step: 0.25), around: coarse()).missing
        == [-0.5, -0.25, 0, 0.25, 0.5])
    #expect(ArmRuns(RateWindow(reach: 2, step: 1), around: coarse()).missing.count == 5)
  }

  @Test(
    arguments: [
      ([1.2, 1.1, 1.31, 1, 1.05, 1.1, 1.2], [-0.5, 0, 0.5, 1, 1.5], [4]),
      ([1.2, 1.31, 1.1, 1, 1.05, 1.31, 1.2], [-1.5, -1, -0.5, 0, 0.5, 1, 1.5], []),
      ([9, 1.1, 1.05, 1, 9, 1.1, 1.2], [-1.5, -1, -0.5, 0, 0.5], [0]),
      ([9, 9, 9, 1, 9, 9, 9], [-0.5, 0, 0.5], []),
      ([1.3, 1.3, 1.3, 1, 1.3, 1.3, 1.3], [-1.5, -1, -0.5, 0, 0.5, 1, 1.5], [0, 6]),
    ] as [([Double], [Double], [Int])])
  func `it stops before the nearest hopeless coarse rate, and such an end is no edge`(
    _ means: [Double], _ expected: [Double], _ edges: [Int]
  ) {
    var arm = ArmRuns(RateWindow(), around: coarse(means))
    #expect(arm.missing == expected)
    add(expected, to: &arm, best: 0)
    #expect(arm.edges == edges)
  }

  @Test func `how many times the least is hopeless belongs to the window`() {
    let means: [Double] = [9, 9, 2.5, 1, 1.5, 9, 9]
    func exponents(_ ratio: Double?) -> [Double] {
      ArmRuns(RateWindow(hopelessRatio: ratio), around: coarse(means)).missing
    }
    #expect(exponents(1.3) == [-0.5, 0, 0.5])
    #expect(exponents(2) == [-0.5, 0, 0.5, 1, 1.5])
    #expect(exponents(nil) == [-1.5, -1, -0.5, 0, 0.5, 1, 1.5])
    var arm = ArmRuns(RateWindow(hopelessRatio: nil), around: coarse(means))
    add(arm.missing, to: &arm, best: 0)
    #expect(arm.edges == [0, 6])
  }

  @Test(
    arguments: [
      (-1.5, [-2.5, -2]), (-1, [-2.5, -2]), (-0.5, []), (0.5, []), (1, [2, 2.5]), (1.5, [2, 2.5]),
    ] as [(Double, [Double])])
  func `it grows by an octave where the best rate is within one step of its edge`(
    _ best: Double, _ expected: [Double]
  ) {
    var arm = ArmRuns(RateWindow(), around: coarse())
    add(arm.missing, to: &arm, best: best)
    #expect(arm.missing == expected)
    add(expected, to: &arm, best: best)
    #expect(arm.missing.isEmpty)
    #expect(arm.edges == [0, arm.curve.exponents.count - 1])
  }

  @Test func `a window of three rates grows to both sides`() {
    var arm = ArmRuns(RateWindow(reach: 0.5), around: coarse())
    add(arm.missing, to: &arm, best: 0)
    #expect(arm.missing == [-1.5, -1, 1, 1.5])
  }

  @Test func `it grows no further than a hopeless rate`() {
    var arm = ArmRuns(RateWindow(), around: coarse([1.2, 1.1, 1.05, 1, 1.05, 1.1, 1.2, 9, 9]))
    for expected in [[-2.5, -2, -1.5, -1, -0.5, 0, 0.5], [1, 1.5], [2, 2.5]] {
      #expect(arm.missing == expected)
      add(expected, to: &arm, best: 2.5)
    }
    #expect(arm.missing.isEmpty, "the next rate is hopeless")
    #expect(arm.edges == [0])
  }

  @Test func `without a window there is the best coarse rate and no other`() {
    var arm = ArmRuns(nil, around: coarse([9, 1, 1.05, 1.1, 1.2]))
    #expect(arm.missing == [-1])
    add([-1], to: &arm, best: 0)
    #expect(arm.missing.isEmpty)
    #expect(Set(arm.edges) == [0])
  }

  @Test func `runs stand where their rates do`() throws {
    let network = try Comparison.tiny().trainer.start(.standardHe, seed: 0).network
    var arm = ArmRuns(RateWindow(), around: coarse())
    for exponent in [0.5, -1, 0] {
      let run = Trainer.Run(losses: [exponent], network: network)
      arm.insert(exponent: exponent, runs: [run, run], metrics: [exponent, exponent])
    }
    #expect(arm.curve.exponents == [-1, 0, 0.5])
    #expect(arm.runs.map { $0.map(\.losses) } == [-1, 0, 0.5].map { [[$0], [$0]] })
  }
}

/// Comparisons whose arms are evaluated at every rate of a window.
struct WindowedComparisonTests {
  private static let comparison = Comparison.tiny(
    rates: RateGrid(lowest: -9, highest: 5, step: 1), evaluationSeeds: Array(0..<6),
    window: RateWindow())
  private static let result = Task { try await comparison.result() }

  @Test func `every rate of a window has every evaluation seed, as the trainer trains it`()
    async throws
  {
    let result = try await Self.result.value
    let trainer = Self.comparison.trainer
    for arm in result.comparison.arms {
      let curve = result.curve(of: arm)
      let (lowest, highest) = (curve.exponents[0], curve.exponents[curve.exponents.count - 1])
      #expect(curve.exponents == Array(stride(from: lowest, through: highest, by: 0.5)))
      #expect(curve.exponents.count > 2)
      #expect(curve.exponents.contains(result.coarse(of: arm).bestExponent))
      for (exponent, metrics) in zip(curve.exponents, curve.metrics) {
        let expected = try (0..<6).map {
          trainer.metric(try trainer.run(arm, rate: RateGrid.rate(exponent), seed: $0))
        }
        #expect(metrics == expected, "\(arm.name) at 2^\(exponent)")
      }
      #expect(result.metrics(of: arm).mean == curve.means.minimum)
      let runs = try (0..<6).map {
        try trainer.run(arm, rate: RateGrid.rate(curve.bestExponent), seed: $0)
      }
      #expect(result.runs(of: arm).map(\.losses) == runs.map(\.losses))
    }
  }

  /// What one arm's tables say; the ends of its window are edges unless the next rate is hopeless.
  private func curves(
    _ arm: Arm, _ result: ComparisonResult, costs: (ArmResult) -> [[Double]]
  ) throws -> ChosenRateEffect.Curves {
    let found = try CellResult(result, pairings: []).arms[arm.name]
    let coarse = result.coarse(of: arm)
    func isHopeless(_ exponent: Double) -> Bool {
      zip(coarse.exponents, coarse.means).contains {
        $0.0 == exponent && $0.1 > 1.3 * coarse.means.minimum
      }
    }
    let positions = found.metrics.positions
    let last = positions.count - 1
    return ChosenRateEffect.Curves(
      metrics: found.metrics.rows, costs: costs(found),
      edges: (isHopeless(positions[0] - 0.5) ? [] : [0])
        + (isHopeless(positions[last] + 0.5) ? [] : [last]))
  }

  @Test func `effects can be computed again from the recorded tables`() async throws {
    let result = try await Self.result.value
    let bootstrap = RandomStream(experiment: "tiny", .bootstrap, seed: 0)
    for pairing in [Pairing.matched, .dataDependent, .recipe] {
      func effect(_ costs: (ArmResult) -> [[Double]]) throws -> ChosenRateEffect {
        ChosenRateEffect(
          first: try curves(pairing.first, result, costs: costs),
          second: try curves(pairing.second, result, costs: costs), from: bootstrap)
      }
      #expect(
        try result.effect(of: pairing)
          == effect { $0.metrics.rows.map { $0.map(Elementary.log2) } })
      let accuracy = try effect { $0.right.rows.map { $0.map { -100 * $0 / 15 } } }
      let found = result.accuracyDifference(of: pairing)
      #expect(isClose(found.differences, accuracy.differences))
      #expect(isClose([found.interval.low], [accuracy.interval.low]))
    }
  }

  @Test func `a window grows three times and no more`() async throws {
    let result = try await Comparison.tiny(
      rates: RateGrid(lowest: -22, highest: -20, step: 1), arms: [.standardHe, .weightNormHe],
      window: RateWindow()
    ).result()
    #expect(result.coarse(of: .standardHe).bestExponent == -14)
    #expect(
      result.curve(of: .standardHe).exponents == Array(stride(from: -15.5, through: -9.5, by: 0.5)))
    #expect(!result.isInterior(.standardHe))
    #expect(result.isVoid(result.effect(of: .matched), of: .matched))
  }

  @Test func `a degenerate arm has one rate`() async throws {
    let result = try await Comparison.tiny(
      rates: RateGrid(lowest: -7, highest: -3, step: 1), epochs: 1,
      arms: [.standardHe, .batchNorm], batchSize: 1, window: RateWindow()
    ).result()
    #expect(
      result.curve(of: .batchNorm).exponents == [result.coarse(of: .batchNorm).bestExponent])
    #expect(result.curve(of: .standardHe).exponents.count > 2)
  }

  @Test func `the work counts the rates of the window`() {
    var comparison = Comparison.tiny(window: RateWindow())
    #expect(comparison.evaluatedRates == 7)
    let seven = comparison.work.seconds
    comparison.window = nil
    #expect(comparison.evaluatedRates == 1)
    let one = comparison.work.seconds
    let run = comparison.work().seconds
    #expect(abs((seven - one) / run - 4 * 4 * 6) < 1e-9)
  }

  // MARK: Void

  private static let flat: [Double] = [1.1, 1.05, 1, 1.05, 1.1]

  /// An arm whose best coarse rate is 0, with those metrics in eight seeds at the seven rates round it.
  private func arm(coarse means: [Double], _ metrics: [[Double]]) throws -> (RateCurve, ArmRuns) {
    let network = try Comparison.tiny().trainer.start(.standardHe, seed: 0).network
    let run = Trainer.Run(losses: [1, 1, 1, 1], network: network)
    let coarse = RateCurve(exponents: [-2, -1, 0, 1, 2], metrics: means.map { [$0] })
    var arm = ArmRuns(RateWindow(), around: coarse)
    for (exponent, metrics) in zip(arm.missing, metrics) {
      arm.insert(
        exponent: exponent, runs: [Trainer.Run](repeating: run, count: 8), metrics: metrics)
    }
    return (coarse, arm)
  }

  /// Weight normalization with those metrics against a standard arm whose middle rate is always best.
  private func result(coarse: [Double] = flat, _ metrics: [[Double]]) throws -> ComparisonResult {
    let first = try arm(coarse: coarse, metrics)
    let second = try arm(coarse: Self.flat, rates(middle: [Double](repeating: 1, count: 8)))
    return ComparisonResult(
      comparison: .tiny(
        arms: [.weightNormHe, .standardHe], evaluationSeeds: Array(0..<8), window: RateWindow()),
      coarse: [first.0, second.0], evaluated: [first.1, second.1], testRows: 15)
  }

  /// Seven rates in eight seeds.
  private func rates(
    middle: [Double], highest: [Double] = [Double](repeating: 1.2, count: 8)
  ) -> [[Double]] {
    let other = [Double](repeating: 1.2, count: 8)
    return [other, other, other, middle, other, other, highest]
  }

  /// The highest rate is best in the mean of four seeds if three of them are among the first four, which is
  /// so in 17 of 70 halves, and not in the mean of all.
  private let half: [Double] = [0.5, 0.5, 0.5, 0.5, 1.6, 1.6, 1.6, 1.6]

  @Test func `arms whose halves choose an edge too often cannot be compared`() throws {
    let ones = [Double](repeating: 1, count: 8)
    let often = try result(rates(middle: ones, highest: half))
    let effect = often.effect(of: .matched)
    #expect(often.isInterior(.weightNormHe) && often.isInterior(.standardHe))
    #expect(effect.edgeShare > 0.05 && effect.edgeShare < 0.2)
    #expect(often.isVoid(effect, of: .matched))
    #expect(often.verdict(effect, of: .matched, margin: 0.1) == "void")
    let found = try CellResult(often, pairings: [.matched]).pairings["wn-he-over-std-he"]
    #expect(found.verdict == "void" && found.stability == nil)

    let never = try result(rates(middle: ones))
    #expect(never.effect(of: .matched).edgeShare == 0)
    #expect(!never.isVoid(never.effect(of: .matched), of: .matched))
  }

  @Test func `an end before a hopeless rate may be chosen`() throws {
    let ones = [Double](repeating: 1, count: 8)
    let stopped = try result(
      coarse: [1.1, 1.05, 1, 1.05, 9], rates(middle: ones, highest: half))
    let effect = stopped.effect(of: .matched)
    #expect(effect.edgeShare == 0)
    #expect(!stopped.isVoid(effect, of: .matched))
    let highest = rates(middle: ones, highest: [Double](repeating: 0.5, count: 8))
    let best = try result(coarse: [1.1, 1.05, 1, 1.05, 9], highest)
    #expect(best.isInterior(.weightNormHe) && best.curve(of: .weightNormHe).bestExponent == 1.5)
    #expect(!best.isVoid(best.effect(of: .matched), of: .matched))
    let edge = try result(highest)
    #expect(!edge.isInterior(.weightNormHe))
    #expect(edge.isVoid(edge.effect(of: .matched), of: .matched))
  }
}

extension ArmRuns {
  fileprivate var missing: [Double] { missingExponents(RandomStream(named: "window/bootstrap/0")) }
}
