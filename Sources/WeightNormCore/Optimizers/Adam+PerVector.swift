extension Adam {
  /// A step with one second moment a vector. The mean of squares is that of the core's dot product.
  static func vectorStep(
    _ parameter: inout MutableSpan<Scalar>, _ gradient: Span<Scalar>, _ first: inout [Scalar],
    _ second: inout [Scalar], _ vectors: VectorShape, _ constants: AdamConstants<Scalar>
  ) {
    let (rate, beta1, beta2) = (constants.rate, constants.beta1, constants.beta2)
    let squares = vectors.dots(gradient, gradient)
    for vector in 0..<vectors.count {
      let mean = squares[vector] / Scalar(vectors.size)
      second[vector] = beta2 * second[vector] + (1 - beta2) * mean
      let root = (second[vector] / constants.secondCorrection).squareRoot()
      for index in vectors.elements(of: vector) {
        first[index] = beta1 * first[index] + (1 - beta1) * gradient[index]
        let corrected = first[index] / constants.firstCorrection
        parameter[index] -= rate * (corrected / (root + constants.epsilon))
      }
    }
  }
}
