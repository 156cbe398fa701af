internal import Runs
internal import Statistics
internal import WeightNormCore

extension Conditioning {
  struct Result: Recorded {
    /// By start: `wn-he`.
    var starts: Parts<StartResult>
    var neuron: NeuronResult
    @Measured("weights and biases of the network") var parameters: Int

    /// `paths` holds the runs by start, by seed.
    init(
      _ paths: [[SpectrumPath]], neuron: (general: Double, matched: Double),
      _ specification: Specification
    ) {
      starts = Parts(
        zip(arms, paths).map { ($0.name, StartResult($0, $1, specification)) })
      self.neuron = NeuronResult(neuron)
      parameters = paths[0][0].start.weights.count
    }
  }

  /// One neuron on a bowl.
  struct NeuronResult: Recorded {
    @Measured(
      "greatest distance of the eigenvalues of the Hessian in (g, v), by central differences, from those of"
        + " D·H·D, relative to λ₁")
    var error: Double
    @Measured("the same at g = ‖v‖ from those of H itself") var matchedError: Double

    init(_ residuals: (general: Double, matched: Double)) {
      (error, matchedError) = (residuals.general, residuals.matched)
    }
  }

  struct StartResult: Recorded {
    var start: TimeResult
    var end: TimeResult
    @Measured("mean training loss after training", unit: "nats") var loss: Double
    var spectrum: SpectrumResult

    init(_ arm: Arm, _ paths: [SpectrumPath], _ specification: Specification) {
      start = TimeResult("\(arm.name)/start", paths.map(\.start), specification)
      end = TimeResult("\(arm.name)/end", paths.map(\.end), specification)
      spectrum = SpectrumResult(paths.map(\.start), through: specification.ranks.max() ?? 1)
      loss = paths.map(\.loss).mean
    }
  }

  /// Before training, or after it.
  struct TimeResult: Recorded {
    /// By place of the eigenvalue: `rank100`.
    var ranks: Parts<RankResult>

    init(_ name: String, _ pairs: [SpectrumPath.Pair], _ specification: Specification) {
      ranks = Parts(
        specification.ranks.map { rank in
          ("rank\(rank)", RankResult("\(id)/\(name)/\(rank)", pairs, rank: rank))
        })
    }
  }

  struct RankResult: Recorded {
    @Measured("median of λ₁ over the eigenvalue, in w") var weights: Double
    @Measured("median of λ₁ over the eigenvalue, in (g, v)") var polar: Double
    @Measured(
      "log₂ of the ratio of both, positive where (g, v) are better conditioned", unit: "octaves")
    var effect: Sampled<Interval>

    init(_ name: String, _ pairs: [SpectrumPath.Pair], rank: Int) {
      weights = pairs.map { $0.weights[0] / $0.weights[rank - 1] }.median
      polar = pairs.map { $0.polar[0] / $0.polar[rank - 1] }.median
      let stream = RandomStream(experiment: name, .bootstrap, seed: 0)
      effect = Sampled(PairedEffect(pairs.map { $0.gain(rank: rank) }, from: stream), of: id)
    }
  }

  /// Before training.
  struct SpectrumResult: Recorded {
    @Plotted(
      "eigenvalues of the Gauss–Newton matrix over the greatest, in w", x: "place", y: "λ/λ₁")
    var weights: SeriesValues
    @Plotted(
      "eigenvalues of the Gauss–Newton matrix over the greatest, in (g, v)", x: "place",
      y: "λ/λ₁")
    var polar: SeriesValues

    /// Up to a place.
    init(_ pairs: [SpectrumPath.Pair], through last: Int) {
      let places = Self.places(through: last)
      func series(_ spectra: [[Double]]) -> SeriesValues {
        SeriesValues(
          at: places.map(Double.init),
          spectra.map { values in places.map { values[$0 - 1] / values[0] } })
      }
      weights = series(pairs.map(\.weights))
      polar = series(pairs.map(\.polar))
    }

    /// 1, 2, 3 and so on, later every eighth more.
    private static func places(through last: Int) -> [Int] {
      Array(sequence(first: 1) { $0 < last ? Swift.min(last, $0 + max(1, $0 / 8)) : nil })
    }
  }
}
