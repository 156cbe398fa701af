// Networks and what they are made of, as values of any coder, such as JSON: the keys are the names of
// the properties. What is decoded was held to the same as what is made: where an initializer throws a
// `CoreError`, decoding throws a `DecodingError` of corrupted data that says the same and has that error
// as its underlying one. As there, a direction of length 0 is refused only where it is used.
//
// Finite numbers come back to the bit. NaN and infinity, which a run that diverged leaves, are taken by
// coders that can write them. JSON has no such numbers: `JSONEncoder` throws an `EncodingError`, unless
// its `nonConformingFloatEncodingStrategy`, and the decoder's, name texts for them.

extension Matrix: Codable {
  private enum CodingKeys: String, CodingKey {
    case rows, columns, elements
  }

  /// - Throws: `DecodingError` also for elements that do not fill the shape.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try values.decode(Int.self, forKey: .rows)
    let columns = try values.decode(Int.self, forKey: .columns)
    let elements = try values.decode([Scalar].self, forKey: .elements)
    self = try decoder.refusing { () throws(CoreError) in
      try Matrix(rows: rows, columns: columns, elements: elements)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(rows, forKey: .rows)
    try values.encode(columns, forKey: .columns)
    try values.encode(Array(elements), forKey: .elements)
  }
}

extension Dense {
  enum CodingKeys: String, CodingKey {
    case weight, bias
  }

  /// - Throws: `DecodingError` also for parameters that do not fit each other.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let weight = try values.decode(Matrix<Scalar>.self, forKey: .weight)
    let bias = try values.decode([Scalar].self, forKey: .bias)
    self = try decoder.refusing { () throws(CoreError) in try Dense(weight: weight, bias: bias) }
  }
}

extension WeightNormDense {
  enum CodingKeys: String, CodingKey {
    case direction, magnitudeParameter, magnitudeForm, bias
  }

  /// - Throws: `DecodingError` also for parameters that do not fit each other.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let direction = try values.decode(Matrix<Scalar>.self, forKey: .direction)
    let parameter = try values.decode([Scalar].self, forKey: .magnitudeParameter)
    let form = try values.decode(MagnitudeForm.self, forKey: .magnitudeForm)
    let bias = try values.decode([Scalar].self, forKey: .bias)
    self = try decoder.refusing { () throws(CoreError) in
      try WeightNormDense(
        direction: direction, magnitudeParameter: parameter, bias: bias, form: form)
    }
  }
}

extension BatchNormalization {
  enum CodingKeys: String, CodingKey {
    case form, gain, runningMean, runningVariance
  }

  /// - Throws: `DecodingError` also unless the full form has one γ and one variance per mean, none
  ///   below 0, and the mean-only form has none.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let form = try values.decode(Form.self, forKey: .form)
    let mean = try values.decode([Scalar].self, forKey: .runningMean)
    self.init(form, outputSize: mean.count)
    let count = gain.count
    runningMean = mean
    gain = try values.decode([Scalar].self, forKey: .gain)
    runningVariance = try values.decode([Scalar].self, forKey: .runningVariance)
    try decoder.refusing { [self] () throws(CoreError) in
      guard gain.count == count else {
        throw .shape(expected: [count], found: [gain.count], what: "gain")
      }
      guard runningVariance.count == count else {
        throw .shape(expected: [count], found: [runningVariance.count], what: "running variance")
      }
    }
    if let unit = runningVariance.firstIndex(where: { $0 < 0 }) {
      throw DecodingError.dataCorruptedError(
        forKey: .runningVariance, in: values,
        debugDescription: "unit \(unit): a variance below 0")
    }
  }
}

extension Layer.Map: Codable {
  private enum CodingKeys: String, CodingKey {
    case standard, weightNorm
  }

  /// - Throws: `DecodingError` also unless there is exactly one of `standard` and `weightNorm`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    guard values.allKeys.count == 1 else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "a map: expected one of standard and weightNorm,"
            + " found \(values.allKeys.isEmpty ? "neither" : "both")"))
    }
    if values.contains(.standard) {
      self = .standard(try values.decode(Dense<Scalar>.self, forKey: .standard))
    } else {
      self = .weightNorm(try values.decode(WeightNormDense<Scalar>.self, forKey: .weightNorm))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .standard(let dense): try values.encode(dense, forKey: .standard)
    case .weightNorm(let dense): try values.encode(dense, forKey: .weightNorm)
    }
  }
}

extension Layer {
  enum CodingKeys: String, CodingKey {
    case map, convolution, normalization, activation
  }

  /// - Throws: `DecodingError` also for a convolution of other filters and a normalization of other units.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let activation = try values.decode(Activation.self, forKey: .activation)
    switch try values.decode(Map.self, forKey: .map) {
    case .standard(let dense): self.init(dense, activation: activation)
    case .weightNorm(let dense): self.init(dense, activation: activation)
    }
    if let convolution = try values.decodeIfPresent(Convolution.self, forKey: .convolution) {
      let dense = self
      self = try decoder.refusing { () throws(CoreError) in try dense.convolving(convolution) }
    }
    let decoded = try values.decodeIfPresent(
      BatchNormalization<Scalar>.self, forKey: .normalization)
    let (expected, found) = (unitCount, decoded?.outputSize ?? unitCount)
    try decoder.refusing { () throws(CoreError) in
      guard found == expected else {
        throw .shape(expected: [expected], found: [found], what: "normalization")
      }
    }
    normalization = decoded
  }
}

extension MLP {
  enum CodingKeys: String, CodingKey {
    case layers
  }

  /// - Throws: `DecodingError` also for no layers and for layers that do not fit each other.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let layers = try values.decode([Layer<Scalar>].self, forKey: .layers)
    self = try decoder.refusing { () throws(CoreError) in try MLP(layers) }
  }
}

extension Decoder {
  /// What `body` makes, with its error as one of the data.
  func refusing<Value>(_ body: () throws(CoreError) -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: codingPath, debugDescription: error.description, underlyingError: error))
    }
  }
}
