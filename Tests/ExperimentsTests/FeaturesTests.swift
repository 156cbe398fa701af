import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension Features.Specification {
  /// Few rows, steps, rates and seeds.
  static var short: Features.Specification {
    var specification = Features.Specification()
    specification.synthetic = .short()
    specification.real.models = [.wineSoftmax, .wineHidden]
    specification.real.steps = 5
    specification.real.rawExponents = [-20, -16, -12]
    specification.real.standardizedExponents = [-4, 0]
    specification.real.seeds = [0, 1]
    return specification
  }
}

extension SyntheticFeatures {
  static func short(steps: Int = 40) -> SyntheticFeatures {
    var specification = SyntheticFeatures()
    specification.samples = 60
    specification.inputSize = 5
    specification.steps = steps
    specification.exponents = [-10, -6, -2, 0, 2]
    specification.seeds = [0, 1]
    return specification
  }
}

struct SyntheticFeaturesTests {
  private func problem(
    _ cell: SyntheticFeatures.Cell, seed: Int = 0, steps: Int = 40
  ) -> SyntheticProblem {
    SyntheticProblem(.short(steps: steps), cell, seed: seed)
  }

  private func deviation(_ values: [Double]) -> Double {
    let mean = values.mean
    return values.map { ($0 - mean) * ($0 - mean) }.mean.squareRoot()
  }

  @Test(arguments: SyntheticFeatures.Cell.allCases)
  func `each cell spoils what it says`(_ cell: SyntheticFeatures.Cell) {
    var specification = SyntheticFeatures()
    specification.samples = 4000
    let raw = SyntheticProblem(specification, cell, seed: 2).raw.columnVectors
    let deviations = raw.map(deviation)
    let centers = zip(raw, deviations).map { abs($0.mean / $1) }
    #expect(deviations.minimum > 0.09 && deviations.maximum < 11)
    #expect((deviations.maximum > 3 && deviations.minimum < 0.3) == cell.hasScales)
    for center in centers { #expect(abs(center - (cell.hasOffsets ? 3 : 0)) < 0.2) }
  }

  @Test(arguments: SyntheticFeatures.Cell.allCases)
  func `standardized features have mean 0 and variance 1`(_ cell: SyntheticFeatures.Cell) {
    for column in problem(cell).standardized.columnVectors {
      #expect(abs(column.mean) < 1e-12)
      #expect(abs(deviation(column) - 1) < 1e-12)
    }
  }

  /// By brute force over all 60 rows: the loss, its slope in every parameter, and least squares.
  @Test(arguments: 0..<5)
  func `condensed rows make the same loss and gradients`(_ seed: Int) throws {
    var stream = RandomStream(experiment: "condensed", .data, seed: seed)
    let x = Matrix<Double>(rows: 60, columns: 5, standardDeviation: 2, from: &stream)
    let y = (0..<60).map { x[$0, 1] + 3 + stream.normal() }
    let condensed = CondensedRegression(x, y)
    #expect(condensed.x.shape == [7, 5])
    let network = try FeatureArm.weightNorm.start(
      sizes: [5, 1], hidden: .identity, from: stream, on: x)
    var passes: [(loss: Double, gradient: [LayerGradient<Double>])] = []
    for (x, y) in [(x, y), (condensed.x, condensed.y)] {
      var pass = Backpropagation(for: network, batchSize: x.rows)
      let targets = try Matrix(rows: x.rows, columns: 1, elements: y)
      passes.append(
        (try pass.lossAndGradient(network, x, .values(targets)), pass.gradient))
    }
    #expect(abs(passes[0].loss / passes[1].loss - 1) < 1e-13)
    let (all, few) = (passes[0].gradient[0], passes[1].gradient[0])
    let expected = all.matrix.elements + all.magnitude + all.bias
    let found = few.matrix.elements + few.magnitude + few.bias
    #expect(found.subtracting(expected).norm < 1e-12 * expected.norm)
    let whole = FeatureStandardization(fitting: x)
    let part = FeatureStandardization(fitting: condensed.x)
    #expect(part.means.subtracting(whole.means).norm < 1e-13)
    #expect(part.deviations.subtracting(whole.deviations).norm < 1e-13)
  }

  @Test func `dependent columns cannot be condensed`() async {
    await #expect(processExitsWith: .failure) {
      let x = Matrix<Double>(rows: 4, columns: 2) { row, _ in Double(row) }
      _ = CondensedRegression(x, [1, 2, 4, 8])
    }
  }

