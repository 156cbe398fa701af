@testable import WeightNormCore

/// What a program can do wrong with layers, networks and passes.
enum NetworkMistake: String, Codable, CaseIterable, Sendable {
  case otherWeight, otherBias, otherDirection, otherMagnitude, otherWeightNormBias
  case mapUnderNormalization, gainOfOtherUnits, negativeUnits
  case layerOfOtherWidth, noLayers, scaledByZero, scaledByInfinity
  case passOfNarrower, passOfWider, passOfDeeper, passOfStandard, passOfNormalized
  case negativeBatch, statisticsTooEarly, statisticsOfOther
  case backTooEarly, backAfterEvaluation, backAfterError, backOfOther, passOfOtherGradients
  case penaltyOfOther, penaltyOfStandard
  case stepOfOtherGradients, stepOfStandard, stepOfDeeper
  case visitAlongOther, visitOfOtherGradients, visitWithOther, visitWithOtherForm

  var message: String {
    switch self {
    case .otherWeight, .otherBias, .otherDirection, .otherMagnitude, .otherWeightNormBias:
      "a parameter of another shape"
    case .mapUnderNormalization: "a normalization of other units"
    case .gainOfOtherUnits: "a gain that does not fit the units"
    case .negativeUnits: "a negative number of units"
    case .layerOfOtherWidth, .noLayers: "layers that do not fit each other"
    case .scaledByZero, .scaledByInfinity: "a factor that is not positive"
    case .passOfNarrower, .passOfWider, .passOfDeeper, .passOfStandard, .statisticsOfOther,
      .penaltyOfOther, .penaltyOfStandard, .stepOfStandard, .stepOfDeeper, .backOfOther,
      .passOfOtherGradients, .visitAlongOther, .visitOfOtherGradients:
      "gradients of another network"
    case .stepOfOtherGradients: "a gradient of another shape"
    case .passOfNormalized: "normalizations of another network"
    case .negativeBatch: "a batch of negative size"
    case .statisticsTooEarly: "statistics before a training pass"
    case .backTooEarly, .backAfterEvaluation, .backAfterError: "gradients before a training pass"
    case .visitWithOther, .visitWithOtherForm: "parameters of another network"
    }
  }

  /// 3 → 4 → 2, weight-normalized.
  private var small: MLP<Double> { get throws { try Self.network([3, 4, 2]) } }

  static func network(
    _ sizes: [Int], form: WeightNormDense<Double>.MagnitudeForm = .trained
  ) throws -> MLP<Double> {
    var stream = RandomStream(seed: 1)
    return try MLP.he(sizes: sizes, hidden: .tanh, from: &stream).weightNormalized(form: form)
  }

  /// A pass that was made for the small network runs another one.
  private func run(_ other: MLP<Double>) throws {
    var pass = Backpropagation(for: try small, batchSize: 2)
    _ = try pass.predict(other, Matrix(rows: 2, columns: 3, repeating: 1))
  }

  private func train(_ pass: inout Backpropagation<Double>) throws {
    _ = try pass.lossAndGradient(small, Matrix(rows: 2, columns: 3), .labels([0, 1]))
  }

  func make() throws {
    switch self {
    case .passOfNarrower: try run(Self.network([3, 2, 2]))
    case .passOfWider: try run(Self.network([3, 400, 2]))
    case .passOfDeeper: try run(Self.network([3, 4, 4, 2]))
    case .passOfStandard: try run(small.folded())
    case .passOfNormalized:
      var other = try small
      other.layers[0].normalizeBatches(.meanOnly)
      try run(other)
    case .negativeBatch: _ = Backpropagation(for: try small, batchSize: -1)
    case .statisticsTooEarly, .statisticsOfOther, .backTooEarly, .backAfterEvaluation,
      .backAfterError, .backOfOther, .passOfOtherGradients:
      try misusePass()
    case .visitAlongOther, .visitOfOtherGradients, .visitWithOther, .visitWithOtherForm:
      try misuseVisit()
    case .penaltyOfOther, .penaltyOfStandard, .stepOfOtherGradients, .stepOfStandard, .stepOfDeeper:
      try misuseGradient()
    case .layerOfOtherWidth, .noLayers, .scaledByZero, .scaledByInfinity: try misuseLayers()
    default: try misuseParameters()
    }
  }

