extension BatchSize {
  static let claims: [Claim] = [
    Claim(
      id: "no-batch-dependence",
      statement:
        "Under weight normalization what a network does with one example does not depend on the"
        + " others of its batch; under batch normalization it does.",
      kind: .identity, source: .paper, experiments: [id], pinned: .supported
    ) { evidence throws(ExperimentsError) in
      let isIndependent = try evidence.check(
        "batch-size.independence.wn-ddi.isIdentical",
        "weight norm: a row keeps every bit of its outputs and gradient when the others are replaced",
        .isTrue)
      var othersDepend = true
      for (arm, words) in [("bn", "batch norm"), ("mobn-wn", "mean-only batch norm")] {
        let outputs = try evidence.check(
          "batch-size.independence.\(arm).output.least",
          "\(words): least relative change of the outputs", .above(1e-3))
        let gradient = try evidence.check(
          "batch-size.independence.\(arm).gradient.least",
          "\(words): least relative change of the gradient", .above(1e-3))
        othersDepend = othersDepend && outputs && gradient
      }
      guard isIndependent else { return .refuted("the other rows changed what a row gets") }
      return othersDepend
        ? .supported(
          "a row keeps every bit with weight norm, and with batch statistics it does not")
        : .inconclusive("the others of a batch changed nothing with batch statistics either")
    }
  ]
}
