internal import Runs

extension Whitening {
  struct Result: Recorded {
    /// Whitened inputs, all rows in each step.
    var whitened: Pairs
    /// The same principal components with variances of their own.
    var plain: Pairs
    /// Whitened inputs, a part of the rows in each step.
    var batches: Pairs

    init(whitened: [WhiteningPair], plain: [WhiteningPair], batches: [WhiteningPair]) {
      self.whitened = Pairs(whitened)
      self.plain = Pairs(plain)
      self.batches = Pairs(batches)
    }
  }

  /// Weight normalization and batch normalization over the seeds.
  struct Pairs: Recorded {
    @Measured(
      "greatest difference of the two losses over the steps, relative, in the seed where that is greatest"
    )
    var greatest: Double
    @Measured("the same in the seed where that is least") var least: Double
    @Plotted("loss under weight normalization", x: "step", y: "training loss (nats)")
    var weightNorm: SeriesValues
    @Plotted("loss under batch normalization", x: "step", y: "training loss (nats)")
    var batchNorm: SeriesValues

    init(_ pairs: [WhiteningPair]) {
      greatest = pairs.map(\.difference).maximum
      least = pairs.map(\.difference).minimum
      let kept = Thinning.linear.positions(of: pairs[0].weightNorm.count).filter { $0 % 4 == 0 }
      weightNorm = .steps(kept, of: pairs.map(\.weightNorm))
      batchNorm = .steps(kept, of: pairs.map(\.batchNorm))
    }
  }
}
