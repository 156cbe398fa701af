internal import Runs

extension Anatomy {
  struct Result: Recorded {
    var worst = Worst()
    var control = Control()
    var mismatchSlope = MismatchSlope()
    /// By c of ‖v‖ = c‖w‖: `step.c0_25`.
    var steps: Parts<Step>
    /// By number of inputs: `k16`.
    var sizes: Parts<Size>
    var hand: Plane
    var picture: Plane
    var formula: Formula
    /// By rate: `spiral.rate0_5`.
    var spirals: Parts<Spiral>
    var folding: Folding

    init(_ layers: [AnatomyCase], _ specification: Specification, digits: LabeledData) throws {
      for layer in layers { worst.formMaximum(with: layer.worst) }
      control.pathDifference = layers.map(\.controlPathError).minimum
      mismatchSlope.low = layers.map(\.mismatchSlope).minimum
      mismatchSlope.high = layers.map(\.mismatchSlope).maximum
      steps = Parts(
        specification.stepFactors.enumerated().map { index, factor in
          ("step.c\(RecordedName.part(factor))", Step(layers, index))
        })
      sizes = Parts(
        specification.inputSizes.map { k in
          ("k\(k)", Size(layers.filter { $0.layer.inputSize == k }, specification))
        })
      hand = try Plane(v: [3, 4], g: 2, weightGradient: [1, -2], rate: 0.5)
      // A step that is long enough to be seen.
      picture = try Plane(v: [0.8, 0.6], g: 1, weightGradient: [0.9, -0.5], rate: 1)
      formula = Formula(lengthFactors: specification.lengthFactors)
      spirals = Parts(
        try specification.spiralRates.map { rate in
          (
            "spiral.rate\(RecordedName.part(rate))",
            try Spiral(rate: rate, steps: specification.spiralSteps)
          )
        })
      folding = try Folding(specification, digits)
    }
  }

  /// Greatest errors over all layers.
  struct Worst: Recorded {
    @Measured("gradients of g, v and b against central differences") var gradientError: Double
    @Measured("|v·∇v| over |g|·‖∇w‖") var orthogonality: Double
    @Measured("relative change of the loss under v → cv") var scaleLossError: Double
    @Measured("∇v(cv)·c against ∇v(v)") var scaleGradientError: Double
    @Measured("‖w‖ against |g|, relative") var lengthError: Double
    @Measured("length of v/‖v‖ against 1") var unitError: Double
    @Measured("change of the ratios wᵢ/w₁ when g alone changes, relative") var ratioError: Double
    @Measured("angle turned by a step against atan(η|g|‖P∇w‖/‖v‖²)") var turningError: Double
    @Measured("path of w under v → cv, η_v → c²η_v") var rescaledPathError: Double
    @Measured("greatest |‖w‖ − 1|") var lengthFromOne: Double
    @Measured("tangential and radial part of a step against 1/c² and 1") var stepError: Double

    private static let fields: [WritableKeyPath<Worst, Measured<Double>> & Sendable] = [
      \._gradientError, \._orthogonality, \._scaleLossError, \._scaleGradientError,
      \._lengthError, \._unitError, \._ratioError, \._turningError, \._rescaledPathError,
      \._lengthFromOne, \._stepError,
    ]

    /// No error yet.
    init() {
      for field in Self.fields { self[keyPath: field].wrappedValue = 0 }
    }

    mutating func raise(_ field: WritableKeyPath<Worst, Double>, to error: Double) {
      self[keyPath: field] = [self[keyPath: field], error].maximum
    }

    mutating func formMaximum(with other: Worst) {
      for field in Self.fields {
        let errors = [self, other].map { $0[keyPath: field].wrappedValue }
        self[keyPath: field].wrappedValue = errors.maximum
      }
    }
  }

  struct Control: Recorded {
    @Measured("least over the layers: how far the path of w moves under v → cv with η_v unchanged")
    var pathDifference: Double
  }

  /// The slope of log mismatch on log η.
  struct MismatchSlope: Recorded {
    @Measured("least over the layers") var low: Double
    @Measured("greatest over the layers") var high: Double
  }

  struct Step: Recorded {
    @Measured("tangential step over the standard one at ‖v‖ = c‖w‖, median over layers")
    var tangential: Double
    @Measured("radial step over the standard one at ‖v‖ = c‖w‖, median over layers")
    var radial: Double

    init(_ layers: [AnatomyCase], _ index: Int) {
      tangential = layers.map { $0.steps[index].tangential }.median
      radial = layers.map { $0.steps[index].radial }.median
    }
  }

  /// Layers of one number of inputs.
  struct Size: Recorded {
    @Measured("median |cos| of the angle between v and ∇w") var weightCosine: Double
    @Measured("median |cos| of the angle between v and ∇v") var directionCosine: Double
    @Measured("median ‖v‖ at the start") var directionNorm: Double
    @Measured("median relative mismatch of one step at the largest rate")
    var largestMismatch: Double
    @Plotted(
      "one weight-norm step against one standard step from the same w", x: "learning rate η",
      y: "relative mismatch of one step")
    var mismatch: SeriesValues

    init(_ layers: [AnatomyCase], _ specification: Specification) {
      weightCosine = layers.flatMap(\.weightCosines).median
      directionCosine = layers.flatMap(\.directionCosines).median
      directionNorm = layers.flatMap(\.directionNorms).median
      largestMismatch = layers.compactMap(\.mismatches.last).median
      mismatch = SeriesValues(
        at: specification.mismatchRates, layers.map(\.mismatches))
    }
  }
}
