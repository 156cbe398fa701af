import Testing
import WeightNormCore

@testable import Experiments

/// Neurons side by side against the same neurons alone.
struct NeuronRowTests {
  private func stream(_ seed: Int, steps: Int = 50, noise: Double = 1) -> RegressionStream {
    RegressionStream(
      experiment: "row", seed: seed, inputSize: 5, batchSize: 3, noise: noise, targetNorm: 2,
      steps: steps)
  }

  private let rates = [
    LearningRates(0.1), LearningRates(0.02, magnitude: 0), LearningRates(0.3, magnitude: 0.05),
  ]

  private func trained(
    _ neuron: Neuron, _ rates: LearningRates, on stream: RegressionStream
  ) throws -> Neuron {
    var neuron = neuron
    var rates = rates
    rates.bias = 0
    var optimizer: any Optimizer<Double> = SGD(rates)
    var pass = Backpropagation(for: neuron.network, batchSize: 3)
    for batch in stream.batches {
      try neuron.step(
        on: batch.inputs, batch.targets(neurons: 1), pass: &pass, optimizer: &optimizer)
    }
    return neuron
  }

  @Test(arguments: 0..<3)
  func `a weight-normalized neuron in a row moves as it does alone, to the bit`(
    _ seed: Int
  ) throws {
    let stream = stream(seed)
    let magnitudes = [1.0, 2, -0.5]
    var row = try NeuronRow(
      rates.map { _ in stream.startDirection }, magnitudes: magnitudes, rates: rates,
      batchSize: 3)
    for batch in stream.batches { try row.step(on: batch) }
    for (index, g) in magnitudes.enumerated() {
      let alone = try trained(
        Neuron(direction: stream.startDirection, magnitude: g), rates[index], on: stream)
      #expect(try row.weight(index) == alone.weight())
      #expect(row.states(target: stream.target)[index].norm == alone.direction.norm)
      #expect(row.states(target: stream.target)[index].length == alone.magnitude.magnitude)
    }
    #expect(row.states(target: stream.target)[1].length == 2, "a rate of 0 keeps g")
  }

  @Test(arguments: 0..<3)
  func `a standard neuron in a row moves as it does alone, to the bit`(_ seed: Int) throws {
    let stream = stream(seed)
    var row = try NeuronRow(
      rates.map { _ in stream.startDirection }, magnitudes: rates.map { _ in nil }, rates: rates,
      batchSize: 3)
    for batch in stream.batches { try row.step(on: batch) }
    for (index, rates) in rates.enumerated() {
      let alone = try trained(Neuron(weight: stream.startDirection), rates, on: stream)
      #expect(try row.weight(index) == alone.weight())
      let state = row.states(target: stream.target)[index]
      #expect(state.norm == alone.magnitude && state.length == alone.magnitude)
      let distance = try alone.weight().subtracting(stream.target).norm
      #expect(abs(state.excess / (distance * distance / 2) - 1) < 1e-12)
    }
  }

  /// Standard ones and weight-normalized ones, in any order.
  @Test(arguments: 0..<3)
  func `neurons of both parameterizations in a row move as they do alone, to the bit`(
    _ seed: Int
  ) throws {
    let stream = stream(seed)
    let magnitudes: [Double?] = [2, nil, -0.5]
    var row = try NeuronRow(
      rates.map { _ in stream.startDirection }, magnitudes: magnitudes, rates: rates,
      batchSize: 3)
    for batch in stream.batches { try row.step(on: batch) }
    for (index, g) in magnitudes.enumerated() {
      let start = stream.startDirection
      let alone = try trained(
        g.map { try Neuron(direction: start, magnitude: $0) } ?? Neuron(weight: start),
        rates[index], on: stream)
      #expect(try row.weight(index) == alone.weight())
      let state = row.state(index, target: stream.target)
      #expect(state.norm == alone.direction.norm && state.length == alone.magnitude.magnitude)
      let scale = g == nil ? 1 : state.length / state.norm
      #expect(abs(state.rate / (rates[index].base * scale * scale) - 1) < 1e-14)
    }
  }

  @Test func `a retired neuron stays where it was put, and the others go on`() throws {
    let stream = stream(4, steps: 2)
    for magnitudes: [Double?] in [[1, 1, 1], [nil, nil, nil], [nil, 1, nil], [1, nil, 1]] {
      var row = try NeuronRow(
        rates.map { _ in stream.startDirection }, magnitudes: magnitudes, rates: rates,
        batchSize: 3)
      var other = row
      row.retire(1, at: [0, 1, 0, 0, 0])
      for batch in stream.batches {
        try row.step(on: batch)
        try other.step(on: batch)
      }
      #expect(try row.weight(1) == [0, 1, 0, 0, 0])
      #expect(try row.weight(0) == other.weight(0) && row.weight(2) == other.weight(2))
    }
  }

  @Test func `a shorter stream is the beginning of a longer one`() throws {
    let (short, long) = (stream(1, steps: 3), stream(1, steps: 9))
    #expect(short.target == long.target && short.startDirection == long.startDirection)
    for (a, b) in zip(short.batches, long.batches) {
      #expect(a.inputs == b.inputs && a.outputs == b.outputs)
    }
    #expect(abs(short.target.norm - 2) < 1e-14 && abs(short.startDirection.norm - 1) < 1e-15)
  }

  @Test func `without noise the outputs are those of the target`() throws {
    let stream = stream(2, steps: 4, noise: 0)
    for batch in stream.batches {
      for row in 0..<3 {
        #expect(Array(batch.inputs[row: row]).dot(stream.target) == batch.outputs[row])
      }
      let targets = try batch.targets(neurons: 2)
      let elements = batch.outputs.flatMap { [$0, $0] }
      #expect(try targets == .values(Matrix(rows: 3, columns: 2, elements: elements)))
    }
  }
}
