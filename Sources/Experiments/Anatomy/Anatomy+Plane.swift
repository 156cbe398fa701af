internal import Runs
internal import WeightNormCore

extension Anatomy {
  /// One neuron with two inputs, and one gradient step.
  struct PlaneCase {
    let name: String
    let direction: [Double]
    let magnitude: Double
    let weightGradient: [Double]
    let rate: Double

    /// Numbers that paper can check.
    static let byHand = PlaneCase(
      name: "hand", direction: [3, 4], magnitude: 2, weightGradient: [1, -2], rate: 0.5)
    /// A step that is long enough to be seen in a picture.
    static let picture = PlaneCase(
      name: "picture", direction: [0.8, 0.6], magnitude: 1, weightGradient: [0.9, -0.5], rate: 1)

    /// The neuron before the step.
    func network() throws(CoreError) -> MLP<Double> {
      let layer = try WeightNormDense(
        direction: Matrix(rows: 1, columns: 2, elements: direction), magnitude: [magnitude],
        bias: [0])
      return try MLP([Layer(layer)])
    }

    /// The step, done by the core on a batch for which ∇w has the wanted value: with the unit vectors
    /// as inputs and targets w − 2∇w, L = ½·½·Σ(wᵢ − targetᵢ)² has that gradient.
    func step() throws(CoreError) -> (gradient: LayerGradient<Double>, moved: MLP<Double>) {
      let start = try network()
      let weight = Array(try start.layers[0].weight.elements)
      let x = try Matrix(rows: 2, columns: 2, elements: [1.0, 0, 0, 1])
      let targets = Targets.values(
        try Matrix(
          rows: 2, columns: 1, elements: weight.subtracting(weightGradient.scaled(by: 2))))
      let gradient = try AnatomyCase.gradient(start, x, targets)
      var moved = start
      var optimizer = SGD<Double>(LearningRates(rate, bias: 0))
      optimizer.update(&moved, along: [gradient])
      return (gradient, moved)
    }
  }

  static func record(_ plane: PlaneCase, into builder: inout RecordBuilder) throws(CoreError) {
    let start = try plane.network()
    let (gradient, moved) = try plane.step()
    guard let after = moved.layers[0].weightNorm else { return }
    let v = plane.direction
    let unit = v.scaled(by: 1 / v.norm)
    let radial = unit.scaled(by: unit.dot(plane.weightGradient))
    let slope = Array(gradient.matrix.elements)
    let newV = Array(after.direction.elements)
    func pair(_ name: String, _ vector: [Double], _ text: String) {
      builder.number("\(plane.name).\(name)1", vector[0], "first coordinate of \(text)")
      builder.number("\(plane.name).\(name)2", vector[1], "second coordinate of \(text)")
    }
    func number(_ name: String, _ value: Double, _ text: String) {
      builder.number("\(plane.name).\(name)", value, text)
    }
    pair("v", v, "v")
    pair("u", unit, "v/‖v‖")
    pair("w", Array(try start.layers[0].weight.elements), "w = (g/‖v‖)v")
    pair("weightGradient", plane.weightGradient, "∇w")
    pair("radial", radial, "the part of ∇w along w")
    pair(
      "along", v.subtracting(radial.scaled(by: plane.rate)), "v less η times that part")
    pair("tangential", plane.weightGradient.subtracting(radial), "the part of ∇w across w")
    pair("directionGradient", slope, "∇v by eq. 3")
    pair("newV", newV, "v after the step")
    pair("newW", Array(try moved.layers[0].weight.elements), "w after the step")
    pair("descent", v.subtracting(plane.weightGradient.scaled(by: plane.rate)), "v − η∇w")
    number("g", plane.magnitude, "g")
    number("rate", plane.rate, "η")
    number("norm", v.norm, "‖v‖")
    number("magnitudeGradient", gradient.magnitude[0], "∂L/∂g = ∇w·v/‖v‖")
    number("newG", after.magnitude[0], "g after the step")
    number("newNorm", newV.norm, "‖v‖ after the step")
    number("newNormSquared", newV.dot(newV), "‖v‖² after the step")
    number("gradientNormSquared", slope.dot(slope), "‖∇v‖²")
    number("orthogonality", v.dot(slope), "v·∇v")
  }

  /// The length of w as the formula is printed without its fraction bar, g‖v‖v, and as eq. 2 has it,
  /// when ‖v‖ changes and g does not.
  static func recordPrintedFormula(
    _ specification: Specification, into builder: inout RecordBuilder
  ) {
    let v = PlaneCase.byHand.direction
    let g = PlaneCase.byHand.magnitude
    let norms = specification.lengthFactors.map { $0 * v.norm }
    let directions = specification.lengthFactors.map { v.scaled(by: $0) }
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

  /// v, step by step, of a neuron whose g is frozen at 1: w* = (0, 1) is 130° away from the start, and
  /// L = ½‖w − w*‖² depends on the direction of v only.
  static func recordSpirals(
    _ specification: Specification, into builder: inout RecordBuilder
  ) throws(CoreError) {
    let scale = 2.0.squareRoot()
    let x = try Matrix(rows: 2, columns: 2, elements: [scale, 0, 0, scale])
    let targets = Targets.values(try Matrix(rows: 2, columns: 1, elements: [0, scale]))
    for rate in specification.spiralRates {
      var neuron = try Neuron(direction: spiralStart, magnitude: 1)
      var pass = Backpropagation(for: neuron.network, batchSize: 2)
      var optimizer: any Optimizer<Double> = SGD(LearningRates(rate, magnitude: 0, bias: 0))
      var path = [neuron.direction]
      for _ in 0..<specification.spiralSteps {
        try neuron.step(on: x, targets, pass: &pass, optimizer: &optimizer)
        path.append(neuron.direction)
      }
      let name = "spiral.rate\(key(rate))"
      for (coordinate, index) in [("x", 0), ("y", 1)] {
        builder.trace(
          Trace(
            name: "\(name).\(coordinate)", explanation: "a coordinate of v at η = \(rate)",
            x: Quantity("step"), y: Quantity(index == 0 ? "first weight" : "second weight"),
            positions: path.indices.map(Double.init), median: path.map { $0[index] }))
      }
      builder.number(
        "\(name).norm", path[path.count - 1].norm, "‖v‖ after \(specification.spiralSteps) steps")
      builder.number(
        "\(name).firstNorm", path[1].norm, "‖v‖ after the first step")
    }
  }

  /// A unit vector 40° below the first axis.
  private static let spiralStart = [0.766, -0.643].scaled(by: 1 / [0.766, -0.643].norm)
}
