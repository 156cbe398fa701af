import Testing
import WeightNormCore

@testable import Experiments

struct GrowthTests {
  private func specification(steps: Int) -> Growth.Specification {
    var specification = Growth.Specification()
    specification.steps = steps
    return specification
  }

  private func path(_ name: String, steps: Int, seed: Int = 0) throws -> GrowthPath {
    let specification = specification(steps: steps)
    let arm = try #require(specification.arms.first { $0.name == name })
    return try GrowthPath(
      specification, arm, stream: RegressionStream(specification, seed: seed))
  }

  private func isIncreasing(_ norms: [Double]) -> Bool {
    zip(norms, norms.dropFirst()).allSatisfy { $0 <= $1 }
  }

  @Test(arguments: 0..<4)
  func `gradient descent obeys Pythagoras and never shrinks v`(_ seed: Int) throws {
    let path = try path("sgd", steps: 300, seed: seed)
    #expect(path.pythagorasResidual < 1e-12)
    #expect(path.decreases == 0)
    #expect(isIncreasing(path.norms))
    #expect(path.cosines.map(\.magnitude).maximum < 1e-12)
    #expect(path.recursionResidual == 0, "there is no velocity")
  }

  @Test(arguments: 0..<4, ["heavy-ball", "heavy-ball-slow"])
  func `heavy-ball obeys its recursion, not Pythagoras, and never shrinks v`(
    _ seed: Int, _ name: String
  ) throws {
    let path = try path(name, steps: 300, seed: seed)
    #expect(path.recursionResidual < 1e-12)
    #expect(path.pythagorasResidual > 1e-3)
    #expect(path.decreases == 0)
    #expect(isIncreasing(path.norms))
    #expect(path.cosines.minimum > -1e-9)
  }

  /// The recursion is heavy-ball's own: the control of that check.
  @Test func `Nesterov's momentum does not obey heavy-ball's recursion`() throws {
    let path = try path("nesterov", steps: 300)
    #expect(path.recursionResidual > 1e-3)
  }

  @Test(arguments: 0..<2, ["adam", "adam-slow"])
  func `Adam shrinks v in some steps`(_ seed: Int, _ name: String) throws {
    let path = try path(name, steps: 1500, seed: seed)
    #expect(path.decreases > 0)
    #expect(!isIncreasing(path.norms))
    let shorter = zip(path.norms, path.norms.dropFirst()).count { $1 < $0 * (1 - 1e-12) }
    #expect(path.decreases >= shorter && path.decreases < 1500)
    #expect(path.pythagorasResidual > 1e-3)
  }

  @Test func `a path has its start and each step`() throws {
    let path = try path("sgd", steps: 10)
    #expect(path.norms.count == 11 && path.cosines.count == 10)
    #expect(abs(path.norms[0] - 1) < 1e-15)
  }

  /// What a prototype with other random streams saw after 3000 steps: 2.53, 2.60 and 8.34.
  @Test(arguments: [("sgd", 2.53), ("heavy-ball-slow", 2.60), ("heavy-ball", 8.34)])
  func `v grows as much as in another implementation`(_ name: String, _ expected: Double) throws {
    let ratio = try #require(try path(name, steps: 3000).norms.last)
    #expect(abs(ratio / expected - 1) < 0.15)
  }

  /// The bound is ‖v‖(1 − 4ε√k), with √k = 2 here.
  @Test func `rounding is no decrease`() {
    func isDecrease(_ new: Double, _ k: Int = 4) -> Bool {
      GrowthPath.isDecrease(from: 1, to: new, inputSize: k)
    }
    let bound = 1 - 8 * Double.ulpOfOne
    #expect(!isDecrease(1) && !isDecrease(1.nextUp) && !isDecrease(2) && !isDecrease(bound))
    #expect(isDecrease(bound.nextDown) && isDecrease(0.5) && isDecrease(0))
    #expect(!isDecrease(bound.nextDown, 16))
    #expect(isDecrease(1 - 5 * .ulpOfOne, 1) && !isDecrease(1 - 4 * .ulpOfOne, 1))
  }

