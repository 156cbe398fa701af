internal import WeightNormCore

extension MLP<Float> {
  /// The same parameters in double precision, without normalizations by the batch.
  func widened() throws(CoreError) -> MLP<Double> {
    try MLP<Double>(
      layers.map { layer throws(CoreError) in
        let bias = layer.bias.map(Double.init)
        switch layer.map {
        case .standard(let dense):
          return Layer(
            try Dense(weight: dense.weight.widened, bias: bias), activation: layer.activation)
        case .weightNorm(let dense):
          return Layer(
            try WeightNormDense(
              direction: dense.direction.widened, magnitude: dense.magnitude.map(Double.init),
              bias: bias),
            activation: layer.activation)
        }
      })
  }
}

extension Matrix<Float> {
  /// The same elements in double precision.
  var widened: Matrix<Double> {
    Matrix<Double>(rows: rows, columns: columns) { Double(self[$0, $1]) }
  }
}