  /// The least loss is where long training ends; the unit is what the best constant loses.
  @Test(arguments: 0..<3)
  func `excess loss starts from least squares and ends at 0`(_ seed: Int) throws {
    let problem = problem(.both, seed: seed, steps: 400)
    let path = try problem.path(of: .standardizedStandard, exponent: -1)
    #expect(path.excess.count == 401)
    #expect(path.lastExcess == FeaturePath.floor)
    guard case .values(let y) = problem.targets else { return }
    let variance = deviation(Array(y.elements)) * deviation(Array(y.elements))
    #expect(abs((problem.leastLoss + problem.scale) / (variance / 2) - 1) < 1e-12)
    #expect(problem.leastLoss > 0 && problem.scale > 0)
  }

  /// The first step of gradient descent on weights and bias by hand.
  @Test func `the first step is that by hand`() throws {
    let problem = problem(.scale, steps: 1)
    let x = problem.raw.columnVectors
    guard case .values(let y) = problem.targets else { return }
    let network = try FeatureArm.standard.start(
      sizes: [5, 1], hidden: .identity,
      from: RandomStream(experiment: Features.id, .initialization, seed: 0), on: problem.raw)
    func loss(_ w: [Double], _ b: Double) -> (value: Double, errors: [Double]) {
      let errors = y.elements.indices.map { row in
        zip(x, w).reduce(b) { $0 + $1.0[row] * $1.1 } - y.elements[row]
      }
      return (errors.dot(errors) / (2 * Double(errors.count)), errors)
    }
    let w = Array(try network.layers[0].weight.elements)
    let before = loss(w, 0)
    let count = Double(y.rows)
    let slope = x.map { $0.dot(before.errors) / count }
    let rate = 0x1p-6
    let after = loss(
      w.subtracting(slope.scaled(by: rate)), -rate * before.errors.mean)
    let path = try problem.path(of: .standard, exponent: -6)
    let expected = [before.value, after.value].map { ($0 - problem.leastLoss) / problem.scale }
    #expect(path.excess.subtracting(expected).norm < 1e-12 * expected.norm)
  }

  @Test func `all arms share data and draw`() throws {
    let problem = problem(.both)
    let plain = try problem.path(of: .standard, exponent: -10)
    let normalized = try problem.path(of: .weightNorm, exponent: -10)
    #expect(abs(plain.excess[0] / normalized.excess[0] - 1) < 1e-13)
    #expect(plain.excess[1] != normalized.excess[1])
  }

