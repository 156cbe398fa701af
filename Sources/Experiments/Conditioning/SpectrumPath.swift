internal import WeightNormCore

/// The spectra of a network before training and after it, in both coordinates.
struct SpectrumPath: Sendable {
  /// Eigenvalues, decreasing.
  struct Pair: Sendable {
    /// In w and b.
    let weights: [Double]
    /// In g, v and b, without the zeros along each v.
    let polar: [Double]

    /// - Throws: `CoreError` for an undefined direction, or rows that do not fit.
    init(_ network: MLP<Double>, _ x: Matrix<Double>) throws(CoreError) {
      let matrix = try GaussNewton(network, x).matrix
      weights = TridiagonalMatrix(similarTo: matrix).eigenvalues()
      let coordinates = PolarCoordinates(of: network)
      polar =
        coordinates.changeNothing
        ? weights : TridiagonalMatrix(similarTo: coordinates.applied(to: matrix)).eigenvalues()
    }

    /// log₂ of λ₁ over the eigenvalue with that place in w, less the same in (g, v): positive where (g, v)
    /// are better conditioned.
    func gain(rank: Int) -> Double {
      Elementary.log2(weights[0] / weights[rank - 1])
        - Elementary.log2(polar[0] / polar[rank - 1])
    }
  }

  let start: Pair
  let end: Pair
  /// The cross entropy of the training rows after training.
  let loss: Double

  /// - Throws: `CoreError` where data and comparison do not fit, and for a run that diverges.
  init(
    _ arm: Arm, rate: Double, seed: Int, _ trainer: Trainer,
    _ specification: Conditioning.Specification
  ) throws(CoreError) {
    let count = min(specification.rows, trainer.data.trainLabels.count)
    let x = trainer.data.gatheringTrainRows(Array(0..<count)[...]).widened
    let run = try trainer.run(
      arm, rate: rate, seed: seed, steps: specification.steps, accuracies: false)
    if run.blowUpStep != nil { throw .nonFinite(what: "a run at its rate", index: seed) }
    start = try Pair(trainer.start(arm, seed: seed).network.widened(), x)
    end = try Pair(run.network.widened(), x)
    loss = try trainer.data.trainLoss(of: run.network)
  }
}
