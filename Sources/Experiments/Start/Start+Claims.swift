extension Start {
  static let claims: [Claim] = [
    Claim(
      id: "data-dependent-init",
      statement: "One minibatch starts every pre-activation at mean 0 and variance 1.",
      kind: .experiment, source: .paper, experiments: [id], pinned: .supported
    ) { evidence throws(ExperimentsError) in
      let batch = "start.batch\(Specification().batchRows)"
      let mean = try evidence.check(
        "\(batch).batch.greatestMean", "greatest |mean| over the batch", .below(1e-4))
      let variance = try evidence.check(
        "\(batch).batch.greatestVarianceError", "greatest |variance − 1| over the batch",
        .below(1e-3))
      let least = try evidence.check(
        "\(batch).unseen.leastVariance", "least variance of a layer over unseen images",
        .within(0.8...1.25))
      let greatest = try evidence.check(
        "\(batch).unseen.greatestVariance", "greatest variance of a layer over unseen images",
        .within(0.8...1.25))
      guard mean, variance else { return .refuted("it does not do so even on that batch") }
      return least && greatest
        ? .supported(
          "it does so on that batch, by construction, and nearly so on others where the batch has five hundred"
        )
        : .mixed("it does so on that batch, and not on images that the batch lacks")
    }
  ]
}