  @Test func `a diverging run ends early and is worse than any that stayed`() throws {
    let problem = problem(.both)
    let path = try problem.path(of: .standard, exponent: 2)
    #expect(path.excess.count < 41 && path.lastExcess == .infinity)
    #expect(path.excess.allSatisfy { $0 <= 1e12 })
    let slow = try problem.path(of: .standard, exponent: -10)
    #expect(slow.isBetter(than: path) && !path.isBetter(than: slow))
    let best = try problem.bestPaths()
    #expect(Set(best.keys) == Set(problem.specification.arms))
    for path in best.values { #expect(path.lastExcess.isFinite) }
  }

  private func path(_ excess: [Double], exponent: Double = 0) -> FeaturePath {
    FeaturePath(exponent: exponent, steps: 2, target: 0.01, excess: excess)
  }

  @Test func `steps to the target count from the start, and are censored where it is not met`() {
    #expect(path([1, 0.01, 0.5]).stepsToTarget == 1)
    #expect(path([0.001, 1, 1]).stepsToTarget == 0)
    let never = path([1, 1, 0.0101])
    #expect(never.stepsToTarget == 3 && never.isCensored)
    #expect(!path([1, 1, 0.01]).isCensored)
  }

  /// A cell of two seeds in which every arm but those named meets the target after one step.
  private func cell(_ others: [FeatureArm: [FeaturePath]]) -> Features.CellResult {
    let specification = SyntheticFeatures.short(steps: 6)
    let seeds = (0..<2).map { seed in
      Dictionary(
        uniqueKeysWithValues: specification.arms.map { ($0, others[$0]?[seed] ?? met(at: 1)) })
    }
    return Features.CellResult(.scale, seeds, specification)
  }

  /// Six steps, of which one meets the target.
  private func met(at step: Int, excess: Double = 1) -> FeaturePath {
    FeaturePath(
      exponent: 0, steps: 6, target: 0.01, excess: (0...6).map { $0 < step ? excess : 0.001 })
  }

  @Test func `a cell tells steps and losses of weight norm over those of the others`() throws {
    let never = met(at: 7, excess: 0.04)
    let cell = cell([.weightNorm: [never, never], .standard: [never, met(at: 2)]])
    #expect(abs(cell.stepRatio.value.estimate - Elementary.log2(7)) < 1e-14)
    #expect(abs(cell.excessRatio.estimate - Elementary.log2(0.025) / 2) < 1e-14)
    let (normalized, standard) = (try cell.arms["wn"], try cell.arms["standard"])
    #expect(normalized.censored == 2 && standard.censored == 1)
    #expect(normalized.steps == 7 && standard.steps == 4.5)
    #expect(normalized.excess == 0.04 && standard.excess == 0.0205)
    #expect(standard.path.median.last == 0.0205)
  }

  @Test func `weight norm may take twice the steps on standardized features, and two`() {
    #expect(cell([.standardizedWeightNorm: [met(at: 4), met(at: 1)]]).slower == 0)
    #expect(cell([.standardizedWeightNorm: [met(at: 5), met(at: 4)]]).slower == 1)
    let standard = [met(at: 2), met(at: 1)]
    let normalized = [met(at: 6), met(at: 6)]
    let both = cell([.standardizedStandard: standard, .standardizedWeightNorm: normalized])
    #expect(both.slower == 1)
  }

  @Test func `sooner is better, then lower at the end, then the lower rate`() {
    #expect(path([1, 0.01, 0.5]).isBetter(than: path([1, 1, 0.001])))
    #expect(path([1, 1, 0.2]).isBetter(than: path([1, 1, 0.3])))
    #expect(path([1, 1, 0.2], exponent: -2).isBetter(than: path([1, 1, 0.2])))
    // Both are at the floor.
    #expect(path([1, 0, -1e-16], exponent: -2).isBetter(than: path([1, 0, 1e-20])))
    #expect(!path([1, 0.01]).isBetter(than: path([1, 1, 1])))
  }
}

struct RealFeaturesTests {
  private func task(
    _ model: RealFeatures.Model = .wineSoftmax, seed: Int = 0
  ) throws -> RealTask {
    var specification = Features.Specification.short.real
    specification.steps = 40
    return try RealTask(
      specification, model, DataLibrary.installed.table(model.dataSet), seed: seed)
  }

  @Test(arguments: 0..<5)
  func `seven tenths of the rows train, the same for every model of a table`(
    _ seed: Int
  ) throws {
    let softmax = try task(.wineSoftmax, seed: seed)
    let hidden = try task(.wineHidden, seed: seed)
    #expect(softmax.train.shape == [124, 13] && softmax.test.shape == [54, 13])
    #expect(Set(softmax.trainLabels) == [0, 1, 2] && Set(softmax.testLabels) == [0, 1, 2])
    #expect(softmax.train == hidden.train && softmax.testLabels == hidden.testLabels)
    #expect(try task(seed: seed + 1).train != softmax.train)
  }

  @Test func `no row is in both parts, and each keeps its class`() throws {
    let table = try DataLibrary.installed.table(.breastCancer)
    let task = try task(.breastSoftmax)
    func rows(_ x: Matrix<Double>, _ labels: [Int]) -> [[Double]] {
      labels.indices.map { Array(x[row: $0]) + [Double(labels[$0])] }
    }
    let original = try Matrix(rows: 569, columns: 30, elements: table.features)
    let found = rows(task.train, task.trainLabels) + rows(task.test, task.testLabels)
    #expect(found.count == 569)
    #expect(Set(found) == Set(rows(original, table.labels)))
  }

