internal import Runs
internal import Statistics
internal import WeightNormCore

extension ImplicitBias {
  struct Result: Recorded {
    /// By ρ and start: `ratio4.start0_5`.
    var settings: Parts<SettingResult>
    var cells: Counts
    var law: Law

    /// `runs` holds one element per seed, each with one run per ρ and start, starts within ρ.
    init(_ runs: [[ImplicitBiasRun]], _ specification: Specification) {
      func name(_ ratio: Double) -> String { "ratio\(RecordedName.part(ratio))" }
      let names = specification.rateRatios.flatMap { ratio in
        specification.starts.map { "\(name(ratio)).start\(RecordedName.part($0))" }
      }
      let results = names.indices.map { index in
        SettingResult(runs.map { $0[index] }, specification)
      }
      let all = runs.flatMap(\.self)
      let ranges = specification.rateRatios.map { ratio in
        (name(ratio), LawRange(all.filter { $0.law.rateRatio == ratio }))
      }
      settings = Parts(Array(zip(names, results)))
      cells = Counts(results, all, margin: specification.margin)
      law = Law(ratios: Parts(ranges))
    }
  }

  /// One ρ and one start, over all seeds.
  struct SettingResult: Recorded {
    @Measured("median null part of w at the end over that of standard gradient descent")
    var change: Double
    @Measured("the same by the law, at the g that was reached") var predictedChange: Double
    @Measured(
      "log₂ of the ratio of null parts, positive where weight normalization ends closer to the shortest"
        + " solution", unit: "octaves")
    var effect: Interval
    @Measured("most steps of a seed", unit: "steps") var lastStep: Int
    /// A run that has stopped keeps its end.
    @Plotted(
      "null part of w over that of standard gradient descent from the same w", x: "step",
      y: "null part, relative to gradient descent")
    var null: SeriesValues

    init(_ runs: [ImplicitBiasRun], _ specification: Specification) {
      change = runs.map(\.change).median
      predictedChange = runs.map(\.predictedChange).median
      effect =
        PairedEffect(
          runs.map { -Elementary.log2($0.change) },
          from: RandomStream(experiment: id, .bootstrap, seed: 0)
        ).interval
      let last = runs.map(\.normalized.lastStep).max() ?? 0
      let grid = Thinning.logarithmic.positions(of: specification.stepLimit + 1)
      let steps = grid.filter { $0 < last } + [last]
      lastStep = last
      null = SeriesValues(
        at: steps.map(Double.init), runs.map { steps.map($0.change) })
    }
  }

  struct Counts: Recorded {
    @Measured("settings of ρ and start") var count: Int
    @Measured("settings that end closer to the shortest solution than standard gradient descent")
    var closer: Int
    @Measured("settings that end farther from it") var farther: Int
    @Measured("runs that did not come to the residual at which training stops") var unsolved: Int

    init(_ settings: [SettingResult], _ runs: [ImplicitBiasRun], margin: Double) {
      let verdicts = settings.map { CellVerdict($0.effect, margin: margin) }
      count = settings.count
      closer = verdicts.count { $0 == .better }
      farther = verdicts.count { $0 == .worse }
      unsolved = runs.count { !$0.normalized.isSolved }
    }
  }

  struct Law: Recorded {
    /// By ρ: `ratio4`.
    var ratios: Parts<LawRange>
  }

  struct LawRange: Recorded {
    @Measured("least null part at the end, observed over predicted, over starts and seeds")
    var low: Double
    @Measured("the greatest of the same") var high: Double

    init(_ runs: [ImplicitBiasRun]) {
      let ratios = runs.map(\.observedOverPredicted)
      low = ratios.minimum
      high = ratios.maximum
    }
  }
}
