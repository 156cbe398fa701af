internal import Runs

extension Noise {
  struct Result: Recorded {
    /// By name: `fixed.exponent-4`, `schedule1`, `replay.plain`.
    var arms: Parts<ArmResult>
    /// The arms with g frozen at the watched rates, by name.
    var watched: Parts<WatchedResult>
    /// What is compared and the controls: `fixed`, `fixed.equalFloor`, `replay.constant`.
    var curves: Parts<LossCurve>
    /// By name: `trained-slow`.
    var families: Parts<FamilyResult>
    /// Against the standard neuron: `fixed`, `trained-slow`.
    var compared: Parts<AgainstStandard>
    var merging: Merging
    /// `theory.from`, `theory.to`.
    var theory: Parts<TheoryEnd>
    /// In the full profile only.
    var long: LongRuns?
    var replay: Replay
    /// `schedule1`.
    var schedules: Parts<ScheduleResult>

    init(_ runs: NoiseRuns) {
      let specification = runs.specification
      let schedules = specification.schedules.indices.map(NoiseArm.schedule)
      arms = Parts(specification.recordedArms.map { ($0.name, ArmResult($0, runs)) })
      watched = Parts(
        specification.watched.map {
          (NoiseArm.fixed(exponent: $0).name, WatchedResult(exponent: $0, runs))
        })
      let fixed = NoiseArm.fixed(exponent: specification.fixedExponent)
      let exponent = specification.replayExponent
      let drawn: [(String, NoiseArm?)] =
        [
          ("fixed", fixed),
          ("fixed.equalFloor", runs.equalFloor(to: fixed).map(NoiseArm.standard)),
          ("replay.reference", .fixed(exponent: exponent)),
          ("replay.plain", .replay(exponent: exponent)),
          ("replay.constant", .standard(exponent: exponent)),
        ] + schedules.map { ($0.name, $0) }
      curves = Parts(
        drawn.compactMap { name, arm in arm.map { (name, LossCurve($0, runs)) } })
      families = Parts(NoiseArm.Family.allCases.map { ($0.rawValue, FamilyResult($0, runs)) })
      compared = Parts(
        [(NoiseArm.Family.fixed, specification.fixedExponent), (.slow, specification.slowExponent)]
          .compactMap { family, exponent in
            AgainstStandard(.constant(family, exponent: exponent), runs).map {
              (family.rawValue, $0)
            }
          })
      merging = Merging(runs)
      theory = Parts(
        [("from", specification.theoryStart), ("to", specification.steps)].map {
          ("theory.\($0)", TheoryEnd(specification, step: $1))
        })
      long = LongRuns(runs)
      replay = Replay(runs)
      self.schedules = Parts(
        schedules.enumerated().map { ($1.name, ScheduleResult($0, runs)) })
    }
  }

  /// Floor and speed of one arm. The last two are of weight-normalized ones.
  struct ArmResult: Recorded {
    /// A median run that diverged has none.
    @Measured("median over seeds of the mean excess loss of the last steps") var floor: Double?
    @Measured(
      "median first step with an excess loss of at most the threshold; a lower bound where half of the"
        + " seeds never come there", unit: "steps")
    var steps: Double
    @Measured("median ηg²/‖v‖² at the end, the direction's own rate") var endRate: Double?
    @Measured(
      "median log₂ of how much sooner it learns than the standard neuron with its floor",
      unit: "octaves")
    var speedGain: Double?

    init(_ arm: NoiseArm, _ runs: NoiseRuns) {
      floor = runs.floor(arm).ifFinite
      steps = runs.steps(arm)
      guard case .constant(let family, _) = arm, family != .standard else { return }
      endRate = runs.paths(arm).map(\.endRate).median.ifFinite
      let gains = runs.speedGains(arm)
      speedGain = gains.allSatisfy(\.isFinite) ? gains.median : nil
    }
  }

  /// Direction and length of an arm with g frozen, step by step.
  struct WatchedResult: Recorded {
    @Measured("median ‖v‖ at the end") var endNorm: Double
    @Measured("‖v‖ by theory where its line begins") var theoryNormFrom: Double
    @Measured("‖v‖ by theory at the end") var theoryNormTo: Double
    @Plotted("the rate at which the direction learns", x: "step", y: "ηg²/‖v‖²")
    var rate: SeriesValues
    @Plotted("length of v", x: "step", y: "‖v‖") var norm: SeriesValues

    init(exponent: Double, _ runs: NoiseRuns) {
      let (arm, specification) = (NoiseArm.fixed(exponent: exponent), runs.specification)
      let eta = RateGrid.rate(exponent)
      endNorm = runs.paths(arm).map { $0.end?.norm ?? .nan }.median
      theoryNormFrom = specification.norm(after: specification.theoryStart, rate: eta)
      theoryNormTo = specification.norm(after: specification.steps, rate: eta)
      rate = runs.series(arm, \.rate)
      norm = runs.series(arm, \.norm)
    }
  }

  struct LossCurve: Recorded {
    @Plotted("excess loss", x: "step", y: "excess loss") var excess: SeriesValues

    init(_ arm: NoiseArm, _ runs: NoiseRuns) {
      excess = runs.series(arm, \.excess)
    }
  }

  /// What the rate changes.
  struct FamilyResult: Recorded {
    @Measured("greatest over least median floor over a range of rates") var floorRange: Double?
    @Plotted(
      "mean excess loss of the last steps", x: "learning rate η", y: "excess loss at the end")
    var floor: SeriesValues
    @Plotted(
      "a mark at each rate at which the median run diverged", x: "learning rate η",
      y: "excess loss at the end")
    var divergence: SeriesValues?
    /// With weight normalization.
    @Plotted(
      "log₂ of how much sooner it learns than the standard neuron with its floor",
      x: "learning rate η", y: "octaves sooner at an equal floor")
    var speedGain: SeriesValues?

    init(_ family: NoiseArm.Family, _ runs: NoiseRuns) {
      let specification = runs.specification
      let range: RateGrid? =
        switch family {
        case .standard: specification.standardRange
        case .fixed, .slow: specification.fixedRange
        case .trained: nil
        }
      floorRange = range.flatMap { range in
        let floors = range.exponents.map { runs.floor(.constant(family, exponent: $0)) }
        return (floors.maximum / floors.minimum).ifFinite
      }
      // Over the survivors alone a median would flatter.
      floor = runs.series(family) { arm in
        runs.paths(arm).map { runs.floor(arm).isFinite ? $0.floor : .nan }
      }
      let marks = runs.series(family) { arm in
        runs.runs.map { _ in runs.floor(arm).isFinite ? .nan : specification.divergenceMark }
      }
      divergence = marks.median.contains { $0 != nil } ? marks : nil
      speedGain = family == .standard ? nil : runs.series(family, runs.speedGains)
    }
  }
}