  /// Softmax regression with heavy-ball, written out.
  @Test func `a fit is that by hand`() throws {
    let task = try task()
    let network = try FeatureArm.standard.start(
      sizes: [13, 3], hidden: .tanh,
      from: RandomStream(experiment: "features/wine-softmax", .initialization, seed: 0),
      on: task.train)
    var weights =
      [network.layers[0].bias]
      + (0..<13).map { column in
        (0..<3).map { unit in (try? network.layers[0].weight[unit, column]) ?? .nan }
      }
    var velocity = weights.map { $0.scaled(by: 0) }
    let inputs = (0..<124).map { [1] + Array(task.train[row: $0]) }
    var loss = 0.0
    for step in 0...40 {
      loss = 0
      var slope = weights.map { $0.scaled(by: 0) }
      for (x, label) in zip(inputs, task.trainLabels) {
        let logits = zip(x, weights).reduce([0.0, 0, 0]) { $0.adding($1.1.scaled(by: $1.0)) }
        let powers = logits.map { Elementary.exp($0 - logits.maximum) }
        let total = powers.reduce(0, +)
        loss -= Elementary.log(powers[label] / total) / 124
        let errors = (0..<3).map { (powers[$0] / total - ($0 == label ? 1 : 0)) / 124 }
        for index in x.indices { slope[index] = slope[index].adding(errors.scaled(by: x[index])) }
      }
      guard step < 40 else { break }
      for index in weights.indices {
        velocity[index] = velocity[index].scaled(by: 0.9).adding(slope[index])
        weights[index] = weights[index].subtracting(velocity[index].scaled(by: 0x1p-20))
      }
    }
    let fit = try task.fit(.standard, exponent: -20)
    #expect(abs(fit.loss / loss - 1) < 1e-9)
    #expect(fit.testAccuracy > 0.3 && fit.testAccuracy < 1)
  }

  @Test func `standardized features are fitted far better`() throws {
    let task = try task(.wineHidden)
    let raw = try task.fit(.standard, exponent: -12)
    let standardized = try task.fit(.standardizedStandard, exponent: 0)
    #expect(standardized.loss < 0.1 * raw.loss)
    #expect(standardized.testAccuracy > 0.9)
  }

  @Test func `a run that leaves the finite numbers is never the best`() throws {
    let task = try task()
    let broken = try task.fit(.standard, exponent: 1020)
    #expect(broken.loss == .infinity && broken.testAccuracy == 0)
    let best = try task.bestFits()
    #expect(Set(best.keys) == Set(task.specification.arms))
    for fit in best.values { #expect(fit.loss.isFinite) }
  }

  @Test func `fits are summarized over splits, and the edges of the grid are counted`() {
    let fits = [(-4.0, 0.1, 0.9), (0, 0.2, 0.7), (4, 0.3, 0.8)].map {
      FeatureFit(exponent: $0, loss: $1, testAccuracy: $2)
    }
    let result = Features.FitResult(fits, grid: [-4, 0, 2, 4])
    #expect(abs(result.loss - 0.2) < 1e-15 && abs(result.accuracy - 0.8) < 1e-15)
    #expect(result.edges == 2)
  }

  @Test func `each model of the record has a ratio, and the full profile has one more`()
    async throws
  {
    let result = try Features.result(of: await Features.shortRecord())
    for name in ["wine-softmax", "wine-hidden"] {
      let model = try result.models[name]
      let loss = try model.arms["std-standardized"].loss / model.arms["wn"].loss
      #expect(model.lossRatio.value == loss)
      #expect(try model.arms["wn-standardized"].loss > 0)
    }
    func work(_ profile: Profile) -> Double {
      Features.work(Features.specification(of: profile)).seconds
    }
    #expect(work(.full) > work(.default))
    #expect(work(.quick) < work(.default))
  }
}
