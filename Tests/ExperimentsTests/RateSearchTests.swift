import Testing
import WeightNormCore

@testable import Experiments

/// Arms that train nothing: the metric of a seed is one more than the distance of log₂ η from its best.
private struct InventedSearch: RateSearch {
  struct Method: ComparedArm {
    let name: String
    var best: Double
    var isDegenerate = false

    func metric(_ exponent: Double) -> Double { 1 + abs(exponent - best) }
  }

  let name = "invented"
  var arms: [Method]
  var rates = RateGrid(lowest: -2, highest: 2, step: 1)
  var window: RateWindow? = RateWindow(reach: 1, step: 0.5, hopelessRatio: nil)
  let tuningSeeds = [100]
  let evaluationSeeds = [0, 1, 2, 3]
  var bootstrap: RandomStream { RandomStream(experiment: name, .bootstrap, seed: 0) }
  var runWork: Work { .steps(1, length: 1) }

  func isDegenerate(_ arm: Method) -> Bool { arm.isDegenerate }
}

private struct InventedSearchResult: RateSearchResult {
  let comparison: InventedSearch
  let coarse: [RateCurve]
  let evaluated: [RunsAtRates<Double>]
  /// The arm and the rate of each job, in the order in which they came, round by round.
  var jobs: [[(arm: Int, exponent: Double)]] = []

  init(_ comparison: InventedSearch) async throws {
    self.comparison = comparison
    var jobs: [[(arm: Int, exponent: Double)]] = []
    func metrics(_ round: [RateJob], _ seeds: [Int]) -> [[Double]] {
      jobs.append(round.map { ($0.arm, $0.exponent) })
      return round.map { job in
        seeds.map { _ in comparison.arms[job.arm].metric(job.exponent) }
      }
    }
    coarse = try await comparison.coarseCurves { metrics($0, comparison.tuningSeeds) }
    evaluated = try await comparison.evaluated(around: coarse, metric: { 2 * $0 }) {
      metrics($0, comparison.evaluationSeeds)
    }
    self.jobs = jobs
  }
}

/// The search for the best rate of each arm, whatever the arms are.
struct RateSearchTests {
  private typealias Method = InventedSearch.Method
  private let inner = Method(name: "inner", best: 0)
  private let high = Method(name: "high", best: 3)
  private let unlimited = Method(name: "unlimited", best: 1000)

  @Test func `jobs come arm by arm, and only those of arms at an edge come again`() async throws {
    let result = try await InventedSearchResult(InventedSearch(arms: [inner, high]))
    #expect(result.jobs.count == 3)
    #expect(result.jobs[0].map(\.arm) == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    #expect(result.jobs[0].map(\.exponent) == [-2, -1, 0, 1, 2, -2, -1, 0, 1, 2])
    #expect(result.jobs[1].map(\.arm) == [1, 1] && result.jobs[1].map(\.exponent) == [3, 4])
    #expect(result.jobs[2].map(\.exponent) == [-1, -0.5, 0, 0.5, 1, 2, 2.5, 3, 3.5, 4])
    #expect(result.coarse(of: high).bestExponent == 3 && result.coarse(of: inner).isInterior)
    #expect(result.runs(of: high) == [1, 1, 1, 1], "these are the runs")
    #expect(result.curve(of: high).means.minimum == 2, "and these what is told of them")
  }

  @Test func `three extensions and three growths, then a best rate stays at the edge`()
    async throws
  {
    let result = try await InventedSearchResult(InventedSearch(arms: [unlimited, inner]))
    #expect(result.jobs.count == 8)
    #expect(result.coarse(of: unlimited).exponents.last == 8)
    #expect(result.curve(of: unlimited).exponents.last == 12)
    #expect(!result.isInterior(unlimited) && result.isInterior(inner))
    let pairing = ArmPairing(first: inner, second: unlimited)
    #expect(result.compares(pairing) && pairing.name == "inner-over-unlimited")
    #expect(result.verdict(result.effect(of: pairing), of: pairing, margin: 0.1) == "void")
    #expect(!result.compares(ArmPairing(first: inner, second: high)))
  }

  @Test func `where no rate is best none is looked for`() async throws {
    let nothing = Method(name: "nothing", best: 9, isDegenerate: true)
    let result = try await InventedSearchResult(InventedSearch(arms: [nothing]))
    #expect(result.jobs.count == 2)
    #expect(result.curve(of: nothing).exponents == [2])
  }

  @Test func `an effect is that of the metrics at the best rates`() async throws {
    let near = Method(name: "near", best: 0.25)
    let result = try await InventedSearchResult(InventedSearch(arms: [inner, near]))
    let pairing = ArmPairing(first: inner, second: near)
    let effect = result.effect(of: pairing)
    #expect(isClose(effect.differences, [Double](repeating: Elementary.log2(1.25), count: 4)))
    #expect(!result.isVoid(effect, of: pairing))
    #expect(result.verdict(effect, of: pairing, margin: 0.1) == "better")
  }

  @Test func `its work counts every rate of grid and window`() {
    let search = InventedSearch(arms: [inner, high])
    let runs = search.work.seconds / search.runWork.seconds
    #expect(abs(runs - 2 * (5 * 1 + 5 * 4)) < 1e-9)
  }
}
