/// How the magnitudes of a weight-normalized layer start.
public enum MagnitudeStart: Equatable, Sendable {
  /// g = ‖v‖: the function stays the one before the change of coordinates.
  case matched
  /// The same g for every unit.
  case constant(Double)
  /// The length that He's draw has in the root mean square: √2, in the last layer 1.
  case he
}

extension MLP {
  /// A network in the standard parameterization with He's initialization: w ~ N(0, 2/inputSize), the
  /// last layer N(0, 1/inputSize) and no activation there, biases 0 (He et al. 2015).
  ///
  /// `sizes` are the widths from input to output, `hidden` is the activation of all layers but the
  /// last; the draws come layer by layer.
  ///
  /// - Throws: `CoreError.sizes` unless there are two sizes or more, each at least 1.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func he(
    sizes: [Int], hidden: Activation, from stream: inout RandomStream
  ) throws(CoreError) -> MLP {
    guard sizes.count > 1, sizes.allSatisfy({ $0 > 0 }) else { throw .sizes(sizes) }
    var layers: [Layer<Scalar>] = []
    for index in sizes.indices.dropLast() {
      let isLast = index == sizes.count - 2
      let dense = try Dense<Scalar>.he(
        sizes[index + 1], of: sizes[index], variance: isLast ? 1 : 2, from: &stream)
      layers.append(Layer(dense, activation: isLast ? .identity : hidden))
    }
    return try MLP(layers)
  }

  /// Convolutional layers and dense ones behind them, all in the standard parameterization with He's
  /// initialization: as `he(sizes:hidden:from:)`, where a filter's fan-in is kernelSize²·channels.
  ///
  /// Each convolution sees the outputs of the one before. `sizes` are the widths of the dense layers, the
  /// last of which is the output.
  ///
  /// - Throws: `CoreError.sizes` unless there is one size or more, each at least 1;
  ///   `CoreError.convolution` for filters that no image of that shape has.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func he(
    image: ImageShape, convolutions: [Filters], sizes: [Int], hidden: Activation,
    from stream: inout RandomStream
  ) throws(CoreError) -> MLP {
    guard !sizes.isEmpty, sizes.allSatisfy({ $0 > 0 }) else { throw .sizes(sizes) }
    var layers: [Layer<Scalar>] = []
    var image = image
    for filters in convolutions {
      let convolution = try Convolution(
        image, kernelSize: filters.kernelSize, stride: filters.stride, padding: filters.padding)
      guard filters.count > 0 else { throw .convolution("expected at least one filter") }
      let dense = try Dense<Scalar>.he(
        filters.count, of: convolution.patchSize, variance: 2, from: &stream)
      layers.append(try Layer(dense, activation: hidden).convolving(convolution))
      image = convolution.output(of: filters.count)
    }
    return try MLP(layers + he(sizes: [image.count] + sizes, hidden: hidden, from: &stream).layers)
  }

  /// The same network with v := w in every layer that is not weight-normalized yet.
  ///
  /// - Throws: `CoreError.magnitudeNotPositive` for a start at g ≤ 0 in the logarithmic form.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func weightNormalized(
    start: MagnitudeStart = .matched, form: WeightNormDense<Scalar>.MagnitudeForm = .trained
  ) throws(CoreError) -> MLP {
    var network = self
    for index in layers.indices {
      guard case .standard(let dense) = layers[index].map else { continue }
      let magnitude =
        switch start {
        case .matched: dense.weight.rowNorms()
        case .constant(let g): [Scalar](repeating: Scalar(g), count: dense.outputSize)
        case .he:
          [Scalar](
            repeating: index == layers.count - 1 ? 1 : Scalar(2).squareRoot(),
            count: dense.outputSize)
        }
      network.layers[index].map = .weightNorm(
        try WeightNormDense(
          direction: dense.weight, magnitude: magnitude, bias: dense.bias, form: form))
    }
    return network
  }

  /// Scales and shifts every layer so that its pre-activations have mean 0 and variance 1 on a batch,
  /// from the first layer to the last.
  ///
  /// ```
  /// t = v·x/‖v‖,  g ← 1/σ[t],  b ← −μ[t]/σ[t]           (Salimans & Kingma 2016, eq. 5 and 6)
  /// ```
  /// A standard layer gets the same function: w ← w/(‖w‖σ[t]) with the same b. σ is the population
  /// value, at least 10⁻⁸. A layer with batch normalization gets b = 0 and the mean as its running one.
  ///
  /// - Parameter x: the initialization batch [rows, inputSize].
  /// - Throws: `CoreError.shape` for inputs of another width, `CoreError.emptyBatch` for none, and
  ///   for a unit whose direction is undefined or whose w would lose digits; nothing is changed then.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func initializeFromData(_ x: Matrix<Scalar>) throws(CoreError) {
    guard x.columns == inputSize else {
      throw .shape(expected: [x.rows, inputSize], found: x.shape, what: "the initialization batch")
    }
    guard x.rows > 0 else { throw .emptyBatch }
    var input = x
    var layers = layers
    for index in layers.indices {
      try layers[index].initializeFromData(input)
      input = try MLP([layers[index]])(input)
    }
    self.layers = layers
  }
}

