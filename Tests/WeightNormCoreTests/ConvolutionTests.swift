internal import Foundation
import Testing

@testable import WeightNormCore

struct ConvolutionTests {
  /// The pre-activations by the definition: one loop per index.
  private func direct(
    _ layer: Layer<Double>, _ made: ConvolutionCase, _ x: Matrix<Double>
  ) throws -> [Double] {
    let (image, k) = (made.image, made.kernelSize)
    let weight = try layer.weight
    let height = (image.height + 2 * made.padding - k) / made.stride + 1
    let width = (image.width + 2 * made.padding - k) / made.stride + 1
    var outputs: [Double] = []
    for row in 0..<x.rows {
      for top in 0..<height {
        for left in 0..<width {
          for filter in 0..<made.filters {
            var sum = layer.bias[filter]
            for dy in 0..<k {
              for dx in 0..<k {
                let y = top * made.stride + dy - made.padding
                let column = left * made.stride + dx - made.padding
                guard (0..<image.height).contains(y), (0..<image.width).contains(column) else {
                  continue
                }
                for channel in 0..<image.channels {
                  sum +=
                    x[row, (y * image.width + column) * image.channels + channel]
                    * weight[filter, (dy * k + dx) * image.channels + channel]
                }
              }
            }
            outputs.append(sum)
          }
        }
      }
    }
    return outputs
  }

  @Test(arguments: ConvolutionCase.all, Parameterization.allCases)
  func `outputs are those of the definition`(
    _ made: ConvolutionCase, _ parameterization: Parameterization
  ) throws {
    let problem = try ImageProblem<Double>(made, parameterization, activation: .identity)
    let layer = problem.model.layers[0]
    let expected = try direct(layer, made, problem.x)
    let model = try problem.convolution
    #expect(relativeError(try model(problem.x).elements, expected) < 1e-13)
    #expect(layer.outputSize * problem.x.rows == expected.count)
    var pass = Backpropagation(for: model, batchSize: problem.x.rows)
    let trained = try pass.predict(model, problem.x, mode: .training)
    #expect(trained.bitPatterns == (try model(problem.x).bitPatterns))
  }

  @Test(arguments: ConvolutionCase.all)
  func `rules per vector take each filter for one`(_ made: ConvolutionCase) throws {
    let problem = try ImageProblem<Double>(made, .trained)
    var model = problem.model
    var optimizer = OptimizerRule.vectorAdam.optimizer(LearningRates(0.1), of: Double.self)
    var pass = Backpropagation(for: model, batchSize: problem.x.rows)
    let before = try #require(model.layers[0].weightNorm).direction
    _ = try pass.lossAndGradient(model, problem.x, problem.targets)
    optimizer.update(&model, along: pass.gradient)
    let after = try #require(model.layers[0].weightNorm).direction
    for filter in 0..<made.filters {
      let start = Array(before[row: filter])
      let step = zip(after[row: filter], start).map { $0 - $1 }
      let inner = zip(step, start).map(*).reduce(0, +)
      #expect(abs(inner) < 1e-12 * Double(step.count), "a step across v")
    }
  }

  /// Of a linear map A the way back is Aᵀ: ⟨y′, A·x′⟩ = ⟨Aᵀ·y′, x′⟩.
  @Test(arguments: ConvolutionCase.all)
  func `the way back is the transposed way forward`(_ made: ConvolutionCase) throws {
    var problem = try ImageProblem<Double>(made, .standard, activation: .identity)
    guard case .standard(var dense) = problem.model.layers[0].map else { return }
    dense.bias = dense.bias.map { _ in 0 }
    problem.model.layers[0].map = .standard(dense)
    let model = try problem.convolution
    var stream = RandomStream(named: "transposed")
    let slopes = Matrix<Double>(
      rows: problem.x.rows, columns: model.outputSize, standardDeviation: 1, from: &stream)
    var pass = Backpropagation(for: model, batchSize: problem.x.rows)
    let y = try pass.predict(model, problem.x, mode: .training)
    let back = try pass.inputGradient(model, problem.x, outputGradient: slopes)
    let forward = Reduction.dot(Array(slopes.elements), Array(y.elements))
    let found = Reduction.dot(Array(back.elements), Array(problem.x.elements))
    #expect(abs(found - forward) <= 1e-12 * max(1, abs(forward)))
    // A second time from the same pass.
    let again = try pass.inputGradient(model, problem.x, outputGradient: slopes)
    #expect(again.bitPatterns == back.bitPatterns)
  }

