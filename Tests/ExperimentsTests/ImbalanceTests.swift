import Testing
import WeightNormCore

@testable import Experiments

extension Imbalance.Specification {
  /// Two layers and few rates, for the clusters.
  static func short() -> Imbalance.Specification {
    var specification = Imbalance.Specification()
    specification.cells = [
      cell("kappa1"), cell("kappa10") { $0.imbalance = 10 }, cell("draw3") { $0.drawScale = 3 },
    ]
    specification.invariance.sizes = [6, 8, 8, 8, 3]
    specification.invariance.batchSize = 8
    specification.invariance.steps = 40
    specification.invariance.seeds = [0, 1]
    return specification
  }

  private static func cell(
    _ name: String, _ change: (inout Comparison) -> Void = { _ in }
  ) -> Comparison {
    var cell = Comparison.tiny(
      name: name, rates: RateGrid(lowest: -6, highest: 2, step: 2),
      arms: [.standardHe, .weightNormHe, .weightNormLogarithmic, .weightNormUnit])
    cell.streams = "tiny"
    change(&cell)
    return cell
  }
}

struct ImbalanceTests {
  private func paths(
    _ setting: InvariancePaths.Setting, exponent: Double = -3, seed: Int = 0
  ) throws -> InvariancePaths {
    var specification = Imbalance.Specification.short().invariance
    specification.exponent = exponent
    return try InvariancePaths(specification, setting, seed: seed, data: .clusters)
  }

  private func network(
    _ form: WeightNormDense<Double>.MagnitudeForm, kappa: Double
  ) throws -> MLP<Double> {
    var stream = RandomStream(experiment: "imbalance test", .initialization, seed: 0)
    var network = try MLP<Double>.he(sizes: [6, 8, 8, 8, 3], hidden: .relu, from: &stream)
      .weightNormalized(form: form)
    network.imbalance(by: kappa)
    return network
  }

  private func gradients(_ network: MLP<Double>) throws -> [LayerGradient<Double>] {
    let data = LabeledData.clusters
    var pass = Backpropagation(for: network, batchSize: 48)
    let x = Matrix<Double>(rows: 48, columns: 6) { Double(data.trainInputs[$0, $1]) }
    _ = try pass.lossAndGradient(network, x, .labels(data.trainLabels))
    return pass.gradient
  }

  private func differ(_ a: [Double], _ b: [Double]) -> Double {
    a.subtracting(b).norm / b.norm
  }

