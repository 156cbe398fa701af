internal import Foundation

@testable import WeightNormCore

/// Values computed elsewhere, kept beside the tests with the scripts that made them.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  static func load<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws
    -> Value
  {
    try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: name)))
  }
}

/// `special.json`.
struct SpecialFixture: Decodable, Sendable {
  struct Stream: Decodable, Sendable {
    let seed: String?
    let outputs: [String]
  }

  /// Pairs of an argument and the double nearest to the function's value.
  let exp: [[Double]]
  let expm1: [[Double]]
  let log: [[Double]]
  let tanh: [[Double]]
  let atan: [[Double]]
  let sin: [[Double]]
  let cos: [[Double]]
  let splitMix64: [Stream]
  let xoshiro256StarStar: [Stream]
}

/// `torch.json` and `jax.json`.
struct FrameworkFixture: Decodable, Sendable {
  let framework: String
  let version: String
  let cases: [TrainingFixture]
}

/// One network that a framework trained for 200 steps; see `make_fixtures.py` for the definitions.
struct TrainingFixture: Decodable, Sendable {
  struct Parameters: Decodable, Sendable {
    let matrix: [Double]
    let magnitude: [Double]
    let bias: [Double]
  }

  struct LayerStart: Decodable, Sendable {
    let kind: String
    let form: String
    let activation: Activation
    let outputSize: Int
    let inputSize: Int
    let matrix: [Double]
    let magnitude: [Double]
    let bias: [Double]
  }

  struct Rule: Decodable, Sendable {
    let rule: OptimizerRule
    let learningRate: Double
    let magnitudeLearningRate: Double
  }

  let name: String
  let compareDirection: Bool
  let layers: [LayerStart]
  let batchSize: Int
  let inputs: [Double]
  let targets: [Double]?
  let labels: [Int]?
  let optimizer: Rule
  let outputs: [Double]
  let initialLoss: Double
  let inputGradient: [Double]
  let gradients: [Parameters]
  let afterOne: [Parameters]
  let after200: [Parameters]
  let losses: [Double]
  let lossSteps: [Int]
}

extension TrainingFixture {
  func makeModel() throws -> MLP<Double> {
    try MLP(layers.map { try $0.makeLayer() })
  }

  func makeBatch() throws -> (x: Matrix<Double>, targets: Targets<Double>) {
    let x = try Matrix(
      rows: batchSize, columns: inputs.count / batchSize, elements: inputs)
    guard let targets else { return (x, .labels(labels ?? [])) }
    return (
      x,
      .values(
        try Matrix(rows: batchSize, columns: targets.count / batchSize, elements: targets))
    )
  }

  func makeOptimizer() -> any Optimizer<Double> {
    optimizer.rule.optimizer(
      LearningRates(optimizer.learningRate, magnitude: optimizer.magnitudeLearningRate))
  }
}

extension TrainingFixture.LayerStart {
  var isWeightNormalized: Bool { kind == "weightNorm" }

  fileprivate func makeLayer() throws -> Layer<Double> {
    let matrix = try Matrix(rows: outputSize, columns: inputSize, elements: self.matrix)
    guard isWeightNormalized, let form = WeightNormDense<Double>.MagnitudeForm(rawValue: form)
    else {
      return Layer(try Dense(weight: matrix, bias: bias), activation: activation)
    }
    // The fixture holds s = ln g where the form is logarithmic, so the parameter is set as it is.
    var dense = try WeightNormDense(
      direction: matrix, magnitude: [Double](repeating: 1, count: outputSize), bias: bias,
      form: form)
    dense.magnitudeParameter = magnitude
    return Layer(dense, activation: activation)
  }
}