  @Test(arguments: ConvolutionCase.all, Parameterization.allCases)
  func `gradients agree with central differences`(
    _ made: ConvolutionCase, _ parameterization: Parameterization
  ) throws {
    for form in [nil, .full, .meanOnly] as [BatchNormalization<Double>.Form?] {
      let problem = try ImageProblem<Double>(made, parameterization, form: form)
      let error = try GradientCheck.worstError(
        of: problem.model, problem.x, problem.targets, limit: 20)
      // Where the full form undoes g up to ε, as for dense layers.
      let undoesMagnitude = form == .full && parameterization != .frozen
      #expect(error < (undoesMagnitude ? 1e-3 : 1e-6), "\(String(describing: form))")
    }
  }

  @Test(arguments: ConvolutionCase.all)
  func `the input gradient agrees with central differences`(_ made: ConvolutionCase) throws {
    let problem = try ImageProblem<Double>(made, .trained)
    var pass = Backpropagation(for: problem.model, batchSize: problem.x.rows)
    let analytic = try pass.lossAndInputGradient(problem.model, problem.x, problem.targets)
      .inputGradient.elements
    let numeric = try analytic.indices.map { index in
      func loss(_ h: Double) throws -> Double {
        var x = problem.x
        x.elements[index] += h
        return try pass.loss(problem.model, x, problem.targets)
      }
      return try (loss(1e-5) - loss(-1e-5)) / 2e-5
    }
    #expect(relativeError(analytic, numeric) < 1e-6)
  }

  @Test func `on an image of one pixel it is a dense layer, to the bit`() throws {
    var stream = RandomStream(named: "one pixel")
    let dense: Layer<Float> = try Parameterization.trained.layer(7, 5, .relu, from: &stream)
    let image = ImageShape(height: 1, width: 1, channels: 7)
    let model = try MLP([dense])
    let other = try MLP([dense.convolving(Convolution(image, kernelSize: 1))])
    let x = Matrix<Float>(rows: 9, columns: 7, standardDeviation: 1, from: &stream)
    let targets = Targets<Float>.labels((0..<9).map { $0 % 5 })
    #expect(try model(x).bitPatterns == other(x).bitPatterns)
    var passes = [
      Backpropagation(for: model, batchSize: 9), Backpropagation(for: other, batchSize: 9),
    ]
    let found = try (
      passes[0].lossAndInputGradient(model, x, targets),
      passes[1].lossAndInputGradient(other, x, targets)
    )
    #expect(found.0.inputGradient.bitPatterns == found.1.inputGradient.bitPatterns)
    #expect(passes[0].gradient == passes[1].gradient)
  }

  @Test(arguments: ConvolutionCase.all, Parameterization.allCases)
  func `folding keeps the outputs to the bit`(
    _ made: ConvolutionCase, _ parameterization: Parameterization
  ) throws {
    for form in [nil, .full] as [BatchNormalization<Float>.Form?] {
      let problem = try ImageProblem<Float>(made, parameterization, rows: 70, form: form)
      let folded = try problem.model.folded()
      #expect(folded.layers.allSatisfy { !$0.isWeightNormalized })
      #expect(try folded(problem.x).bitPatterns == problem.model(problem.x).bitPatterns)
    }
  }

  @Test func `an evaluation in parts is that of all rows at once, to the bit`() throws {
    let problem = try ImageProblem<Float>(
      ConvolutionCase.all[9], .trained, rows: 400, activation: .relu)
    #expect(Evaluation.rowsAtATime(of: problem.model) < 400)
    var pass = Backpropagation(for: problem.model, batchSize: 400)
    let all = try pass.predict(problem.model, problem.x)
    #expect(try problem.model(problem.x).bitPatterns == all.bitPatterns)
  }

