import Testing

@testable import WeightNormCore

/// What can be written outside the core is what the core has, to the bit.
struct OwnPartsTests {
  /// A problem with batch normalization below the last layer.
  private func problem<Scalar: Real>(
    _ seed: Int, _ made: Parameterization, _ form: BatchNormalization<Scalar>.Form? = nil
  ) throws -> RandomProblem<Scalar> {
    var problem = try RandomProblem<Scalar>(seed: seed, sizes: [4, 17, 1, 3], batchSize: 6, made)
    if let form {
      for layer in 0..<2 { problem.model.layers[layer].normalizeBatches(form) }
    }
    return problem
  }

  @Test(arguments: 0..<5, Parameterization.allCases)
  func `descent written outside is the core's, to the bit`(
    _ seed: Int, _ made: Parameterization
  ) throws {
    let rates = LearningRates(0.05, magnitude: 0.03, direction: 0.1, bias: 0.02)
    for form in [nil, .full, .meanOnly] as [BatchNormalization<Float>.Form?] {
      for momentum in [0, 0.5] {
        var (own, core) = try (problem(seed, made, form), problem(seed, made, form))
        let losses = try own.train(OwnDescent(rates, momentum: Float(momentum)), steps: 20)
        #expect(try core.train(SGD(rates, momentum: momentum), steps: 20) == losses)
        #expect(own.model == core.model)
        #expect(losses[19] < losses[0])
      }
    }
  }

  /// The roles and the lengths of what `visit` gives.
  private func visits(
    _ visit: ((ParameterRole, Int) -> Void) -> Void
  ) -> [String] {
    var visits: [String] = []
    visit { visits.append("\($0) \($1)") }
    return visits
  }

  @Test(arguments: Parameterization.allCases)
  func `all visits meet the same tensors in the same order`(_ made: Parameterization) throws {
    var network = try problem(1, made, BatchNormalization<Double>.Form.full).model
    let other = network
    var gradient = network.layers.map(LayerGradient.init(of:))
    let names =
      made == .standard
      ? ["weight", "bias", "gain"]
      : ["direction", "magnitude", "bias", "gain"].filter { made != .frozen || $0 != "magnitude" }
    let sizes = [(4, 17), (17, 1), (1, 3)]
    let expected = sizes.enumerated().flatMap { layer, size in
      names.filter { layer < 2 || $0 != "gain" }.map {
        "\($0) \($0 == "weight" || $0 == "direction" ? size.0 * size.1 : size.1)"
      }
    }
    #expect(visits { visit in network.forEachParameter { visit($0, $1.count) } } == expected)
    #expect(
      visits { visit in network.forEachParameter(along: gradient) { visit($0, $2.count) } }
        == expected)
    #expect(
      visits { visit in network.forEachParameter(with: other) { visit($0, $2.count) } }
        == expected)
    #expect(
      visits { visit in network.forEachGradient(in: &gradient) { visit($0, $1.count) } }
        == expected)
    #expect(network == other)
  }

  @Test func `a visit changes the network alone, and not a copy`() throws {
    var network = try problem(2, .trained, BatchNormalization<Double>.Form.full).model
    let before = network
    network.forEachParameter { _, parameter in
      for index in parameter.indices { parameter[index] = 2 }
    }
    #expect(network.parameters.allSatisfy { $0 == 2 })
    #expect(network.layers[0].normalization?.gain.allSatisfy { $0 == 2 } == true)
    #expect(before != network && !before.parameters.contains(2))
  }

  @Test func `a frozen magnitude is neither visited nor counted`() throws {
    var problem = try problem(3, .frozen) as RandomProblem<Double>
    let magnitudes = problem.model.layers.map { $0.weightNorm?.magnitude }
    problem.model.forEachParameter { _, parameter in
      for index in parameter.indices { parameter[index] = 1 }
    }
    #expect(problem.model.layers.map { $0.weightNorm?.magnitude } == magnitudes)
    var pass = Backpropagation(for: problem.model, batchSize: 6)
    _ = try pass.lossAndGradient(problem.model, problem.x, problem.targets)
    let learned = pass.gradient.flatMap { Array($0.matrix.elements) + $0.bias }
    #expect(pass.gradient.contains { $0.magnitude.contains { $0 != 0 } })
    let norm = problem.model.clip(&pass.gradient, to: .infinity)
    #expect(relativeError([norm], [Reduction.norm(learned)]) < 1e-14)
  }

  @Test(arguments: Parameterization.allCases)
  func `clipped gradients have that length and their old direction`(
    _ made: Parameterization
  ) throws {
    let problem = try problem(4, made) as RandomProblem<Double>
    var (_, gradient) = try problem.lossAndGradient(of: problem.model)
    let whole = gradient
    let norm = problem.model.clip(&gradient, to: .infinity)
    #expect(gradient == whole)
    problem.model.clip(&gradient, to: norm / 8)
    for (clipped, whole) in zip(gradient, whole) {
      #expect(
        relativeError(clipped.matrix.elements, whole.matrix.elements.map { $0 / 8 }) < 1e-15)
      #expect(relativeError(clipped.bias, whole.bias.map { $0 / 8 }) < 1e-15)
    }
    #expect(relativeError([problem.model.clip(&gradient, to: norm)], [norm / 8]) < 1e-15)
  }

  /// p̄ₙ = ρⁿp̄₀ + (1 − ρⁿ)p for a network that stays.
  @Test(arguments: Parameterization.allCases)
  func `an average of weights goes to a network that stays as a power`(
    _ made: Parameterization
  ) throws {
    let start = try problem(5, made, BatchNormalization<Double>.Form.full).model
    var end = start
    end.forEachParameter { _, parameter in
      for index in parameter.indices { parameter[index] += 1 }
    }
    var average = WeightAverage(of: start, retention: 0.5)
    for _ in 0..<3 { average.absorb(end) }
    var differences: [Double] = []
    var found = average.network
    found.forEachParameter(with: start) { _, parameter, start in
      for index in parameter.indices { differences.append(parameter[index] - start[index]) }
    }
    #expect(!differences.isEmpty && differences.allSatisfy { abs($0 - 0.875) < 1e-14 })
  }
}
