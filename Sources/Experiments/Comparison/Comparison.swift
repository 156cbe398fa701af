internal import WeightNormCore

/// A fair comparison of methods, as a value: arms × rates × seeds on one data set.
///
/// Each arm is trained at its own best learning rate, tuned on the metric that is compared, with seeds
/// that are not used for the evaluation. All arms share their random streams seed by seed, so that
/// effects are paired.
struct Comparison: Codable, Equatable, Sendable {
  /// The cell's name in records: `digits`.
  let name: String
  let dataSet: DataSetName
  /// Widths from input to output.
  let sizes: [Int]
  let hidden: Activation
  let epochs: Int
  let batchSize: Int
  let optimizer: OptimizerRule
  var arms: [Arm]
  var rates: RateGrid
  let metric: Metric
  var tuningSeeds: [Int]
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

  /// What is tuned on and compared.
  enum Metric: String, Codable, Sendable {
    /// The mean of the full-training-set loss over the ends of all epochs, each clipped at 10, plus
    /// 10 where the run left the finite numbers: an area under the learning curve.
    case meanLoss
    /// The full-training-set loss at the end of the last epoch, clipped at 10, or 20 where the run left
    /// the finite numbers.
    case finalLoss
  }
}

extension Comparison {
  /// Whether a batch of one row leaves an arm nothing but its biases to learn by: each
  /// pre-activation of a hidden layer is its own mean, and minus it 0.
  func isDegenerate(_ arm: Arm) -> Bool { batchSize == 1 && arm.normalization != nil }
}

/// Learning rates η = 2^(lowest + i·step), both ends included.
struct RateGrid: Codable, Equatable, Sendable {
  /// Base-2 logarithms.
  let lowest: Double
  let highest: Double
  /// In octaves: 1, ½ or ¼.
  let step: Double

  /// log₂ η of each rate, increasing.
  var octaves: [Double] {
    Array(stride(from: lowest, through: highest, by: step))
  }

  /// 2^octave for a multiple of ¼, exact but for the roots of 2.
  static func rate(_ octave: Double) -> Double {
    let whole = octave.rounded(.down)
    let half = 2.0.squareRoot()
    let quarters = [1, half.squareRoot(), half, half * half.squareRoot()]
    let power = Double(sign: .plus, exponent: Int(whole), significand: 1)
    return power * quarters[Int((octave - whole) * 4)]
  }
}
