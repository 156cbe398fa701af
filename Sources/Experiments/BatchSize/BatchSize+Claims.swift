extension BatchSize {
  static let claims = [
    Claim(
      id: "no-batch-dependence",
      statement:
        "Under weight normalization what a network does with one example does not depend on the"
        + " others of its batch; under batch normalization it does.",
      kind: .identity, source: .paper, pinned: .supported, from: BatchSize.self
    ) { evidence, result in
      let arms = result.independence.arms
      let isIndependent = evidence.check(
        try arms["wn-ddi"].$changed,
        "weight norm: batches that change a bit of a row",
        .equal(0))
      var othersDepend = true
      for (arm, words) in [("bn", "batch norm"), ("mobn-wn", "mean-only batch norm")] {
        let arm = try arms[arm]
        for (change, what) in [(arm.output, "outputs"), (arm.gradient, "gradient")] {
          let depends = evidence.check(
            change.$least, "\(words): least relative change of the \(what)", .above(1e-3))
          othersDepend = depends && othersDepend
        }
      }
      guard isIndependent else { return .refuted("the other rows changed what a row gets") }
      return othersDepend
        ? .supported(
          "a row keeps every bit with weight norm, and with batch statistics it does not")
        : .inconclusive("the others of a batch changed nothing with batch statistics either")
    }
  ]
}
