internal import Runs

extension Noise {
  /// The direction's own rate, with g frozen, over a range of η on which it should not depend.
  struct Merging: Recorded {
    @Measured("greatest over least median ηg²/‖v‖² at the end over a range of η, g frozen")
    var spread: Sampled<Double>
    @Measured("greatest over least η of that range") var rateRatio: Double

    init(_ runs: NoiseRuns) {
      let range = runs.specification.merging
      let ends = range.exponents.map { runs.paths(.fixed(exponent: $0)).map(\.endRate) }
      let seeds = runs.runs.indices.map { seed in ends.map { $0[seed] } }
      spread = Sampled(of: id, seeds) { seeds in
        let rates = ends.indices.map { rate in seeds.map { $0[rate] }.median }
        return rates.maximum / rates.minimum
      }
      rateRatio = RateGrid.rate(range.highest - range.lowest)
    }
  }

  /// An end of the line of theory, which is straight on logarithmic axes.
  struct TheoryEnd: Recorded {
    @Measured("an end of the lines of theory") var step: Int
    @Measured("g/(G√(2t)) at that step, the direction's own rate by theory") var rate: Double

    init(_ specification: Specification, step: Int) {
      self.step = step
      rate = specification.mergedRate(after: step)
    }
  }

  /// Runs with g frozen, long enough to see how fast ‖v‖ grows.
  struct LongRuns: Recorded {
    @Measured("least over rates of the median slope of ln‖v‖ on ln t in the long runs")
    var slopeLow: Double
    @Measured("the greatest of the same") var slopeHigh: Double

    /// Nil for runs without long ones.
    init?(_ runs: NoiseRuns) {
      guard runs.specification.longSteps != nil else { return nil }
      let slopes = runs.specification.longRates.indices.map { rate in
        runs.runs.map { $0.longSlopes[rate] }.median
      }
      slopeLow = slopes.minimum
      slopeHigh = slopes.maximum
    }
  }

  /// The rates of a frozen arm without weight normalization.
  struct Replay: Recorded {
    var plain = Plain()
    var projected = Projected()

    struct Plain: Recorded {
      @Measured(
        "mean |log₁₀| of the ratio of excess losses, frozen arm to standard descent at its rates")
      var difference: Sampled<Double>
    }

    struct Projected: Recorded {
      @Measured(
        "greatest relative distance of w from projected standard descent at the rates of the frozen"
          + " arm")
      var difference: Double
    }

    init(_ runs: NoiseRuns) {
      plain.difference = Sampled(of: id, runs.runs.map(\.plainDifference), \.mean)
      projected.difference = runs.runs.map(\.projectedDifference).maximum
    }
  }

  /// A schedule that somebody wrote, against the frozen arm.
  struct ScheduleResult: Recorded {
    @Measured("η₀ of η₀/√(1 + t/s)") var start: Double
    @Measured("s of η₀/√(1 + t/s)", unit: "steps") var scale: Double
    @Measured(
      "log₂ of the ratio of floors, positive where the schedule's is lower than the frozen arm's",
      unit: "octaves")
    var floorGain: Interval?

    init(_ index: Int, _ runs: NoiseRuns) {
      let schedule = runs.specification.schedules[index]
      let fixed = NoiseArm.fixed(exponent: runs.specification.fixedExponent)
      (start, scale) = (schedule.start, schedule.scale)
      floorGain = runs.gain(in: \.floor, .schedule(index), over: fixed)?.interval
    }
  }
}
