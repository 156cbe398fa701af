import Testing

@testable import WeightNormCore

/// A convolution with so many filters.
struct ConvolutionCase: CustomTestStringConvertible, Sendable {
  let image: ImageShape
  let kernelSize: Int
  let stride: Int
  let padding: Int
  let filters: Int

  init(
    _ height: Int, _ width: Int, _ channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
    filters: Int
  ) {
    image = ImageShape(height: height, width: width, channels: channels)
    (kernelSize, self.stride, self.padding) = (kernel, stride, padding)
    self.filters = filters
  }

  var testDescription: String {
    "\(image.height)x\(image.width)x\(image.channels) k\(kernelSize) s\(stride) p\(padding) to \(filters)"
  }

  /// Odd sizes and sizes of 1, kernels as large as the image and larger, strides that leave rows out,
  /// paddings that hold whole patches.
  static let all = [
    ConvolutionCase(1, 1, 1, kernel: 1, filters: 1),
    ConvolutionCase(1, 1, 3, kernel: 3, padding: 1, filters: 2),
    ConvolutionCase(3, 3, 2, kernel: 3, filters: 4),
    ConvolutionCase(5, 7, 3, kernel: 3, stride: 2, padding: 1, filters: 5),
    ConvolutionCase(6, 4, 1, kernel: 2, stride: 2, filters: 3),
    ConvolutionCase(7, 1, 2, kernel: 3, stride: 3, padding: 2, filters: 1),
    ConvolutionCase(4, 5, 17, kernel: 2, padding: 1, filters: 9),
    ConvolutionCase(3, 2, 1, kernel: 5, padding: 2, filters: 17),
    ConvolutionCase(2, 3, 2, kernel: 1, stride: 2, padding: 2, filters: 2),
    ConvolutionCase(14, 14, 1, kernel: 3, stride: 2, padding: 1, filters: 8),
  ]

  func convolution() throws -> Convolution {
    try Convolution(image, kernelSize: kernelSize, stride: stride, padding: padding)
  }
}

/// A convolution and two dense units behind it, with a batch of images and its targets.
struct ImageProblem<Scalar: Real> {
  var model: MLP<Scalar>
  let x: Matrix<Scalar>
  let targets: Targets<Scalar>

  init(
    _ made: ConvolutionCase, _ parameterization: Parameterization, seed: Int = 1, rows: Int = 3,
    activation: Activation = .tanh, form: BatchNormalization<Scalar>.Form? = nil
  ) throws {
    var stream = RandomStream(named: "image problem/\(seed)")
    let convolution = try made.convolution()
    var first: Layer<Scalar> = try parameterization.layer(
      convolution.patchSize, made.filters, activation, from: &stream
    ).convolving(convolution)
    if let form {
      first.normalizeBatches(
        form, gain: (0..<made.filters).map { _ in Scalar(1 + 0.3 * stream.normal()) })
    }
    model = try MLP([
      first, parameterization.layer(first.outputSize, 2, .identity, from: &stream),
    ])
    x = Matrix(rows: rows, columns: made.image.count, standardDeviation: 1, from: &stream)
    targets = .values(Matrix(rows: rows, columns: 2, standardDeviation: 1, from: &stream))
  }

  /// The convolution alone.
  var convolution: MLP<Scalar> {
    get throws { try MLP([model.layers[0]]) }
  }
}
