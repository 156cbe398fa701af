import Testing
import WeightNormCore

@testable import Experiments

extension DecayOnV: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    specification.inputSize = 5
    specification.steps = 80
    specification.settings = Array(specification.settings.prefix(2))
    specification.seeds = [0, 1]
    specification.schedule.steps = 60
    specification.schedule.seeds = [0, 1]
    specification.network.sizes = [6, 8, 3]
    specification.network.batchSize = 8
    specification.network.epochs = 2
    specification.network.seeds = [0, 1]
    return specification
  }

  static let pinnedHash: UInt64 = 0xfef1_b89a_0b6d_3c70
}

struct DecayOnVTests {
  private static func specification(steps: Int, seeds: [Int] = [0, 1]) -> DecayOnV.Specification {
    var specification = DecayOnV.Specification()
    specification.steps = steps
    specification.seeds = seeds
    return specification
  }

  /// Ratios of the angle to the predicted one: [arm][setting][neuron].
  private func ratios(_ specification: DecayOnV.Specification) throws -> [[[Double]]] {
    let seeds = try specification.seeds.map { try TurningNeurons(specification, seed: $0) }
    return specification.arms.enumerated().map { arm, name in
      specification.settings.enumerated().map { index, setting in
        specification.startNorms.indices.flatMap { start in
          specification.noises.indices.map { noise in
            let neuron = start * specification.noises.count + noise
            let mean = seeds.map { $0.squaredAngles[arm][index][neuron] }.mean
            return mean.squareRoot() / name.predictedAngle(setting)
          }
        }
      }
    }
  }

  @Test func `predictions are the formulas`() {
    let setting = DecaySetting(rate: 0.1, strength: 0.02)
    let squares = TurningArm.allCases.map { arm in
      let angle = arm.predictedAngle(setting)
      return angle * angle
    }
    let expected = [0.004, 0.004, 0.004 / 1.9, 0.004 / 1.9, 0.0004 / 1.9, 0.0004 / 1.9]
    #expect(zip(squares, expected).allSatisfy { abs($0 / $1 - 1) < 1e-13 })
  }

  @Test func `the angle is the predicted one, and without decay it depends on the noise`() throws {
    var specification = Self.specification(steps: 3000)
    specification.settings = [DecaySetting(rate: 0.1, strength: 0.02)]
    let found = try ratios(specification)
    #expect(found.joined().joined().allSatisfy { (0.94...1.06).contains($0) })
    specification.arms = [.descentFrozen, .heavyBallFrozen]
    specification.startNorms = [10]
    specification.settings = [DecaySetting(rate: 0.1, strength: 1e-6)]
    let without = Array(try ratios(specification).joined().joined())
    #expect(without.maximum > 4 * without.minimum)
  }

  /// Decay in the gradient counts 1/(1 − β) times, decay beside it once; see `WeightDecay`.
  @Test func `decoupled decay with heavy-ball turns as its own formula says`() throws {
    let (rate, strength, beta) = (0.1, 0.02, 0.9)
    let specification = Self.specification(steps: 6000)
    let stream = RegressionStream(specification, noise: 1, seed: 0)
    var network = try MLP([
      Layer(
        WeightNormDense(
          direction: Matrix(rows: 1, columns: 20, elements: stream.startDirection),
          magnitude: [2], bias: [0], form: .frozen))
    ])
    var optimizer = SGD<Double>(
      LearningRates(rate, bias: 0), momentum: beta, decay: WeightDecay(direction: strength))
    var pass = Backpropagation(for: network, batchSize: 8)
    var squares: [Double] = []
    for batch in stream.batches {
      let before = network.directions(0)
      _ = try pass.lossAndGradient(network, batch.inputs, batch.targets(neurons: 1))
      optimizer.update(&network, along: pass.gradient)
      let angle = network.directions(0).angles(to: before)[0]
      squares.append(angle * angle)
    }
    let angle = squares.suffix(3000).reduce(0, +) / 3000
    let decoupled = 2 * rate * strength * (1 - beta) / (1 + beta)
    #expect(abs((angle / decoupled).squareRoot() - 1) < 0.04)
    #expect(angle * 5 < 2 * rate * strength / (1 + beta))
  }

  @Test func `angles are those between rows`() throws {
    let a = try Matrix(rows: 4, columns: 2, elements: [1.0, 0, 3, 4, 2, 0, 1, 1])
    let b = try Matrix(rows: 4, columns: 2, elements: [0.0, 2, 6, 8, 2, 0.002, -1, -1.5])
    let angles = a.angles(to: b)
    #expect(abs(angles[0] - .pi / 2) < 1e-15 && angles[1] == 0)
    #expect(abs(angles[2] / Elementary.atan(0.001) - 1) < 1e-9)
    #expect(abs(angles[3] - [1.0, 1].angle(to: [-1, -1.5])) < 1e-12)
  }

  @Test(arguments: 0..<3)
  func `decay on v is a growing rate`(_ seed: Int) throws {
    var specification = Self.specification(steps: 0)
    specification.schedule.steps = 400
    let found = try DecaySchedule(specification, seed: seed)
    #expect(found.difference < 1e-12)
    #expect(found.control > 0.01)
    specification.schedule.setting.strength = 0
    let without = try DecaySchedule(specification, seed: seed)
    #expect(without.difference == 0 && without.control == 0)
  }

  @Test func `units of a network turn as predicted once v has shrunk`() throws {
    var specification = DecayOnV.NetworkSpecification()
    specification.sizes = [6, 8, 3]
    specification.batchSize = 8
    specification.epochs = 60
    let found = try TurningNetwork(
      specification, TurningNetwork.Run(product: 0.02, startFactor: 1, seed: 0), data: .clusters)
    #expect(found.squaredAngles.map(\.count) == [8, 3])
    let ratios = found.squaredAngles[1].map { ($0 / 0.04).squareRoot() }
    #expect(ratios.allSatisfy { (0.5...2).contains($0) })
  }

  @Test func `units that stand still are counted apart`() {
    let layer = DecayOnV.LayerResult([0, 0.05, 3, 4])
    #expect(layer.still == 0.5 && layer.ratio == 12.5.squareRoot())
    #expect(DecayOnV.LayerResult([0, 0]).ratio == 0)
  }

  @Test func `results are ratios over all settings, and series by the predicted angle`()
    async throws
  {
    let specification = DecayOnV.short
    let result = try await DecayOnV.run(specification, .clusters)
    let ratios = try ratios(specification)
    for (index, arm) in specification.arms.enumerated() {
      let found = try result.arms[arm.rawValue]
      #expect(abs(found.lowest - Array(ratios[index].joined()).minimum) < 1e-12)
      #expect(abs(found.greatest - Array(ratios[index].joined()).maximum) < 1e-12)
      #expect(found.angle.positions.count == 1, "both settings have the same ηλ")
    }
    #expect(try result.starts["start.norm10"].norm.median.first == 10)
    // 0.1·4·(4/8)/(2·0.02) = 5.
    #expect(abs(result.balance * result.balance - 5.squareRoot()) < 1e-14)
    #expect(try result.networks["network.product0_004.start4"].layers["layer2"].ratio > 0)
    let factor = 1 - 0.002
    let growth = (0..<59).reduce(1.0) { rate, _ in rate / (factor * factor) }
    #expect(abs(result.schedule.growth / growth - 1) < 1e-12)
  }
}