  @Test(arguments: ConvolutionCase.all, BatchNormalization<Double>.Form.allCases)
  func `statistics are over batch and positions, channel by channel`(
    _ made: ConvolutionCase, _ form: BatchNormalization<Double>.Form
  ) throws {
    let problem = try ImageProblem<Double>(made, .standard, rows: 5, activation: .identity)
    var model = try problem.convolution
    model.layers[0].normalizeBatches(form)
    var pass = Backpropagation(for: model, batchSize: 5)
    let y = try pass.predict(model, problem.x, mode: .training)
    let plain = try direct(model.layers[0], made, problem.x)
    pass.updateRunningStatistics(of: &model)
    let running = try #require(model.layers[0].normalization)
    for channel in 0..<made.filters {
      let bias = model.layers[0].bias[channel]
      let places = stride(from: channel, to: plain.count, by: made.filters)
      let t = places.map { plain[$0] - bias }
      let mean = t.reduce(0, +) / Double(t.count)
      let variance = t.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(t.count)
      let deviation = form == .full ? (variance + 1e-5).squareRoot() : 1
      for (place, value) in zip(places, t) {
        #expect(abs(y.elements[place] - ((value - mean) / deviation + bias)) < 1e-11)
      }
      #expect(abs(running.runningMean[channel] - 0.1 * mean) < 1e-13)
      guard form == .full else { continue }
      #expect(abs(running.runningVariance[channel] - (0.9 + 0.1 * variance)) < 1e-12)
    }
  }

  @Test(arguments: [Parameterization.standard, .trained, .scaled])
  func `a start from data gives each channel mean 0 and variance 1`(
    _ parameterization: Parameterization
  ) throws {
    var problem = try ImageProblem<Double>(
      ConvolutionCase.all[3], parameterization, rows: 40, activation: .identity)
    try problem.model.initializeFromData(problem.x)
    let filters = ConvolutionCase.all[3].filters
    let y = try problem.convolution(problem.x).elements
    for channel in 0..<filters {
      let t = stride(from: channel, to: y.count, by: filters).map { y[$0] }
      let mean = t.reduce(0, +) / Double(t.count)
      let variance = t.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(t.count)
      #expect(abs(mean) < 1e-12 && abs(variance - 1) < 1e-12)
    }
  }

