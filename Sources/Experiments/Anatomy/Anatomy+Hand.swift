internal import Runs
internal import WeightNormCore

extension Anatomy {
  /// One neuron with two inputs and one gradient step, in numbers that paper can check.
  enum HandCase {
    static let direction = [3.0, 4]
    static let magnitude = 2.0
    static let weightGradient = [1.0, -2]
    static let rate = 0.5
  }

  /// The step, done by the core: a batch is made for which ∇w has the wanted value. With x the unit
  /// vectors and targets w − 2∇w, L = ½·½·Σ(wᵢ − targetᵢ)² has that gradient.
  static func recordHandCase(into builder: inout RecordBuilder) {
    do {
      let start = try network(HandCase.direction, HandCase.magnitude)
      let weight = try start.layers[0].weight.elements
      let x = try Matrix(rows: 2, columns: 2, elements: [1.0, 0, 0, 1])
      let targets = Targets.values(
        try Matrix(
          rows: 2, columns: 1,
          elements: weight.subtracting(HandCase.weightGradient.scaled(by: 2))))
      let gradient = try AnatomyCase.gradient(start, x, targets)
      var moved = start
      var optimizer = SGD<Double>(LearningRates(HandCase.rate, bias: 0))
      optimizer.update(&moved, along: [gradient])
      try record(start, gradient, moved, into: &builder)
    } catch {
      preconditionFailure("the case by hand has valid shapes and norms: \(error)")
    }
  }

  private static func network(
    _ direction: [Double], _ magnitude: Double
  ) throws(CoreError) -> MLP<Double> {
    let layer = try WeightNormDense(
      direction: Matrix(rows: 1, columns: 2, elements: direction), magnitude: [magnitude],
      bias: [0])
    return try MLP([Layer(layer)])
  }

  private static func record(
    _ start: MLP<Double>, _ gradient: LayerGradient<Double>, _ moved: MLP<Double>,
    into builder: inout RecordBuilder
  ) throws(CoreError) {
    guard let before = start.layers[0].weightNorm, let after = moved.layers[0].weightNorm else {
      preconditionFailure("the case by hand is weight-normalized")
    }
    let v = before.direction.elements
    let newV = after.direction.elements
    pair("hand.v", v, "v", into: &builder)
    pair("hand.u", v.scaled(by: 1 / v.norm), "v/‖v‖", into: &builder)
    pair("hand.w", try start.layers[0].weight.elements, "w = (g/‖v‖)v", into: &builder)
    pair("hand.weightGradient", HandCase.weightGradient, "∇w", into: &builder)
    pair("hand.directionGradient", gradient.matrix.elements, "∇v by eq. 3", into: &builder)
    pair("hand.newV", newV, "v after the step", into: &builder)
    pair("hand.newW", try moved.layers[0].weight.elements, "w after the step", into: &builder)
    pair(
      "hand.directionStep", gradient.matrix.elements.scaled(by: -HandCase.rate), "the step −η∇v",
      into: &builder)
    builder.number("hand.g", HandCase.magnitude, "g")
    builder.number("hand.rate", HandCase.rate, "η")
    builder.number("hand.norm", v.norm, "‖v‖")
    builder.number("hand.magnitudeGradient", gradient.magnitude[0], "∂L/∂g = ∇w·v/‖v‖")
    builder.number("hand.newG", after.magnitude[0], "g after the step")
    builder.number("hand.newNorm", newV.norm, "‖v‖ after the step")
    builder.number("hand.newNormSquared", newV.dot(newV), "‖v‖² after the step")
    builder.number(
      "hand.gradientNormSquared", gradient.matrix.elements.dot(gradient.matrix.elements), "‖∇v‖²")
    builder.number("hand.orthogonality", v.dot(gradient.matrix.elements), "v·∇v")
  }

  private static func pair(
    _ name: String, _ vector: [Double], _ text: String, into builder: inout RecordBuilder
  ) {
    builder.number("\(name)1", vector[0], "first coordinate of \(text)")
    builder.number("\(name)2", vector[1], "second coordinate of \(text)")
  }

  /// The length of w as the formula is printed without its fraction bar, g‖v‖v, and as eq. 2 has it,
  /// when ‖v‖ changes and g does not.
  static func recordPrintedFormula(
    _ specification: Specification, into builder: inout RecordBuilder
  ) {
    let g = HandCase.magnitude
    let norms = specification.lengthFactors.map { $0 * HandCase.direction.norm }
    let directions = specification.lengthFactors.map { HandCase.direction.scaled(by: $0) }
    let printed = directions.map { $0.scaled(by: g * $0.norm).norm }
    let correct = directions.map { $0.scaled(by: g / $0.norm).norm }
    builder.number(
      "formula.printedSlope", AnatomyCase.slope(norms, printed),
      "slope of log‖w‖ on log‖v‖ for w = g‖v‖v")
    builder.number(
      "formula.slope", AnatomyCase.slope(norms, correct),
      "slope of log‖w‖ on log‖v‖ for w = (g/‖v‖)v")
    builder.number(
      "formula.printedSlopeError", (AnatomyCase.slope(norms, printed) - 2).magnitude,
      "distance of that slope from 2 for w = g‖v‖v")
    builder.number(
      "formula.slopeError", AnatomyCase.slope(norms, correct).magnitude,
      "distance of that slope from 0 for w = (g/‖v‖)v")
    let at1 = specification.lengthFactors.firstIndex(of: 1) ?? 0
    builder.number("formula.printedLength", printed[at1], "‖w‖ of w = g‖v‖v for v = (3, 4), g = 2")
    builder.number("formula.length", correct[at1], "‖w‖ of w = (g/‖v‖)v for v = (3, 4), g = 2")
    for (name, lengths, text) in [
      ("printed", printed, "w = g‖v‖v"), ("correct", correct, "w = (g/‖v‖)v"),
    ] {
      builder.trace(
        Trace(
          name: "formula.\(name)", explanation: "length of w at fixed g: \(text)",
          x: Quantity("‖v‖"), y: Quantity("‖w‖"), positions: norms,
          median: lengths.map { $0 }))
    }
  }
}
