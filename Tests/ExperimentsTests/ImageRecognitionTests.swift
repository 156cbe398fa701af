import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension Comparison {
  /// Two convolutions on the clusters, as images of 2×3 pixels.
  static func tinyImages(
    name: String = "tiny", optimizer: OptimizerRule = .heavyBall,
    arms: [Arm] = ImageRecognition.arms
  ) -> Comparison {
    var cell = Comparison.tiny(
      name: name, rates: RateGrid(lowest: -6, highest: -2, step: 2), epochs: 2,
      optimizer: optimizer, arms: arms, sizes: [6, 3], window: RateWindow(reach: 0.5))
    cell.convolutions = Convolutions(
      image: ImageShape(height: 2, width: 3),
      filters: [Filters(4, kernelSize: 3, padding: 1), Filters(5, kernelSize: 2, stride: 2)])
    return cell
  }
}

extension ImageRecognition: ShortExperiment {
  static var short: Specification {
    Specification(cells: [
      .tinyImages(),
      .tinyImages(name: "other", optimizer: .adam, arms: arms + [.weightNormScaled]),
    ])
  }

  static let pinnedHash: UInt64 = 0xa288_4834_4f2e_6548
}

struct ImageRecognitionTests {
  private let claim = ImageRecognition.claims[0]

  private func network(_ cell: Comparison, _ arm: Arm) throws -> MLP<Float> {
    let data = try DataLibrary.installed.load(.fashionMNIST)
    return try Trainer(comparison: cell, data: data).start(arm, seed: 0).network
  }

