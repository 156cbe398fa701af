internal import Runs
internal import WeightNormCore

extension BatchSize {
  /// What replacing the other rows did to one row of an arm's networks, at the start and after
  /// training, seed by seed.
  struct Probe: Sendable {
    let arm: Arm
    let atStart: [RowChange]
    let trained: [RowChange]

    var changes: [RowChange] { atStart + trained }
  }

  static func probes(
    _ result: ComparisonResult, data: LabeledData, workers: Workers
  ) async throws -> [Probe] {
    let comparison = result.comparison
    let trainer = Trainer(comparison: comparison, data: data)
    let jobs = comparison.arms.indices.flatMap { arm in
      comparison.evaluationSeeds.map { (arm: arm, seed: $0) }
    }
    let cost = Trainer.work(comparison, trainRows: data.trainLabels.count)
    let changes = try await workers.map(jobs, work: { _ in cost }) { job in
      let arm = comparison.arms[job.arm]
      let rate = RateGrid.rate(result.tuning[job.arm].bestOctave)
      let start = try trainer.start(arm, seed: job.seed).network
      let trained = try trainer.train(arm, rate: rate, seed: job.seed).network
      return try [start, trained].map {
        try change(in: $0, batchSize: comparison.batchSize, data: data, seed: job.seed)
      }
    }
    let count = comparison.evaluationSeeds.count
    return comparison.arms.enumerated().map { index, arm in
      let own = changes[index * count..<(index + 1) * count]
      return Probe(arm: arm, atStart: own.map { $0[0] }, trained: own.map { $0[1] })
    }
  }

  /// Two batches that share their first row and no other.
  static func change(
    in network: MLP<Float>, batchSize: Int, data: LabeledData, seed: Int
  ) throws(CoreError) -> RowChange {
    var stream = RandomStream(experiment: "\(id)/rows", .order, seed: seed)
    let order = stream.permutation(data.trainLabels.count)
    let others = order[batchSize..<2 * batchSize - 1]
    return RowChange(
      from: try RowResponse(network, rows: order[..<batchSize], of: data),
      to: try RowResponse(network, rows: (order[..<1] + others)[...], of: data))
  }

  static func record(_ probes: [Probe], into builder: inout RecordBuilder) {
    for probe in probes {
      let name = "independence.\(probe.arm.name)"
      let changes = probe.changes
      builder.flag(
        "\(name).isIdentical", changes.allSatisfy(\.isIdentical),
        "whether outputs and gradient of a row kept every bit when the other rows of its batch were"
          + " replaced, at the start and after training, in all seeds")
      builder.flag(
        "\(name).isIdenticalInEvaluation", changes.allSatisfy(\.isIdenticalInEvaluation),
        "whether its outputs kept every bit where normalizations use running statistics")
      record(changes.map(\.output), "outputs", "\(name).output", into: &builder)
      record(changes.map(\.gradient), "gradient", "\(name).gradient", into: &builder)
    }
  }

  private static func record(
    _ changes: [Double], _ what: String, _ name: String, into builder: inout RecordBuilder
  ) {
    let text = "relative change of a row's \(what) when the other rows of its batch are replaced"
    builder.number("\(name).least", changes.minimum, "least \(text)")
    builder.number("\(name).median", changes.median, "median \(text)")
    builder.number("\(name).greatest", changes.maximum, "greatest \(text)")
  }
}