  @Test func `layers become longer and shorter by turns, their directions stay`() throws {
    let plain = try network(.trained, kappa: 1)
    let other = try network(.trained, kappa: 10)
    for (index, (layer, before)) in zip(other.layers, plain.layers).enumerated() {
      let (after, first) = (try #require(layer.weightNorm), try #require(before.weightNorm))
      #expect(after.direction == first.direction)
      let ratios = zip(after.magnitude, first.magnitude).map { $0 / $1 }
      #expect(ratios.allSatisfy { abs($0 - (index % 2 == 0 ? 10 : 0.1)) < 1e-14 })
    }
  }

  /// Why the logarithm is invariant: ∂L/∂v ∝ g·∇w and ∂L/∂s = g·∂L/∂g, and ∇w ∝ 1/κ where g ∝ κ.
  @Test func `v and s have the gradients of the balanced network, a linear g has not`() throws {
    let logarithmic = try [1, 10].map { try gradients(network(.logarithmic, kappa: $0)) }
    let linear = try [1, 10].map { try gradients(network(.trained, kappa: $0)) }
    for layer in 0..<4 {
      let factor = layer % 2 == 0 ? 0.1 : 10
      for pair in [logarithmic, linear] {
        let (found, expected) = (pair[1][layer].matrix.elements, pair[0][layer].matrix.elements)
        #expect(differ(Array(found), Array(expected)) < 1e-12)
      }
      #expect(differ(logarithmic[1][layer].magnitude, logarithmic[0][layer].magnitude) < 1e-12)
      let scaled = linear[0][layer].magnitude.scaled(by: factor)
      #expect(differ(linear[1][layer].magnitude, scaled) < 1e-12)
    }
  }

  @Test(arguments: 0..<3)
  func `with g = e to the s and frozen biases the losses do not see the imbalance`(
    _ seed: Int
  ) throws {
    let path = try paths(.logarithmic, seed: seed)
    #expect(path.balanced.count == 40 && path.imbalanced.count == 40)
    #expect(path.differences.maximum < 1e-12)
    #expect(path.balanced[39] < 0.8 * path.balanced[0], "it learns")
  }

  @Test(arguments: [InvariancePaths.Setting.linear, .logarithmicWithBiases])
  func `a linear g and learning biases do see it, from the first step on`(
    _ setting: InvariancePaths.Setting
  ) throws {
    let path = try paths(setting)
    #expect(path.differences[0] < 1e-13)
    #expect(path.differences[1] > 1e-6)
    #expect(path.differences.maximum > 0.01)
    let greatest = path.greatestDifferences
    #expect(greatest[0] == path.differences[0] && greatest[39] == path.differences.maximum)
    #expect(zip(greatest, greatest.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func `a run that blows up stays at the ceiling, and nothing is left unfinished`() throws {
    for setting in InvariancePaths.Setting.allCases {
      let path = try paths(setting, exponent: 400)
      #expect(path.balanced.count == 40 && path.imbalanced.count == 40)
      #expect(path.balanced[39] == Comparison.lossCeiling)
      #expect(path.differences.allSatisfy { $0.isFinite })
    }
  }

  @Test func `cells that share streams share their draws and orders`() throws {
    let cells = Imbalance.Specification.short().cells
    let first = try cells.map { cell in
      try cell.trainer.run(.weightNormLogarithmic, rate: 0.125, seed: 1)
    }
    #expect(abs(first[0].losses[0] - first[1].losses[0]) < 1e-5)
    #expect(abs(first[0].losses[0] - first[2].losses[0]) > 0.01)
    var own = cells[0]
    own.streams = nil
    let other = try own.trainer.run(.weightNormLogarithmic, rate: 0.125, seed: 1)
    #expect(other.losses != first[0].losses)
  }

  @Test func `the cells are those of the definition`() {
    let cells = Imbalance.Specification().cells
    #expect(cells.map(\.name) == ["kappa1", "kappa10", "kappa30", "draw0_3", "draw3"])
    #expect(cells.map(\.imbalance) == [nil, 10, 30, nil, nil])
    #expect(cells.map(\.drawScale) == [nil, nil, nil, 0.3, 3])
    #expect(cells.allSatisfy { $0.streams == "imbalance" && $0.arms[0] == .standardHe })
    #expect(Set(cells.flatMap(\.tuningSeeds)).isDisjoint(with: cells.flatMap(\.evaluationSeeds)))
  }

  private static let result = Task { try await Imbalance.run(.short(), .clusters) }

  private let armNames = ["std-he", "wn-he", "wn-log", "wn-unit"]

  @Test func `spreads follow from the recorded cells`() async throws {
    let result = try await Self.result.value
    for name in armNames {
      let arm = try result.arms[name]
      let cells = try ["kappa1", "kappa10"].map { try result.cells[$0].arms[name] }
      let losses = cells.compactMap(\.meanLoss)
      #expect(losses.count == 2)
      #expect(arm.lossRatio == losses.maximum / losses.minimum)
      let exponents = cells.map(\.exponent)
      #expect(arm.octaveRange == exponents.maximum - exponents.minimum)
      #expect(arm.byDrawScale?.positions == [1, 3])
    }
    #expect(try result.invariance.settings["log"].greatestDifference < 1e-9)
  }

  @Test func `cells tell their setting`() async throws {
    let result = try await Self.result.value
    for (name, scale) in [("kappa1", 1.0), ("kappa10", 1), ("draw3", 3)] {
      let cell = try result.cells[name]
      #expect(cell.drawScale == scale)
      #expect(cell.coarseSeedCount == 2 && cell.seedCount == 4)
      #expect(try cell.arms["wn-log"].byRate != nil)
    }
  }

  @Test func `an arm that an imbalanced cell lacks has no spread`() async throws {
    var specification = Imbalance.Specification.short()
    specification.cells[1].arms.removeLast()
    let result = try await Imbalance.run(specification, .clusters)
    let lacking = try result.arms["wn-unit"]
    #expect(lacking.lossRatio == nil && lacking.octaveRange == nil)
    #expect(lacking.sameRateDifference == nil)
    #expect(lacking.byDrawScale?.positions == [1, 3])
    #expect(try result.arms["wn-log"].lossRatio != nil)
  }

  @Test func `differences of paths are told over all steps and seeds`() async throws {
    let result = try await Self.result.value
    for setting in InvariancePaths.Setting.allCases {
      let both = try [0, 1].map { try paths(setting, exponent: -5, seed: $0) }
      let worst = both.map(\.differences.maximum)
      let found = try result.invariance.settings[setting.rawValue]
      #expect(found.greatestDifference == worst.maximum)
      #expect(found.leastDifference == worst.minimum)
      #expect(found.difference.positions == (0..<40).map(Double.init))
      let last = try #require(found.difference.median[39])
      #expect(abs(last / worst.median - 1) < 1e-5)
    }
  }

  @Test func `losses at the same rate differ by what the tuning saw up to the highest rate`()
    async throws
  {
    let result = try await Self.result.value
    let cells = try await Imbalance.Specification.short().cells.prefix(2).map(\.self)
      .results(.clusters)
    for arm in cells[0].comparison.arms {
      let losses = cells.map { cell in
        let coarse = cell.coarse(of: arm)
        let known = zip(coarse.exponents, coarse.means).filter { $0.0 <= -4 }
        return Dictionary(uniqueKeysWithValues: known.map { ($0, $1) })
      }
      let differences = losses[0].compactMap { exponent, loss in
        losses[1][exponent].map { abs($0 - loss) }
      }
      let found = try #require(try result.arms[arm.name].sameRateDifference)
      #expect(found == differences.maximum, "\(arm.name)")
      #expect(found > 0)
    }
  }
}
