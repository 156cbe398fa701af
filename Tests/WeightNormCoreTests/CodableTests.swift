internal import Foundation
import Testing

@testable import WeightNormCore

struct CodableTests {
  private func decoded<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }

  /// A network whose parameters and statistics are finite numbers of all signs and exponents.
  private func network<Scalar: Real>(
    _ seed: Int, _ made: Parameterization, _ form: BatchNormalization<Scalar>.Form?
  ) throws -> MLP<Scalar> {
    var model = try RandomProblem<Scalar>(
      seed: seed, sizes: [3, 5, 1, 2], made, activation: Activation.allCases[seed % 3]
    ).model
    var stream = RandomStream(named: "codable/data/\(seed)")
    func number() -> Scalar {
      let least = Int(Scalar.leastNonzeroMagnitude.exponent)
      let count = Int(Scalar.greatestFiniteMagnitude.exponent) - least + 1
      let exponent = least + stream.integer(below: count)
      return Scalar(
        sign: stream.uniform() < 0.5 ? .plus : .minus, exponent: Scalar.Exponent(exponent),
        significand: Scalar(1 + stream.uniform() / 2))
    }
    let special: [Scalar] = [
      0, -0.0, .leastNonzeroMagnitude, -.leastNormalMagnitude, .greatestFiniteMagnitude, 0.1,
    ]
    if let form {
      for index in 0..<2 {
        var layer = model.layers[index]
        layer.normalizeBatches(form)
        let (units, variances) = (layer.outputSize, layer.normalization?.runningVariance ?? [])
        layer.normalization?.runningMean = (0..<units).map { _ in number() }
        layer.normalization?.runningVariance = variances.map { _ in number().magnitude }
        model.layers[index] = layer
      }
    }
    model.forEachParameter { _, parameter in
      for index in parameter.indices {
        parameter[index] =
          stream.uniform() < 0.2 ? special[stream.integer(below: special.count)] : number()
      }
    }
    return model
  }

  /// All numbers of a network, statistics included.
  private func numbers<Scalar: Real>(of model: MLP<Scalar>) -> [UInt64] {
    bits(
      model.parameters
        + model.layers.flatMap {
          ($0.normalization?.gain ?? []) + ($0.normalization?.runningMean ?? [])
            + ($0.normalization?.runningVariance ?? [])
        })
  }

  private func checkRoundTrip<Scalar: Real>(
    of type: Scalar.Type, _ seed: Int, _ made: Parameterization
  ) throws {
    for form in [nil, .full, .meanOnly] as [BatchNormalization<Scalar>.Form?] {
      let model: MLP<Scalar> = try network(seed, made, form)
      let copy = try decoded(model)
      #expect(copy == model)
      #expect(numbers(of: copy) == numbers(of: model))
    }
  }

  @Test(arguments: 0..<25, Parameterization.allCases)
  func `a network comes back from JSON to the bit`(_ seed: Int, _ made: Parameterization) throws {
    try checkRoundTrip(of: Float.self, seed, made)
    try checkRoundTrip(of: Double.self, seed, made)
  }

  @Test func `a network that was saved goes on learning as if it had not been`() throws {
    var problem = try RandomProblem<Float>(seed: 1, sizes: [3, 9, 2], batchSize: 6, .logarithmic)
    _ = try problem.train(SGD(LearningRates(0.1)), steps: 5)
    var saved = problem
    saved.model = try decoded(problem.model)
    let losses = try problem.train(SGD(LearningRates(0.1)), steps: 5)
    #expect(try saved.train(SGD(LearningRates(0.1)), steps: 5) == losses)
    #expect(saved.model == problem.model)
  }

  @Test func `matrices of no elements keep their shape`() throws {
    for (rows, columns) in [(0, 0), (0, 3), (3, 0)] {
      let matrix = Matrix<Double>(rows: rows, columns: columns)
      #expect(try decoded(matrix).shape == [rows, columns])
    }
  }

  @Test func `the keys are the names of the properties`() throws {
    var layer = Layer(
      try WeightNormDense<Double>(
        direction: Matrix(rows: 1, columns: 2, elements: [1, -2]), magnitude: [1], bias: [0.5],
        form: .logarithmic), activation: .tanh)
    layer.normalizeBatches(.meanOnly)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(try MLP([layer])), as: UTF8.self)
    #expect(
      text == """
        {"layers":[{"activation":"tanh","map":{"weightNorm":{"bias":[0.5],"direction":\
        {"columns":2,"elements":[1,-2],"rows":1},"magnitudeForm":"logarithmic",\
        "magnitudeParameter":[0]}},"normalization":{"form":"meanOnly","gain":[],\
        "runningMean":[0],"runningVariance":[]}}]}
        """)
  }

  /// The error that decoding gives, and the core's error below it.
  private func refusal<Value: Decodable>(
    of type: Value.Type, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> (text: String, core: CoreError?) {
    let error = #expect(throws: DecodingError.self, sourceLocation: sourceLocation) {
      try JSONDecoder().decode(type, from: Data(text.utf8))
    }
    guard case .dataCorrupted(let context) = error else { return ("\(error as Any)", nil) }
    return (context.debugDescription, context.underlyingError as? CoreError)
  }

  private static let matrix = #"{"rows":2,"columns":1,"elements":[1,2]}"#
  private static let dense = #"{"weight":\#(matrix),"bias":[0,0]}"#

  @Test(arguments: [
    (#"{"rows":2,"columns":3,"elements":[1]}"#, [2, 3], 1),
    (#"{"rows":-1,"columns":-1,"elements":[1]}"#, [-1, -1], 1),
    (#"{"rows":4294967296,"columns":4294967296,"elements":[]}"#, [1 << 32, 1 << 32], 0),
  ])
  func `elements that do not fill a matrix are refused`(
    _ text: String, _ shape: [Int], _ count: Int
  ) throws {
    let error = CoreError.shape(expected: shape, found: [count], what: "matrix elements")
    let found = try refusal(of: Matrix<Float>.self, text)
    #expect(found.core == error && found.text == error.description)
  }

  @Test func `parameters that do not fit each other are refused as by the initializers`() throws {
    let wide = Self.dense.replacing("[0,0]", with: "[0]")
    #expect(
      try refusal(of: Dense<Double>.self, wide).core
        == .shape(expected: [2], found: [1], what: "bias"))
    for (magnitude, bias, error) in [
      ("[1]", "[0,0]", CoreError.shape(expected: [2], found: [1], what: "magnitude")),
      ("[1,1]", "[0,0,0]", .shape(expected: [2], found: [3], what: "bias")),
    ] {
      let text = """
        {"direction":\(Self.matrix),"magnitudeParameter":\(magnitude),"bias":\(bias),\
        "magnitudeForm":"trained"}
        """
      #expect(try refusal(of: WeightNormDense<Double>.self, text).core == error)
    }
  }

  @Test func `a normalization that fits neither its form nor its layer is refused`() throws {
    func normalization(_ form: String, _ gain: String, _ variance: String) -> String {
      #"{"form":"\#(form)","gain":\#(gain),"runningMean":[0,0],"runningVariance":\#(variance)}"#
    }
    typealias Normalization = BatchNormalization<Float>
    #expect(
      try refusal(of: Normalization.self, normalization("full", "[1]", "[1,1]")).core
        == .shape(expected: [2], found: [1], what: "gain"))
    #expect(
      try refusal(of: Normalization.self, normalization("full", "[1,1]", "[]")).core
        == .shape(expected: [2], found: [0], what: "running variance"))
    #expect(
      try refusal(of: Normalization.self, normalization("meanOnly", "[1,1]", "[]")).core
        == .shape(expected: [0], found: [2], what: "gain"))
    #expect(
      try refusal(of: Normalization.self, normalization("full", "[1,1]", "[1,-1]")).text
        == "unit 1: a variance below 0")
    let layer = """
      {"map":{"standard":\(Self.dense.replacing(#""rows":2"#, with: #""rows":1"#)
        .replacing("[1,2]", with: "[1]").replacing("[0,0]", with: "[0]"))},\
      "activation":"relu","normalization":\(normalization("meanOnly", "[]", "[]"))}
      """
    #expect(
      try refusal(of: Layer<Float>.self, layer).core
        == .shape(expected: [1], found: [2], what: "normalization"))
  }

  @Test func `a map is one of two`() throws {
    func layer(_ map: String) -> String { #"{"map":{\#(map)},"activation":"relu"}"# }
    let standard = #""standard":\#(Self.dense)"#
    let found = try JSONDecoder().decode(Layer<Float>.self, from: Data(layer(standard).utf8))
    #expect(!found.isWeightNormalized && found.normalization == nil)
    #expect(try refusal(of: Layer<Float>.self, layer("")).text.hasSuffix("found neither"))
    #expect(
      try refusal(of: Layer<Float>.self, layer(standard + #","weightNorm":{}"#)).text
        .hasSuffix("found both"))
  }

  @Test func `layers that make no network are refused`() throws {
    #expect(try refusal(of: MLP<Float>.self, #"{"layers":[]}"#).core == .noLayers)
    let layer = #"{"map":{"standard":\#(Self.dense)},"activation":"relu"}"#
    #expect(
      try refusal(of: MLP<Float>.self, #"{"layers":[\#(layer),\#(layer)]}"#).core
        == .shape(expected: [2], found: [1], what: "inputs of a layer"))
  }

  @Test(arguments: [
    "", "[]", "null", #"{"layers":1}"#, #"{"layers":[{}]}"#,
    #"{"layers":[{"map":{"standard":{}},"activation":"relu"}]}"#,
    #"{"layers":[{"map":{"standard":{}},"activation":"softmax"}]}"#,
  ])
  func `what is no network is refused`(_ text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(MLP<Double>.self, from: Data(text.utf8))
    }
  }

  /// As when it is made.
  @Test func `a direction of length 0 is decoded, and refused where it is used`() throws {
    let dense = try WeightNormDense<Double>(
      direction: Matrix(rows: 2, columns: 1, elements: [1, 0]), magnitude: [1, 1], bias: [0, 0])
    let copy = try decoded(MLP([Layer(dense)]))
    #expect(throws: CoreError.zeroNorm(unit: 1)) { try copy.folded() }
  }

  @Test func `JSON has no NaN and no infinity unless it is told their names`() throws {
    let matrix = try Matrix<Double>(rows: 1, columns: 3, elements: [.nan, .infinity, -.infinity])
    #expect(throws: EncodingError.self) { try JSONEncoder().encode(matrix) }
    let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "∞", negativeInfinity: "−∞", nan: "NaN")
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "∞", negativeInfinity: "−∞", nan: "NaN")
    let copy = try decoder.decode(Matrix<Double>.self, from: encoder.encode(matrix))
    #expect(copy.bitPatterns == matrix.bitPatterns)
  }
}
