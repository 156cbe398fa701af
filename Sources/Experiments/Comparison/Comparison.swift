internal import WeightNormCore

/// A fair comparison of methods, as a value: arms × rates × seeds on one data set. All arms share their
/// random streams seed by seed, so that effects are paired.
struct Comparison: RateSearch, Codable, Equatable, Sendable {
  /// The cell's name in records: `digits`.
  let name: String
  let dataSet: DataSetName
  /// Widths from input to output; convolutions stand behind the first of them.
  let sizes: [Int]
  /// Nil for none.
  var convolutions: Convolutions?
  let hidden: Activation
  let epochs: Int
  let batchSize: Int
  let optimizer: OptimizerRule
  var arms: [Arm]
  /// The coarse grid.
  var rates: RateGrid
  let metric: Metric
  /// Of the coarse grid.
  var tuningSeeds: [Int]
  /// An even number where arms are set against each other: half of them chooses, the other half is told.
  var evaluationSeeds: [Int]
  /// Rows of the batch that a data-dependent start uses.
  let initializationRows: Int
  /// A factor of every layer's draw; nil for none.
  var drawScale: Double?
  /// κ, when every other layer's w starts κ times too long, the layers between 1/κ times: the same
  /// function, as long as biases are 0 and φ is ReLU. Nil for none.
  var imbalance: Double?
  /// Whose random streams its runs draw from, where several cells share them; nil for its own name.
  var streams: String?
  /// Nil for the best rate of the coarse grid alone, where finding it better would cost too much.
  var window: RateWindow? = RateWindow()
  /// Steps of a tuning run, whole epochs unless batches are compared; nil for all.
  var tuningSteps: Int?
  /// Rows to train on, from the first on; nil for all.
  var trainRows: Int?
  /// How many images of their full size it trains and tests on; nil for the data set as comparisons
  /// use it otherwise.
  var fullSize: FullSize?

  struct FullSize: Codable, Equatable, Sendable {
    let trainRows: Int
    let testRows: Int
  }

  /// What is tuned on and compared. A run that left the finite numbers counts 10 for every evaluation or
  /// batch that is missing, and 10 more.
  enum Metric: String, Codable, Sendable {
    /// The mean of the full-training-set loss over the ends of all epochs, each clipped at 10: an area
    /// under the learning curve.
    case meanLoss
    /// The full-training-set loss at the end of the last epoch, clipped at 10.
    case finalLoss
    /// The mean loss of all batches, each clipped at 10, where a look at all rows would cost too much.
    case batchLoss
  }
}

extension Comparison {
  /// No evaluation counts for more.
  static let lossCeiling = 10.0

  /// The streams of its runs: the same for every arm and rate.
  func stream(_ label: StreamLabel, seed: Int) -> RandomStream {
    RandomStream(experiment: streams ?? name, label, seed: seed)
  }

  /// The stream of its bootstraps.
  var bootstrap: RandomStream { RandomStream(experiment: name, .bootstrap, seed: 0) }

  /// Whether a batch of one row leaves an arm nothing but its biases to learn by: each
  /// pre-activation of a hidden layer is its own mean, and minus it 0.
  func isDegenerate(_ arm: Arm) -> Bool {
    batchSize == 1 && arm.normalization != nil && convolutions == nil
  }
}

// MARK: What it costs

extension Comparison {
  var tuningRunWork: Work { work(steps: tuningSteps) }
  var runWork: Work { work() }

  /// Of one run of so many steps; nil for all.
  func work(steps: Int? = nil) -> Work {
    let rows = trainRows ?? fullSize?.trainRows ?? dataSet.trainRows
    let steps = steps ?? epochs * rows / batchSize
    let training = 3 * evaluation(rows: batchSize, times: steps)
    guard metric != .batchLoss else { return training }
    return training + evaluation(rows: rows, times: steps * batchSize / rows + 2)
  }

  private func evaluation(rows: Int, times count: Int) -> Work {
    guard let convolutions else { return .evaluation(sizes, rows: rows, times: count) }
    let (products, widths) = convolutions.products(rows: rows, before: sizes)
    return count * products + .evaluation(widths, rows: rows, times: count)
  }
}
