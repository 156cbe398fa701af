internal import Runs

extension Noise {
  /// A weight-normalized arm against the standard neuron at constant rates.
  struct AgainstStandard: Recorded {
    var equalFloor: EqualFloor
    /// Where the standard neuron learns soonest, and where it learns as soon as the arm, which is the
    /// harder test.
    var soonest: FloorGain
    var equalSpeed: FloorGain
    @Measured("how many times later the standard neuron learns at the lowest rate")
    var lowestTimesLater: Double

    /// Nil where there is no standard neuron with an equal floor, or a run diverged.
    init?(_ arm: NoiseArm, _ runs: NoiseRuns) {
      guard let equalFloor = EqualFloor(arm, runs),
        let soonest = FloorGain(arm, over: runs.soonestStandard, runs),
        let equalSpeed = FloorGain(arm, over: runs.equalSpeed(to: arm), runs)
      else { return nil }
      (self.equalFloor, self.soonest, self.equalSpeed) = (equalFloor, soonest, equalSpeed)
      let lowest = NoiseArm.standard(exponent: runs.specification.rates.lowest)
      lowestTimesLater = runs.steps(lowest) / runs.steps(arm)
    }
  }

  /// Who learns sooner at an equal floor.
  struct EqualFloor: Recorded {
    @Measured(
      "log₂ of the greatest constant rate at which the standard neuron has an equal floor")
    var standardExponent: Double
    @Measured("its median first step at the threshold", unit: "steps") var standardSteps: Double
    @Measured(
      "log₂ of the ratio of steps, positive where weight normalization learns sooner",
      unit: "octaves")
    var effect: Sampled<Interval>
    @Measured("seeds in which weight normalization learns sooner") var favourable: Int
    @Measured(
      "log₂ of the ratio of mean excess losses after the first steps, positive where weight"
        + " normalization's is lower: to the same floor it comes down later if this is negative",
      unit: "octaves")
    var later: Sampled<Interval>

    fileprivate init?(_ arm: NoiseArm, _ runs: NoiseRuns) {
      guard let exponent = runs.equalFloor(to: arm),
        let speed = runs.gain(in: \.steps, arm, over: .standard(exponent: exponent)),
        let later = runs.gain(in: \.laterMean, arm, over: .standard(exponent: exponent))
      else { return nil }
      standardExponent = exponent
      standardSteps = runs.steps(.standard(exponent: exponent))
      /// The mean over seeds in a study, which looks for an equal floor of its own.
      func mean(of quantity: (NoisePath) -> Double, in study: [NoiseRun]) -> Double {
        let study = NoiseRuns(specification: runs.specification, runs: study)
        let other = NoiseArm.standard(exponent: study.equalFloor(to: arm) ?? exponent)
        return study.differences(in: quantity, arm, over: other)?.mean ?? 0
      }
      effect = Sampled(speed, of: id, runs.runs) { mean(of: \.steps, in: $0) }
      favourable = speed.positiveCount
      self.later = Sampled(later, of: id, runs.runs) { mean(of: \.laterMean, in: $0) }
    }
  }

  /// How much lower the floor is.
  struct FloorGain: Recorded {
    @Measured("log₂ of the constant rate of the standard neuron") var standardExponent: Double
    @Measured(
      "log₂ of the ratio of floors, positive where weight normalization has the lower floor",
      unit: "octaves")
    var effect: Interval

    fileprivate init?(_ arm: NoiseArm, over exponent: Double, _ runs: NoiseRuns) {
      guard let gain = runs.gain(in: \.floor, arm, over: .standard(exponent: exponent))
      else { return nil }
      (standardExponent, effect) = (exponent, gain.interval)
    }
  }
}
