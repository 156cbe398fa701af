internal import WeightNormCore

/// The losses of one network under heavy-ball, batch by batch in double precision: balanced, and with
/// its layers' lengths imbalanced, which is the same function.
struct InvariancePaths: Sendable {
  /// What learns. The raw value is the name in records.
  enum Setting: String, CaseIterable, Sendable {
    /// g = eˢ and v.
    case logarithmic = "log"
    /// g and v.
    case linear
    /// g = eˢ, v and the biases.
    case logarithmicWithBiases = "log-biases"

    fileprivate var form: WeightNormDense<Double>.MagnitudeForm {
      self == .linear ? .trained : .logarithmic
    }
  }

  let setting: Setting
  let seed: Int
  /// The loss of each batch before its step; the ceiling from the step on at which a run left the
  /// finite numbers.
  let balanced: [Double]
  let imbalanced: [Double]

  /// |imbalanced − balanced| at each step.
  var differences: [Double] { imbalanced.subtracting(balanced).map(\.magnitude) }

  /// The greatest difference up to each step.
  var greatestDifferences: [Double] {
    var greatest = 0.0
    return differences.map { difference in
      greatest = max(greatest, difference)
      return greatest
    }
  }

  init(
    _ specification: Imbalance.InvarianceSpecification, _ setting: Setting, seed: Int,
    data: LabeledData
  ) throws(CoreError) {
    let streams = "\(Imbalance.id)/invariance"
    var stream = RandomStream(experiment: streams, .initialization, seed: seed)
    let network = try MLP<Double>.he(sizes: specification.sizes, hidden: .relu, from: &stream)
      .weightNormalized(form: setting.form)
    var other = network
    other.imbalance(by: specification.imbalance)
    var order = BatchOrder(
      rows: data.trainLabels.count, batchSize: specification.batchSize,
      from: RandomStream(experiment: streams, .order, seed: seed))
    let batches = (0..<specification.steps).map { _ in data.batch(Array(order.next())) }
    let rates = LearningRates(
      RateGrid.rate(specification.exponent), bias: setting == .logarithmicWithBiases ? nil : 0)
    func losses(from start: MLP<Double>) throws(CoreError) -> [Double] {
      let losses = try Descent(start, on: batches, rule: .heavyBall, rates: rates).losses
      let missing = batches.count - losses.count
      return losses + [Double](repeating: Comparison.lossCeiling, count: missing)
    }
    self.setting = setting
    self.seed = seed
    balanced = try losses(from: network)
    imbalanced = try losses(from: other)
  }
}

extension LabeledData {
  /// In double precision.
  fileprivate func batch(_ rows: [Int]) -> Descent.Batch {
    let x = Matrix<Double>(rows: rows.count, columns: inputSize) {
      Double(trainInputs[rows[$0], $1])
    }
    return (x, .labels(rows.map { trainLabels[$0] }))
  }
}