  private func misusePass() throws {
    var other = try Self.network([3, 5, 2])
    var pass = Backpropagation(for: try small, batchSize: 2)
    switch self {
    case .statisticsTooEarly: pass.updateRunningStatistics(of: &other)
    case .statisticsOfOther:
      try train(&pass)
      pass.updateRunningStatistics(of: &other)
    case .backTooEarly: try goBack(&pass, small)
    case .backAfterEvaluation:
      try train(&pass)
      _ = try pass.predict(small, Matrix(rows: 2, columns: 3))
      try goBack(&pass, small)
    case .backAfterError:
      try train(&pass)
      var broken = try small
      broken.firstWeightNorm?.direction = Matrix(rows: 4, columns: 3)
      _ = try? pass.predict(broken, Matrix(rows: 2, columns: 3), mode: .training)
      try goBack(&pass, small)
    case .backOfOther:
      try train(&pass)
      try goBack(&pass, other)
    default:
      pass.gradient = Backpropagation(for: other, batchSize: 2).gradient
      _ = try pass.predict(other, Matrix(rows: 2, columns: 3))
    }
  }

  private func goBack(_ pass: inout Backpropagation<Double>, _ model: MLP<Double>) throws {
    try pass.backward(
      model, Matrix(rows: 2, columns: 3), outputGradient: Matrix(rows: 2, columns: 2))
  }

  private func misuseVisit() throws {
    var network = try small
    var other = try Self.network([3, 5, 2])
    var gradient = Backpropagation(for: other, batchSize: 2).gradient
    switch self {
    case .visitAlongOther: network.forEachParameter(along: gradient) { _, _, _ in }
    case .visitOfOtherGradients: network.forEachGradient(in: &gradient) { _, _ in }
    case .visitWithOther: network.forEachParameter(with: other) { _, _, _ in }
    default:
      other = try Self.network([3, 4, 2], form: .logarithmic)
      network.forEachParameter(with: other) { _, _, _ in }
    }
  }

  private func misuseGradient() throws {
    var pass = Backpropagation(for: try small, batchSize: 2)
    try train(&pass)
    var gradient = pass.gradient
    var other = try Self.network([3, 40, 2])
    switch self {
    case .penaltyOfOther: L2Penalty(weight: 1).add(to: &gradient, of: other)
    case .penaltyOfStandard: L2Penalty(weight: 1).add(to: &gradient, of: try small.folded())
    default:
      if self == .stepOfStandard { other = try small.folded() }
      if self == .stepOfDeeper { other = try Self.network([3, 4, 2, 2]) }
      var optimizer = SGD<Double>(LearningRates(1))
      optimizer.update(&other, along: gradient)
    }
  }

  private func misuseLayers() throws {
    var model = try small
    switch self {
    case .layerOfOtherWidth: model.layers[1] = try Self.network([5, 2]).layers[0]
    case .noLayers: model.layers = []
    case .scaledByZero: model.layers[0].scaleWeight(by: 0)
    default: model.layers[0].scaleWeight(by: .infinity)
    }
  }

  private func misuseParameters() throws {
    let matrix = Matrix<Double>(rows: 2, columns: 3, repeating: 1)
    var dense = try Dense(weight: matrix, bias: [0, 0])
    var normalized = try WeightNormDense(direction: matrix, magnitude: [1, 1], bias: [0, 0])
    var layer = Layer(dense)
    switch self {
    case .otherWeight: dense.weight = Matrix(rows: 3, columns: 3)
    case .otherBias: dense.bias = []
    case .otherDirection: normalized.direction = Matrix(rows: 1, columns: 3)
    case .otherMagnitude: normalized.magnitudeParameter.append(1)
    case .otherWeightNormBias: normalized.bias.removeLast()
    case .gainOfOtherUnits: layer.normalizeBatches(.full, gain: [1])
    case .negativeUnits: _ = BatchNormalization<Double>(.meanOnly, outputSize: -1)
    default:
      layer.normalizeBatches(.full)
      layer.map = .standard(try Dense(weight: Matrix(rows: 1, columns: 3), bias: [0]))
    }
  }
}
