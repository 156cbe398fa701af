internal import Runs
internal import WeightNormCore

extension Anatomy {
  /// A point or a vector in the plane.
  struct Point: Recorded {
    @Measured("") var x: Double
    @Measured("") var y: Double

    init(_ vector: [Double], _ text: String) {
      _x = Measured("first coordinate of \(text)")
      _y = Measured("second coordinate of \(text)")
      x = vector[0]
      y = vector[1]
    }
  }

  /// One step of a neuron with two inputs, done by the core.
  struct Plane: Recorded {
    var v: Point
    var u: Point
    var w: Point
    var weightGradient: Point
    var along: Point
    var directionGradient: Point
    var newV: Point
    var newW: Point
    var descent: Point
    @Measured("g") var g: Double
    @Measured("η") var rate: Double
    @Measured("‖v‖") var norm: Double
    @Measured("∂L/∂g = ∇w·v/‖v‖") var magnitudeGradient: Double
    @Measured("g after the step") var newG: Double
    @Measured("‖v‖ after the step") var newNorm: Double
    @Measured("‖v‖² after the step") var newNormSquared: Double
    @Measured("v·∇v") var orthogonality: Double

    init(
      v start: [Double], g: Double, weightGradient slope: [Double], rate: Double
    ) throws(CoreError) {
      var neuron = try Neuron(direction: start, magnitude: g)
      let weight = try neuron.weight()
      // With the unit vectors as inputs and targets w − 2∇w, L = ½·½·Σ(wᵢ − targetᵢ)² has that gradient.
      let x = try Matrix(rows: 2, columns: 2, elements: [1.0, 0, 0, 1])
      let targets = Targets.values(
        try Matrix(rows: 2, columns: 1, elements: weight.subtracting(slope.scaled(by: 2))))
      var pass = Backpropagation(for: neuron.network, batchSize: 2)
      var optimizer: any Optimizer<Double> = SGD(LearningRates(rate, bias: 0))
      try neuron.step(on: x, targets, pass: &pass, optimizer: &optimizer)
      let unit = start.scaled(by: 1 / start.norm)
      let radial = unit.scaled(by: unit.dot(slope))
      let turn = Array(pass.gradient[0].matrix.elements)
      let after = neuron.direction
      v = Point(start, "v")
      u = Point(unit, "v/‖v‖")
      w = Point(weight, "w = (g/‖v‖)v")
      weightGradient = Point(slope, "∇w")
      along = Point(
        start.subtracting(radial.scaled(by: rate)), "v less η times the part of ∇w along w")
      directionGradient = Point(turn, "∇v by eq. 3")
      newV = Point(after, "v after the step")
      newW = Point(try neuron.weight(), "w after the step")
      descent = Point(start.subtracting(slope.scaled(by: rate)), "v − η∇w")
      self.g = g
      self.rate = rate
      norm = start.norm
      magnitudeGradient = pass.gradient[0].magnitude[0]
      newG = neuron.magnitude
      newNorm = after.norm
      newNormSquared = after.dot(after)
      orthogonality = start.dot(turn)
    }
  }

  /// The length of w as the formula is printed without its fraction bar, g‖v‖v, and as eq. 2 has it, when
  /// ‖v‖ changes and g does not; for v = (3, 4), g = 2.
  struct Formula: Recorded {
    @Measured("slope of log‖w‖ on log‖v‖ for w = g‖v‖v") var printedSlope: Double
    @Measured("distance of that slope from 2") var printedSlopeError: Double
    @Measured("‖w‖ of w = g‖v‖v for v = (3, 4), g = 2") var printedLength: Double
    @Measured("‖w‖ of w = (g/‖v‖)v for v = (3, 4), g = 2") var length: Double
    @Plotted("length of w at fixed g: w = g‖v‖v", x: "‖v‖", y: "‖w‖") var printed: SeriesValues
    @Plotted("length of w at fixed g: w = (g/‖v‖)v", x: "‖v‖", y: "‖w‖") var correct: SeriesValues

    init(lengthFactors: [Double]) {
      let (v, g) = ([3.0, 4.0], 2.0)
      func asPrinted(_ v: [Double]) -> Double { v.scaled(by: g * v.norm).norm }
      func asMeant(_ v: [Double]) -> Double { v.scaled(by: g / v.norm).norm }
      let norms = lengthFactors.map { $0 * v.norm }
      let directions = lengthFactors.map { v.scaled(by: $0) }
      let lengths = directions.map(asPrinted)
      printedSlope = lengths.logarithmicSlope(on: norms)
      printedSlopeError = (printedSlope - 2).magnitude
      printedLength = asPrinted(v)
      length = asMeant(v)
      printed = SeriesValues(positions: norms, median: lengths)
      correct = SeriesValues(positions: norms, median: directions.map(asMeant))
    }
  }

  /// v of a neuron whose g is frozen at 1: w* = (0, 1) is 130° away from the start, 40° below the first
  /// axis, and L = ½‖w − w*‖² depends on the direction of v only.
  struct Spiral: Recorded {
    @Measured("‖v‖ after the last step") var norm: Double
    @Measured("‖v‖ after the first step") var firstNorm: Double
    @Plotted("a coordinate of v", x: "step", y: "first weight") var x: SeriesValues
    @Plotted("a coordinate of v", x: "step", y: "second weight") var y: SeriesValues

    init(rate: Double, steps: Int) throws(CoreError) {
      let start = [0.766, -0.643].scaled(by: 1 / [0.766, -0.643].norm)
      let scale = 2.0.squareRoot()
      let inputs = try Matrix(rows: 2, columns: 2, elements: [scale, 0, 0, scale])
      let targets = Targets.values(try Matrix(rows: 2, columns: 1, elements: [0, scale]))
      let path = try Neuron(direction: start, magnitude: 1).descent(
        on: inputs, targets, LearningRates(rate, magnitude: 0), steps: steps
      ).map(\.direction)
      let positions = path.indices.map(Double.init)
      norm = path[steps].norm
      firstNorm = path[1].norm
      x = SeriesValues(positions: positions, median: path.map { $0[0] })
      y = SeriesValues(positions: positions, median: path.map { $0[1] })
    }
  }
}
