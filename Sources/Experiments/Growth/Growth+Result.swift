internal import Runs

extension Growth {
  struct Result: Recorded {
    /// By optimizer: `sgd`.
    var arms: Parts<ArmResult>
    /// By optimizer: `network.sgd`.
    var networks: Parts<NetworkResult>
  }

  /// One optimizer on the neuron, over all seeds.
  struct ArmResult: Recorded {
    @Measured("share of steps after which ‖v‖ was shorter") var decreases: Double
    @Measured("greatest |‖v′‖² − ‖v‖² − ‖v′ − v‖²| over ‖v‖²") var pythagoras: Double
    @Measured("median of ‖v‖ at the end over its start") var normRatio: Double
    @Measured("greatest |cos| of the angle between v and the step that leaves it")
    var largestCosine: Double
    /// With momentum only.
    @Measured("greatest |s′ − β(s − η‖m‖²)| over ‖v′‖‖m′‖, s = v·m") var recursion: Double?

    @Plotted("length of v", x: "step", y: "‖v‖") var norm: SeriesValues
    @Plotted(
      "cosine of the angle between v and the step that leaves it", x: "step", y: "cos(v, Δv)")
    var cosine: SeriesValues

    init(_ arm: GrowthArm, _ paths: [GrowthPath], _ specification: Specification) {
      decreases =
        Double(paths.reduce(0) { $0 + $1.decreases })
        / Double(specification.steps * specification.seeds.count)
      pythagoras = paths.map(\.pythagorasResidual).maximum
      recursion = arm.momentum == nil ? nil : paths.map(\.recursionResidual).maximum
      normRatio = paths.compactMap(\.norms.last).map { $0 / specification.directionNorm }.median
      largestCosine = paths.flatMap(\.cosines).map(\.magnitude).maximum
      norm = .steps(of: paths.map(\.norms))
      cosine = .steps(of: paths.map(\.cosines))
    }
  }

  /// The same question in every unit of a small network.
  struct NetworkResult: Recorded {
    @Measured("share of updates of a unit after which its ‖v‖ was shorter") var decreases: Double
    /// By number, from `layer1` on.
    var layers: Parts<Layer>

    struct Layer: Recorded {
      @Measured("mean of ‖v‖ at the end over its start, over the units of the layer")
      var growth: Double

      init(growth: Double) {
        self.growth = growth
      }
    }

    init(_ network: GrowthNetwork) {
      layers = Parts(network.growth.enumerated().map { ("layer\($0 + 1)", Layer(growth: $1)) })
      decreases = Double(network.decreases) / Double(network.updates)
    }
  }
}
