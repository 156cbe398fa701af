internal import Runs

extension Start {
  static func record(
    _ moments: [StartMoments], _ specification: Specification, into builder: inout RecordBuilder
  ) {
    record("constant", "g constant", moments.map(\.constant), specification, into: &builder)
    record("he", "He's draw", moments.map(\.he), specification, into: &builder)
    for (index, size) in specification.batchSizes.enumerated() {
      let started = moments.map { $0.dataDependent[index] }
      record(
        "batch\(size)", "started from \(size) rows", started, specification, into: &builder)
      recordPromise("batch\(size)", started, into: &builder)
    }
  }

  /// Variances by layer of one start: on its batch, and on unseen images.
  private static func record(
    _ name: String, _ words: String, _ starts: [StartMoments.Moments],
    _ specification: Specification, into builder: inout RecordBuilder
  ) {
    let kinds = [
      ("batch", "the batch", starts.map(\.batch)),
      ("unseen", "unseen images", starts.map(\.unseen)),
    ]
    for (kind, place, layers) in kinds {
      let variances = layers.map { $0.map(\.variance) }
      for layer in 0..<specification.layerCount {
        builder.number(
          "\(name).\(kind).layer\(layer + 1).variance", variances.map { $0[layer] }.median,
          "\(words): variance of a pre-activation of layer \(layer + 1) over \(place), mean over"
            + " units, median over seeds")
      }
      builder.trace(
        Trace(
          name: "\(name).\(kind).variance",
          explanation: "\(words): variance of pre-activations over \(place), mean over units",
          x: Quantity("layer"), y: Quantity("variance of pre-activations"),
          positions: (1...specification.layerCount).map(Double.init),
          paths: Array(zip(specification.seeds, variances)).map { (seed: $0.0, values: $0.1) },
          keepsSeeds: false))
    }
  }

  /// How well a data-dependent start keeps mean 0 and variance 1.
  private static func recordPromise(
    _ name: String, _ starts: [StartMoments.Moments], into builder: inout RecordBuilder
  ) {
    let batch = starts.flatMap(\.batch)
    builder.number(
      "\(name).batch.greatestMean", batch.map(\.greatestMean).maximum,
      "greatest |mean| of a pre-activation over its batch, all units, layers and seeds")
    builder.number(
      "\(name).batch.greatestVarianceError", batch.map(\.greatestVarianceError).maximum,
      "greatest |variance − 1| of a pre-activation over its batch, all units, layers and seeds")
    let unseen = starts.flatMap(\.unseen)
    let variances = unseen.map(\.variance)
    builder.number(
      "\(name).unseen.leastVariance", variances.minimum,
      "least variance over unseen images, mean over the units of a layer, all layers and seeds")
    builder.number(
      "\(name).unseen.greatestVariance", variances.maximum,
      "greatest variance over unseen images, mean over the units of a layer, all layers and seeds")
    builder.number(
      "\(name).unseen.greatestUnitVariance", unseen.flatMap(\.variances).maximum,
      "greatest variance of a single unit over unseen images, all layers and seeds")
    builder.number(
      "\(name).unseen.meanSize", unseen.map(\.meanSize).median,
      "root mean square of the units' means over unseen images, median over layers and seeds")
    builder.number(
      "\(name).unseen.greatestMeanSize", unseen.map(\.meanSize).maximum,
      "greatest root mean square of the units' means over unseen images, all layers and seeds")
  }
}
