import ArgumentParser
import WeightNormCore

/// A multilayer perceptron on minibatches of Fashion-MNIST.
struct MLPCommand: ParsableCommand {
  enum Parameterization: String, CaseIterable, ExpressibleByArgument {
    case weightNorm
    case standard
  }

  static let configuration = CommandConfiguration(
    commandName: "mlp",
    abstract: "Steps of an MLP 784-256-256-10 with ReLU in single precision.",
    discussion: """
      Reads mlp.f32 (the batches, then the weights of the three layers, each [outputs, inputs]) and \
      labels.u8. Biases start at 0, g at ‖v‖. Heavy-ball with momentum 0.9, learning rate 0.01.
      """)

  @OptionGroup var options: BlockOptions

  @Option(help: "How the layers write their weights.")
  var parameterization = Parameterization.weightNorm

  private static let sizes = [784, 256, 256, 10]
  private static let batchSize = 128
  private static let batchCount = 20

  func run() throws {
    var file = try InputFile<Float>(folder: options.folder, name: "mlp.f32")
    let inputs = try (0..<Self.batchCount).map { _ in
      try file.matrix(rows: Self.batchSize, columns: Self.sizes[0])
    }
    let labels = try InputFile<UInt8>(folder: options.folder, name: "labels.u8")
      .whole(count: Self.batchCount * Self.batchSize)
    let batches = inputs.enumerated().map { index, input in
      let first = index * Self.batchSize
      let chosen = labels[first..<first + Self.batchSize].map(Int.init)
      return Training<Float>.Batch(inputs: input, targets: .labels(chosen))
    }
    let training = Training(
      start: try network(&file), batches: batches,
      optimizer: SGD(LearningRates(0.01), momentum: 0.9))
    try file.end()
    try training.measure(untimedSteps: Self.batchCount, options).write()
  }

  private func network(_ file: inout InputFile<Float>) throws -> MLP<Float> {
    var layers: [Layer<Float>] = []
    for (inputSize, outputSize) in zip(Self.sizes, Self.sizes.dropFirst()) {
      let dense = try Dense(
        weight: file.matrix(rows: outputSize, columns: inputSize),
        bias: [Float](repeating: 0, count: outputSize))
      let isLast = layers.count == Self.sizes.count - 2
      layers.append(Layer(dense, activation: isLast ? .identity : .relu))
    }
    let network = try MLP(layers)
    return parameterization == .weightNorm ? try network.weightNormalized() : network
  }
}
