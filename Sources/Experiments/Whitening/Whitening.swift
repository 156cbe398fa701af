internal import Runs
internal import WeightNormCore

/// X14: on whitened inputs, is a layer under weight normalization the same as under batch normalization?
/// Both trained side by side on principal components of digits, whitened and as they are.
enum Whitening: Experiment {
  static let id = "whitening"
  static let title = "Is it batch normalization on whitened inputs?"
  static let dataSets = [DataSetName.digits]
  static let quick = Profile.Coverage.none

  struct Specification: ExperimentSpecification {
    var components = 30
    var hidden = 32
    var classes = 10
    var rate = 0.1
    var steps = 200
    /// Of the runs on parts of the rows, which see as many batches as the others make steps.
    var batchSize = 100
    var seeds = Array(0..<5)
  }

  static func work(_ specification: Specification) -> Work {
    (2 * 2 * specification.seeds.count)
      * .training(
        [specification.components, specification.hidden, specification.classes], batchSize: 1400,
        steps: specification.steps)
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    let data = try context.data.load(.digits)
    let inputs = PrincipalComponents(
      of: data.trainInputs.widened, count: specification.components)
    let pairs = try await context.map(specification.seeds) { seed in
      (
        whitened: try WhiteningPair(
          inputs.whitened, data.trainLabels, specification, seed: seed),
        plain: try WhiteningPair(inputs.scores, data.trainLabels, specification, seed: seed),
        batches: try WhiteningPair(
          inputs.whitened, data.trainLabels, specification, seed: seed,
          batchSize: specification.batchSize)
      )
    }
    return Result(
      whitened: pairs.map(\.whitened), plain: pairs.map(\.plain), batches: pairs.map(\.batches))
  }
}

/// A network under weight normalization and the same under batch normalization, on the same batches.
struct WhiteningPair: Sendable {
  /// The loss of each batch before the step on it.
  private(set) var weightNorm: [Double] = []
  private(set) var batchNorm: [Double] = []

  /// The greatest difference of the losses, relative to weight normalization's.
  var difference: Double {
    zip(weightNorm, batchNorm).map { ($1 / $0 - 1).magnitude }.maximum
  }

  /// From He's draw with g = ‖v‖, γ := g and β := b. On batches of that size in random order; nil for all
  /// rows at once.
  ///
  /// - Throws: `CoreError` where rows and labels do not fit, and for a run that diverges.
  init(
    _ x: Matrix<Double>, _ labels: [Int], _ specification: Whitening.Specification, seed: Int,
    batchSize: Int? = nil
  ) throws(CoreError) {
    var stream = RandomStream(experiment: Whitening.id, .initialization, seed: seed)
    var network = try MLP<Double>.he(
      sizes: [x.columns, specification.hidden, specification.classes], hidden: .relu,
      from: &stream)
    network.layers[0] = try MLP([network.layers[0]]).weightNormalized().layers[0]
    var other = try BatchNormNetwork(like: network)
    let size = batchSize ?? x.rows
    var order = BatchOrder(
      rows: x.rows, batchSize: size,
      from: RandomStream(experiment: Whitening.id, .order, seed: seed))
    var pass = Backpropagation(for: network, batchSize: size)
    var optimizer = SGD<Double>(LearningRates(specification.rate))
    for _ in 0..<specification.steps {
      var (batch, targets) = (x, Targets<Double>.labels(labels))
      if batchSize != nil {
        let rows = order.next()
        (batch, targets) = (x.gatheringRows(rows), .labels(rows.map { labels[$0] }))
      }
      weightNorm.append(try pass.lossAndGradient(network, batch, targets))
      optimizer.update(&network, along: pass.gradient)
      let (loss, gradient) = try other.lossAndGradient(batch, targets)
      batchNorm.append(loss)
      other.descend(specification.rate, along: gradient)
    }
  }
}
