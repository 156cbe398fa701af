import ArgumentParser
import WeightNormCore

/// Weight-normalized linear regression on the full batch.
struct LinearCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "linear",
    abstract: "Full-batch steps of weight-normalized linear regression in double precision.",
    discussion: """
      Reads linear.f64: x [256, 32], y [256], v [32] and g. No bias. Plain gradient descent on g and \
      v with learning rate 0.1.
      """)

  @OptionGroup var options: BlockOptions

  private static let rows = 256
  private static let columns = 32

  func run() throws {
    var file = try InputFile<Double>(folder: options.folder, name: "linear.f64")
    let batch = Training<Double>.Batch(
      inputs: try file.matrix(rows: Self.rows, columns: Self.columns),
      targets: .values(try file.matrix(rows: Self.rows, columns: 1)))
    let neuron = try WeightNormDense(
      direction: file.matrix(rows: 1, columns: Self.columns),
      magnitude: Array(file.matrix(rows: 1, columns: 1).elements), bias: [0])
    try file.end()
    let training = Training(
      start: try MLP([Layer(neuron)]), batches: [batch],
      optimizer: SGD(LearningRates(0.1, bias: 0)))
    try training.measure(untimedSteps: 200, options).write()
  }
}
