import Testing
import WeightNormCore

@testable import Experiments

struct ArmTests {
  private func start(
    _ arm: Arm, _ change: (inout Comparison) -> Void = { _ in }
  ) throws -> ArmStart {
    var comparison = Comparison.tiny(arms: [arm])
    change(&comparison)
    return try arm.start(
      of: comparison, from: RandomStream(experiment: "arm", .initialization, seed: 3),
      batch: LabeledData.clusters.trainInputs)
  }

  private func outputs(_ arm: Arm, _ change: (inout Comparison) -> Void = { _ in }) throws
    -> [Float]
  {
    Array(try start(arm, change).network(LabeledData.clusters.testInputs).elements)
  }

  private func worstDifference(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
  }

  private func weightNorm(
    _ parameterization: Arm.Parameterization = .weightNorm, _ start: Arm.Start = .he,
    _ change: (inout Arm) -> Void = { _ in }
  ) -> Arm {
    var arm = Arm(name: "arm", parameterization: parameterization, start: start)
    change(&arm)
    return arm
  }

  @Test func `every parameterization starts as the same function, from either start`() throws {
    let he = try outputs(.standardHe)
    let dataDependent = try outputs(.standardDataDependent)
    #expect(worstDifference(he, dataDependent) > 0.1)
    for parameterization in [
      Arm.Parameterization.weightNorm, .weightNormFrozen, .weightNormLogarithmic,
      .weightNormScaled,
    ] {
      #expect(worstDifference(try outputs(weightNorm(parameterization)), he) < 1e-5)
      #expect(
        worstDifference(try outputs(weightNorm(parameterization, .dataDependent)), dataDependent)
          < 1e-5)
    }
    let unitRatio = weightNorm(.weightNorm, .dataDependent) { $0.startsAtUnitRatio = true }
    #expect(worstDifference(try outputs(unitRatio), dataDependent) < 1e-5)
    #expect(worstDifference(try outputs(.weightNormMeanOnly), dataDependent) < 1e-5)
  }

  @Test func `with v set to w every ratio g over the length of v is 1`() throws {
    func ratios(_ arm: Arm) throws -> [Float] {
      try start(arm).network.layers.compactMap(\.weightNorm).flatMap {
        zip($0.magnitude, $0.directionNorms).map { $0 / $1 }
      }
    }
    let unitRatio = weightNorm(.weightNorm, .dataDependent) { $0.startsAtUnitRatio = true }
    #expect(try ratios(unitRatio).allSatisfy { abs($0 - 1) < 1e-6 })
    #expect(try ratios(.weightNormDataDependent).contains { abs($0 - 1) > 0.1 })
  }

  @Test func `magnitudes start at 1 or at the length of He's draw where asked`() throws {
    func magnitudes(_ rule: Arm.Magnitude) throws -> [Float] {
      try start(weightNorm { $0.magnitude = rule }).network.layers.compactMap(\.weightNorm)
        .flatMap(\.magnitude)
    }
    #expect(try magnitudes(.one) == [Float](repeating: 1, count: 11))
    let root = Float(2).squareRoot()
    #expect(
      try magnitudes(.he) == [Float](repeating: root, count: 8) + [Float](repeating: 1, count: 3))
  }

  @Test func `an imbalance of layers leaves the function, and a scale of the draw does not`()
    throws
  {
    for arm in [Arm.standardHe, .weightNormHe, weightNorm(.weightNormLogarithmic)] {
      let plain = try outputs(arm)
      #expect(worstDifference(try outputs(arm) { $0.imbalance = 10 }, plain) < 1e-4)
      #expect(worstDifference(try outputs(arm) { $0.drawScale = 3 }, plain) > 0.5)
    }
    let directions = try [1, 10].map { imbalance in
      try start(.weightNormHe) { $0.imbalance = imbalance }.network.layers
        .compactMap { $0.weightNorm?.direction }
    }
    #expect(directions[0] == directions[1])
  }

  @Test func `rate factors are the squared ratios that weight normalization would start with`()
    throws
  {
    var arm = Arm.standardDataDependent
    #expect(try start(arm).rateFactors == nil)
    arm.rateAllocation = .perUnit
    let perUnit = try #require(try start(arm).rateFactors)
    let expected = try start(.weightNormDataDependent).network.layers.compactMap(\.weightNorm).map {
      zip($0.magnitude, $0.directionNorms).map { ($0 / $1) * ($0 / $1) }
    }
    #expect(perUnit.map(\.count) == [8, 3])
    for (factors, expected) in zip(perUnit, expected) {
      #expect(zip(factors, expected).allSatisfy { abs($0 / $1 - 1) < 1e-5 })
    }
    arm.rateAllocation = .perLayer
    let perLayer = try #require(try start(arm).rateFactors)
    for (factors, single) in zip(perLayer, perUnit) {
      #expect(Set(factors).count == 1)
      #expect(abs(factors[0] / (single.reduce(0, +) / Float(single.count)) - 1) < 1e-6)
    }
  }

  @Test func `a replayed network starts beside the one whose factors it has`() throws {
    let found = try start(RateAllocation.replayed)
    let isSame = [
      found.network == (try start(.standardDataDependent).network),
      found.leader == (try start(.weightNormDataDependent).network),
    ]
    #expect(isSame == [true, true])
    #expect(found.rateFactors == nil)
    for arm in [Arm.standardDataDependent, .weightNormDataDependent, RateAllocation.perUnit] {
      let hasLeader = try start(arm).leader != nil
      #expect(!hasLeader)
    }
  }

  @Test func `normalized hidden layers are all but the last`() throws {
    for arm in [Arm.batchNorm, .weightNormMeanOnly] {
      let layers = try start(arm).network.layers
      #expect(layers.map { $0.normalization?.form } == [arm.normalization, nil])
    }
  }
}
