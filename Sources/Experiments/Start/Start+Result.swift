internal import Runs

extension Start {
  struct Result: Recorded {
    /// By name: `constant`, g the same in every unit; `he`; started from a batch, by its rows: `batch500`.
    var starts: Parts<StartResult>
  }

  /// One start, over all seeds.
  struct StartResult: Recorded {
    var batch: BatchResult
    var unseen: UnseenResult
  }

  /// On the batch, which a start from data is made of.
  struct BatchResult: Recorded {
    @Measured("greatest |mean| over the batch, all units, layers and seeds")
    var greatestMean: Sampled<Double>
    @Measured("greatest |variance − 1| over the batch, all units, layers and seeds")
    var greatestVarianceError: Sampled<Double>
    @Plotted(
      "variance over the batch, mean over units", x: "layer", y: "variance of pre-activations")
    var variance: SeriesValues
    /// By number, from `layer1` on.
    var layers: Parts<LayerResult>

    init(_ moments: [[LayerMoments]]) {
      layers = moments.layers
      variance = moments.variance
      greatestMean = Sampled(of: id, moments) { $0.joined().map(\.greatestMean).maximum }
      greatestVarianceError = Sampled(of: id, moments) {
        $0.joined().map(\.greatestVarianceError).maximum
      }
    }
  }

  /// On images that no start has seen.
  struct UnseenResult: Recorded {
    @Measured("least variance over unseen images, mean over units, all layers and seeds")
    var leastVariance: Sampled<Double>
    @Measured("greatest variance over unseen images, mean over units, all layers and seeds")
    var greatestVariance: Sampled<Double>
    @Measured("greatest variance of a single unit over unseen images, all layers and seeds")
    var greatestUnitVariance: Double
    @Measured("root mean square of means over unseen images, median over layers and seeds")
    var meanSize: Double
    @Plotted(
      "variance over unseen images, mean over units", x: "layer", y: "variance of pre-activations")
    var variance: SeriesValues
    /// By number, from `layer1` on.
    var layers: Parts<LayerResult>

    init(_ moments: [[LayerMoments]]) {
      layers = moments.layers
      variance = moments.variance
      leastVariance = Sampled(of: id, moments) { $0.joined().map(\.variance).minimum }
      greatestVariance = Sampled(of: id, moments) { $0.joined().map(\.variance).maximum }
      greatestUnitVariance = moments.joined().flatMap(\.variances).maximum
      meanSize = moments.joined().map(\.meanSize).median
    }
  }

  struct LayerResult: Recorded {
    @Measured("variance of a pre-activation, mean over the units of the layer, median over seeds")
    var variance: Double

    init(_ moments: [LayerMoments]) {
      variance = moments.map(\.variance).median
    }
  }
}

/// One seed after the other, layer by layer.
extension [[LayerMoments]] {
  fileprivate var layers: Parts<Start.LayerResult> {
    Parts(
      self[0].indices.map { layer in
        ("layer\(layer + 1)", Start.LayerResult(map { $0[layer] }))
      })
  }

  fileprivate var variance: SeriesValues {
    SeriesValues(
      at: self[0].indices.map { Double($0 + 1) }, map { $0.map(\.variance) })
  }
}
