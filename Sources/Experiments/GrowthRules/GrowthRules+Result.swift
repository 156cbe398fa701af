internal import Runs

extension GrowthRules {
  struct Result: Recorded {
    /// By optimizer: `adam`.
    var arms: Parts<ArmResult>
    /// What steps of one length have besides.
    var normalized: Parts<NormalizedResult>
  }

  /// One optimizer over all seeds.
  struct ArmResult: Recorded {
    @Measured("share of steps after which ‖v‖ was shorter") var decreases: Sampled<Double>
    @Measured("greatest |‖v′‖² − ‖v‖² − ‖v′ − v‖²| over ‖v‖²") var pythagoras: Double
    @Measured("median of ‖v‖ at the end over its start") var normRatio: Double
    /// At the watched rate.
    @Plotted("length of v", x: "step", y: "‖v‖") var norm: SeriesValues?

    init(_ arm: GrowthArm, _ paths: [GrowthPath], _ specification: Specification) {
      decreases = Sampled(of: id, paths.map { Double($0.decreases) }) {
        $0.mean / Double(specification.steps)
      }
      pythagoras = paths.map(\.pythagorasResidual).maximum
      normRatio = paths.compactMap(\.norms.last).map { $0 / specification.directionNorm }.median
      if arm.rate == specification.watchedRate { norm = .steps(of: paths.map(\.norms)) }
    }
  }

  struct NormalizedResult: Recorded {
    @Measured("greatest |‖v‖² − ‖v₀‖² − η²t| over ‖v‖²") var lawError: Double

    init(_ arm: GrowthArm, _ paths: [GrowthPath]) {
      lawError =
        paths.flatMap { path in
          path.norms.enumerated().map { step, norm in
            let expected = path.norms[0] * path.norms[0] + Double(step) * arm.rate * arm.rate
            return (norm * norm / expected - 1).magnitude
          }
        }.maximum
    }
  }
}