  @Test func `a step that leaves the finite numbers fails the checks`() throws {
    var specification = specification(steps: 1)
    specification.noise = .infinity
    let arm = GrowthArm(name: "heavy-ball", rule: .heavyBall, rate: 0.05)
    let path = try GrowthPath(
      specification, arm, stream: RegressionStream(specification, seed: 0))
    #expect(!(path.pythagorasResidual < 1e-12))
    #expect(!(path.recursionResidual < 1e-12))
  }
}

/// The same in every unit of a small network.
struct GrowthNetworkTests {
  private func network(_ rule: OptimizerRule, _ rate: Double, epochs: Int) throws -> GrowthNetwork {
    let specification = Growth.NetworkSpecification(
      sizes: [6, 8, 3], epochs: epochs, batchSize: 8, arms: [], seed: 0)
    return try GrowthNetwork(
      specification, GrowthArm(name: "", rule: rule, rate: rate), data: .clusters)
  }

  @Test func `each unit counts once per step`() throws {
    #expect(try network(.sgd, 0.0625, epochs: 2).updates == 2 * 6 * 11)
  }

  @Test(arguments: [OptimizerRule.sgd, .heavyBall])
  func `no unit shrinks, and every layer grows`(_ rule: OptimizerRule) throws {
    let network = try network(rule, 0.0625, epochs: 10)
    #expect(network.decreases == 0)
    #expect(network.growth.count == 2)
    #expect(network.growth.allSatisfy { $0 > 1 })
  }

  @Test func `under Adam units shrink too`() throws {
    let network = try network(.adam, 0.0078125, epochs: 10)
    #expect(network.decreases > 0 && network.decreases < network.updates)
  }
}

/// What is recorded of the paths.
struct GrowthResultTests {
  private func specification() -> Growth.Specification {
    var specification = Growth.Specification()
    specification.steps = 20
    specification.seeds = [0, 1, 2]
    specification.network.sizes = [6, 8, 3]
    specification.network.batchSize = 8
    specification.network.epochs = 1
    return specification
  }

  @Test func `an optimizer's numbers are those of its paths`() async throws {
    let specification = specification()
    let result = try await Growth.run(specification, .clusters)
    for arm in specification.arms {
      let found = try result.arms[arm.name]
      let paths = try specification.seeds.map {
        try GrowthPath(specification, arm, stream: RegressionStream(specification, seed: $0))
      }
      #expect(found.decreases == Double(paths.reduce(0) { $0 + $1.decreases }) / 60)
      #expect(found.pythagoras == paths.map(\.pythagorasResidual).maximum)
      let hasVelocity = ["heavy-ball", "heavy-ball-slow", "nesterov"].contains(arm.name)
      #expect(found.recursion == (hasVelocity ? paths.map(\.recursionResidual).maximum : nil))
      #expect(found.normRatio == paths.map { $0.norms[20] }.median)
      #expect(found.largestCosine == paths.map { $0.cosines.map(\.magnitude).maximum }.maximum)
      #expect(found.norm.positions == (0...20).map(Double.init))
      #expect(found.cosine.positions == (0..<20).map(Double.init))
    }
  }

  @Test func `the network's numbers are those of its units, layer by layer`() async throws {
    let specification = specification()
    let result = try await Growth.run(specification, .clusters)
    for arm in specification.network.arms {
      let found = try result.networks["network.\(arm.name)"]
      let network = try GrowthNetwork(specification.network, arm, data: .clusters)
      #expect(found.decreases == Double(network.decreases) / Double(network.updates))
      for (index, growth) in network.growth.enumerated() {
        #expect(try found.layers["layer\(index + 1)"].growth == growth)
      }
    }
  }
}
