internal import WeightNormCore

/// Convolutional layers between the inputs of a network and its dense layers.
struct Convolutions: Codable, Equatable, Sendable {
  /// What the inputs are.
  let image: ImageShape
  let filters: [Filters]
}

extension Comparison {
  /// A network of that shape with He's initialization.
  ///
  /// - Throws: `CoreError` for sizes and filters that make none.
  func network(from stream: inout RandomStream) throws(CoreError) -> MLP<Float> {
    guard let convolutions else { return try .he(sizes: sizes, hidden: hidden, from: &stream) }
    return try .he(
      image: convolutions.image, convolutions: convolutions.filters,
      sizes: Array(sizes.dropFirst()), hidden: hidden, from: &stream)
  }

  var layerCount: Int { sizes.count - 1 + (convolutions?.filters.count ?? 0) }
}

// MARK: What it costs

extension Convolutions {
  /// The products of all convolutions for so many images, with the widths of the dense layers behind them.
  ///
  /// - Precondition: such convolutions fit their images.
  func products(rows: Int, before sizes: [Int]) -> (products: Work, widths: [Int]) {
    var image = image
    var products = Work.zero
    for filters in filters {
      guard
        let convolution = try? Convolution(
          image, kernelSize: filters.kernelSize, stride: filters.stride, padding: filters.padding)
      else { preconditionFailure("filters that do not fit the image") }
      products =
        products
        + .product(
          rows: rows * convolution.positions, inputs: convolution.patchSize, outputs: filters.count)
      image = convolution.output(of: filters.count)
    }
    return (products, [image.count] + sizes.dropFirst())
  }
}