  @Test(arguments: Parameterization.allCases)
  func `a network comes back from JSON, and a dense one knows nothing of images`(
    _ parameterization: Parameterization
  ) throws {
    let problem = try ImageProblem<Double>(
      ConvolutionCase.all[3], parameterization, form: .full)
    let data = try JSONEncoder().encode(problem.model)
    #expect(try JSONDecoder().decode(MLP<Double>.self, from: data) == problem.model)
    let dense = try JSONEncoder().encode(problem.model.layers[1])
    #expect(!String(decoding: dense, as: UTF8.self).contains("convolution"))
    let text = String(decoding: data, as: UTF8.self)
    for (from, to) in [
      ("\"kernelSize\":3", "\"kernelSize\":2"), ("\"stride\":2", "\"stride\":0"),
      ("\"height\":5", "\"height\":4611686018427387904"), ("\"padding\":1", "\"padding\":-1"),
    ] {
      #expect(text.contains(from))
      let damaged = Data(text.replacing(from, with: to).utf8)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(MLP<Double>.self, from: damaged)
      }
    }
  }

  @Test func `all visits meet a filter's weights, its g and its bias`() throws {
    let problem = try ImageProblem<Double>(ConvolutionCase.all[3], .trained, form: .full)
    var model = problem.model
    var pass = Backpropagation(for: model, batchSize: 3)
    _ = try pass.lossAndGradient(model, problem.x, problem.targets)
    var sizes: [Int] = []
    model.forEachParameter(along: pass.gradient) { _, parameter, gradient in
      #expect(parameter.count == gradient.count)
      sizes.append(parameter.count)
    }
    #expect(sizes == [5 * 27, 5, 5, 5, 2 * 60, 2, 2])
    #expect(model == problem.model)
  }

  // MARK: He's draw

  @Test func `he draws a filter by its fan-in and the last layer with half the variance`() throws {
    var stream = RandomStream(named: "he/images")
    let model = try MLP<Double>.he(
      image: ImageShape(height: 8, width: 8, channels: 3),
      convolutions: [Filters(400, stride: 4, padding: 1), Filters(200, kernelSize: 1)],
      sizes: [60, 50], hidden: .relu, from: &stream)
    #expect(model.layers.map(\.fanIn) == [27, 400, 800, 60])
    #expect(model.layers.map(\.unitCount) == [400, 200, 60, 50])
    #expect(model.layers.map(\.activation) == [.relu, .relu, .relu, .identity])
    for (layer, variance) in zip(model.layers, [2.0 / 27, 2.0 / 400, 2.0 / 800, 1.0 / 60]) {
      let weights = try layer.weight.elements
      let found = weights.reduce(0) { $0 + $1 * $1 } / Double(weights.count)
      #expect(abs(found / variance - 1) < 0.1)
      #expect(layer.bias.allSatisfy { $0 == 0 })
    }
  }

  @Test func `sizes that make no network are refused`() throws {
    var stream = RandomStream(named: "he/refused")
    let image = ImageShape(height: 4, width: 4)
    func draw(_ filters: [Filters], _ sizes: [Int]) throws {
      _ = try MLP<Float>.he(
        image: image, convolutions: filters, sizes: sizes, hidden: .relu, from: &stream)
    }
    #expect(throws: CoreError.sizes([])) { try draw([Filters(2)], []) }
    #expect(throws: CoreError.sizes([0])) { try draw([Filters(2)], [0]) }
    for filters in [
      Filters(0), Filters(2, kernelSize: 5), Filters(2, kernelSize: 0), Filters(2, stride: 0),
      Filters(2, padding: -1), Filters(1 << 20, padding: 1 << 20),
    ] {
      #expect {
        try draw([filters], [3])
      } throws: {
        "\($0)".hasPrefix("a convolution: expected ")
      }
    }
  }

  // MARK: Errors

  @Test(arguments: [Parameterization.trained, .frozen, .scaled])
  func `a filter of length 0 is refused by the channel's number`(
    _ parameterization: Parameterization
  ) throws {
    var problem = try ImageProblem<Double>(ConvolutionCase.all[3], parameterization)
    var dense = try #require(problem.model.firstWeightNorm)
    for input in 0..<dense.inputSize { dense.direction[3, input] = 0 }
    problem.model.layers[0].map = .weightNorm(dense)
    let error = CoreError.channel(.zeroNorm(unit: 3))
    #expect(error.description.hasPrefix("channel 3: ‖v‖ = 0"))
    #expect(error.isDivergence)
    let uses: [(MLP<Double>) throws -> Void] = [
      { _ = try $0(problem.x) }, { _ = try $0.folded() },
      {
        var pass = Backpropagation(for: $0, batchSize: 3)
        _ = try pass.lossAndGradient($0, problem.x, problem.targets)
      },
      {
        var copy = $0
        try copy.initializeFromData(problem.x)
      },
    ]
    for use in uses { #expect(throws: error) { try use(problem.model) } }
  }

  @Test func `a refused step leaves the storage for the next one`() throws {
    let problem = try ImageProblem<Double>(ConvolutionCase.all[3], .trained)
    var broken = problem.model
    var dense = try #require(broken.firstWeightNorm)
    for input in 0..<dense.inputSize { dense.direction[0, input] = 0 }
    broken.layers[0].map = .weightNorm(dense)
    var pass = Backpropagation(for: problem.model, batchSize: 3)
    let loss = try pass.lossAndGradient(problem.model, problem.x, problem.targets)
    let gradient = pass.gradient
    #expect(throws: CoreError.self) {
      try pass.lossAndGradient(broken, problem.x, problem.targets)
    }
    #expect(try pass.lossAndGradient(problem.model, problem.x, problem.targets) == loss)
    #expect(pass.gradient == gradient)
  }

  @Test func `filters of another fan-in are refused`() throws {
    var stream = RandomStream(named: "fan-in")
    let dense: Layer<Double> = try Parameterization.trained.layer(8, 2, .relu, from: &stream)
    let convolution = try Convolution(ImageShape(height: 5, width: 5), kernelSize: 3)
    #expect(throws: CoreError.shape(expected: [9], found: [8], what: "inputs of a filter")) {
      try dense.convolving(convolution)
    }
  }
}
