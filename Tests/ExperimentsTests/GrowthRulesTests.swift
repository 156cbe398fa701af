import Testing
import WeightNormCore

@testable import Experiments

extension GrowthRules: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    specification.steps = 60
    specification.seeds = [0, 1, 2]
    return specification
  }

  static let pinnedHash: UInt64 = 0x689c_6bac_8362_1003
}

struct GrowthRulesTests {
  private func path(_ name: String, steps: Int) throws -> GrowthPath {
    var specification = GrowthRules.Specification()
    specification.steps = steps
    let arm = try #require(specification.arms.first { $0.name == name })
    return try GrowthPath(specification, arm, stream: RegressionStream(specification, seed: 0))
  }

  private func isIncreasing(_ norms: [Double]) -> Bool {
    zip(norms, norms.dropFirst()).allSatisfy { $0 <= $1 }
  }

  @Test func `the neuron and its stream are those of growth`() throws {
    let growth = try #require(Growth.Specification().arms.first { $0.name == "adam-slow" })
    var specification = Growth.Specification()
    specification.steps = 50
    let expected = try GrowthPath(
      specification, growth, stream: RegressionStream(specification, seed: 0))
    #expect(try path("adam-slow", steps: 50).norms == expected.norms)
  }

  /// Steps perpendicular to v: it takes a scale per vector without momentum, or a projection.
  @Test(arguments: ["adam-vector", "adam-projected", "normalized"])
  func `perpendicular steps obey Pythagoras`(_ name: String) throws {
    let path = try path(name, steps: 400)
    #expect(path.pythagorasResidual < 1e-12)
    #expect(path.decreases == 0 && isIncreasing(path.norms))
    #expect(path.cosines.map(\.magnitude).maximum < 1e-12)
  }

  @Test(arguments: ["adam", "adam-no-momentum", "lion"])
  func `a scale for each coordinate leaves a part along v`(_ name: String) throws {
    let path = try path(name, steps: 400)
    #expect(path.pythagorasResidual > 1e-4)
    #expect(path.cosines.map(\.magnitude).maximum > 0.01)
  }

  @Test func `Adam without momentum is not Adam`() throws {
    #expect(try path("adam", steps: 3).norms != path("adam-no-momentum", steps: 3).norms)
  }

  @Test func `what is recorded is that of the paths`() async throws {
    let specification = GrowthRules.short
    let result = try await GrowthRules.run(specification, .clusters)
    for arm in specification.arms {
      let paths = try specification.seeds.map {
        try GrowthPath(specification, arm, stream: RegressionStream(specification, seed: $0))
      }
      let found = try result.arms[arm.name]
      let share = Double(paths.reduce(0) { $0 + $1.decreases }) / 180
      #expect(abs(found.decreases.value - share) < 1e-15)
      #expect(found.pythagoras == paths.map(\.pythagorasResidual).maximum)
      #expect(found.normRatio == paths.map { $0.norms[60] }.median)
    }
    // ‖v‖² = 1 + 60·0.01² at the end.
    let end = try result.arms["normalized"].normRatio
    #expect(abs(end * end - 1.006) < 1e-13)
    #expect(try result.normalized["normalized"].lawError < 1e-13)
    #expect(throws: ExperimentsError.self) { try result.normalized["adam"] }
  }
}