  @Test func `the network has the layers that the cell describes`() throws {
    let cells = ImageRecognition.cells(of: .full)
    #expect(
      cells.map(\.name) == ["two-layers", "two-layers-adam", "six-layers", "six-layers-adam"])
    let two = try network(cells[0], .standardHe).layers
    #expect(two.map(\.fanIn) == [9, 72, 256] && two.map(\.unitCount) == [8, 16, 10])
    #expect(two.map(\.outputSize) == [7 * 7 * 8, 4 * 4 * 16, 10])
    let six = try network(cells[2], .standardHe).layers
    #expect(six.map(\.fanIn) == [9, 72, 72, 72, 144, 144, 256])
    #expect(six.dropLast().map { $0.convolution?.positions } == [49, 49, 49, 16, 16, 16])
    #expect(cells[0].layerCount == 3 && cells[2].layerCount == 7)
  }

  @Test func `arms with the same start are the same function`() throws {
    let cell = ImageRecognition.cells(of: .default)[1]
    let data = try DataLibrary.installed.load(.fashionMNIST)
    func loss(_ arm: Arm) throws -> Double { try data.trainLoss(of: network(cell, arm)) }
    let he = try loss(.standardHe)
    for arm in [Arm.weightNormHe, .weightNormScaled] {
      #expect(abs(try loss(arm) / he - 1) < 1e-5, "\(arm.name)")
    }
    let dataDependent = try loss(.standardDataDependent)
    #expect(abs(dataDependent / he - 1) > 1e-3)
    #expect(abs(try loss(.weightNormDataDependent) / dataDependent - 1) < 1e-5)
  }

  /// The first step of Adam moves each parameter by η, so that √k·γ moves by √k·η.
  @Test func `Adam moves g of the scaled form by the square root of the fan-in times as far`()
    throws
  {
    let cell = ImageRecognition.cells(of: .default)[1]
    let data = try DataLibrary.installed.load(.fashionMNIST)
    let trainer = Trainer(comparison: cell, data: data)
    let rate = 1.0 / 1024
    for (arm, factors) in [
      (Arm.weightNormHe, [1.0, 1, 1]), (.weightNormScaled, [9.0, 72, 256].map { $0.squareRoot() }),
    ] {
      let before = try trainer.start(arm, seed: 0).network
      let after = try trainer.run(arm, rate: rate, seed: 0, steps: 1).network
      for ((old, new), factor) in zip(zip(before.layers, after.layers), factors) {
        let magnitudes = try #require(old.weightNorm?.magnitude)
        let moved = try #require(new.weightNorm?.magnitude)
        for (g, other) in zip(magnitudes, moved) where g != other {
          #expect(abs(Double(abs(other - g)) / (factor * rate) - 1) < 0.01)
        }
      }
    }
  }

  @Test func `a cell trains on its first rows alone`() throws {
    let data = LabeledData.clusters
    let first = data.trainingOn(first: 16)
    #expect(first.trainLabels == Array(data.trainLabels.prefix(16)))
    #expect(first.trainInputs[row: 15].elementsEqual(data.trainInputs[row: 15]))
    #expect(first.testLabels == data.testLabels)
    #expect(ImageRecognition.cells(of: .full).map(\.trainRows) == [nil, nil, 1000, 1000])
  }

  @Test func `a ceiling is the rate at which a seed's loss has doubled`() async throws {
    let cell = Comparison.tinyImages()
    let result = try await cell.result()
    let found = CellResult(result, pairings: [.matched], details: .ceilings)
    let ceilings = [Arm.weightNormHe, .standardHe].map { result.coarse(of: $0).ceiling(ratio: 2) }
    #expect(try found.arms["wn-he"].ceiling == ceilings[0].exponents.mean)
    #expect(try found.arms["wn-he"].ceilingIsCensored == ceilings[0].isCensored)
    let differences = zip(ceilings[0].exponents, ceilings[1].exponents).map { $0 - $1 }
    let interval = try #require(try found.pairings["wn-he-over-std-he"].ceiling)
    #expect(abs(interval.estimate - differences.mean) < 1e-12)
    #expect(try found.pairings["wn-he-over-std-he"].headRoom == nil)
  }

  @Test func `an estimate counts the patches of each convolution`() {
    let cell = ImageRecognition.cells(of: .default)[0]
    let (_, widths) = cell.convolutions?.products(rows: 32, before: cell.sizes) ?? (.zero, [])
    #expect(widths == [256, 10])
    var dense = cell
    dense.convolutions = nil
    #expect(cell.work(steps: 10).seconds > 3 * dense.work(steps: 10).seconds)
  }

  // MARK: The claim

  private func answers(_ verdicts: [CellVerdict]) throws -> [String: Measurement] {
    let names = try claim.verdict().evidence.map(\.name)
    #expect(
      names == [
        "convolution.two-layers.wn-he-over-std-he.effect",
        "convolution.two-layers-adam.wn-he-over-std-he.effect",
        "convolution.two-layers.wn-ddi-over-std-ddi.effect",
        "convolution.two-layers-adam.wn-ddi-over-std-ddi.effect",
      ])
    var answers: [String: Measurement] = [:]
    for (name, verdict) in zip(names, verdicts) {
      let interval =
        switch verdict {
        case .better: Interval(estimate: 0.4, low: 0.3, high: 0.5)
        case .worse: Interval(estimate: -0.4, low: -0.5, high: -0.3)
        case .equivalent: Interval(estimate: 0, low: -0.05, high: 0.05)
        case .inconclusive: Interval(estimate: 0, low: -1, high: 1)
        }
      answers[name] = .interval(interval)
      answers[name.replacing(".effect", with: ".verdict")] = .text("not void")
    }
    return answers
  }

  @Test(
    arguments: [
      ([.better, .better, .better, .inconclusive], .supported),
      ([.worse, .equivalent, .worse, .inconclusive], .refuted),
      ([.better, .worse, .inconclusive, .inconclusive], .mixed),
      ([.worse, .worse, .inconclusive, .inconclusive], .inconclusive),
    ] as [([CellVerdict], Outcome)])
  func `cells decide by their number`(_ verdicts: [CellVerdict], _ expected: Outcome) throws {
    #expect(try claim.verdict(answering: answers(verdicts)).outcome == expected)
  }

  @Test func `void cells are open`() throws {
    var answers = try answers([.better, .better, .better, .better])
    for name in answers.keys where name.hasSuffix(".verdict") { answers[name] = .text("void") }
    #expect(try claim.verdict(answering: answers).outcome == .inconclusive)
  }
}