extension Dense {
  /// So many units of that fan-in, w ~ N(0, variance/fanIn), biases 0.
  fileprivate static func he(
    _ units: Int, of fanIn: Int, variance: Double, from stream: inout RandomStream
  ) throws(CoreError) -> Dense {
    let weight = Matrix<Scalar>(
      rows: units, columns: fanIn, standardDeviation: (variance / Double(fanIn)).squareRoot(),
      from: &stream)
    return try Dense(weight: weight, bias: [Scalar](repeating: 0, count: units))
  }
}

extension Layer {
  fileprivate mutating func initializeFromData(_ x: Matrix<Scalar>) throws(CoreError) {
    var patches = Patches(of: self, rows: x.rows, withGradient: false)
    if convolution != nil { patches.gather(x, 0..<x.rows) }
    let input = convolution == nil ? x : patches.values
    do { try initializeMap(from: input) } catch { throw named(error) }
  }

  private mutating func initializeMap(from x: Matrix<Scalar>) throws(CoreError) {
    switch map {
    case .standard(var dense):
      let (scale, shift) = try dense.weight.normalizingStatistics(x)
      dense.bias = moveMean(shift)
      let norms = dense.weight.rowNorms()
      for unit in 0..<dense.outputSize {
        let factor = scale[unit] / norms[unit]
        guard factor.isFinite else { throw .nonFiniteScale(unit: unit) }
        guard factor.isNormal else { throw .vanishingScale(unit: unit) }
        for column in 0..<dense.inputSize { dense.weight[unit, column] *= factor }
      }
      map = .standard(dense)
    case .weightNorm(let dense):
      let (scale, shift) = try dense.direction.normalizingStatistics(x)
      map = .weightNorm(
        try WeightNormDense(
          direction: dense.direction, magnitude: scale, bias: moveMean(shift),
          form: dense.magnitudeForm))
    }
  }
}

extension Layer {
  /// The bias that shifts a pre-activation to mean 0: `shift`, or 0 where a normalization takes it for
  /// its running mean.
  private mutating func moveMean(_ shift: [Scalar]) -> [Scalar] {
    guard normalization != nil else { return shift }
    normalization?.runningMean = shift.map { -$0 }
    return [Scalar](repeating: 0, count: shift.count)
  }

  /// w ← factor·w: in the standard parameterization w itself, under weight normalization g.
  ///
  /// - Precondition: a positive, finite factor.
  public mutating func scaleWeight(by factor: Scalar) {
    precondition(factor > 0 && factor.isFinite, "a factor that is not positive")
    switch map {
    case .standard(var dense):
      dense.weight.elements.withMutableSpan { weight in
        for index in weight.indices { weight[index] *= factor }
      }
      map = .standard(dense)
    case .weightNorm(var dense):
      let isLogarithmic = dense.magnitudeForm == .logarithmic
      let shift = Scalar.log(factor)
      dense.magnitudeParameter = dense.magnitudeParameter.map {
        isLogarithmic ? $0 + shift : $0 * factor
      }
      map = .weightNorm(dense)
    }
  }
}

extension Matrix {
  /// For rows v: 1/σ[t] and −μ[t]/σ[t] of t = v·x/‖v‖ over the rows of x, one per row of v.
  fileprivate func normalizingStatistics(
    _ x: Matrix
  ) throws(CoreError) -> (scale: [Scalar], shift: [Scalar]) {
    let unit = try WeightNormDense(
      direction: self, magnitude: [Scalar](repeating: 1, count: rows),
      bias: [Scalar](repeating: 0, count: rows))
    let t = try MLP([Layer(unit)])(x)
    let statistics = FeatureStandardization(fitting: t)
    let scale = statistics.deviations.map { 1 / Swift.max($0, 1e-8) }
    return (scale, zip(statistics.means, scale).map { -$0 * $1 })
  }
}
