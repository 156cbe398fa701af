internal import Runs

extension Start {
  static let claims = [
    Claim(
      id: "data-dependent-init",
      statement: "One minibatch starts every pre-activation at mean 0 and variance 1.",
      kind: .experiment, source: .paper, pinned: .supported, from: Start.self
    ) { evidence, start in
      let started = try start.starts["batch\(Specification().batchRows)"]
      let (batch, unseen) = (started.batch, started.unseen)
      let near = Condition.within(0.8...1.25)
      let isExact = evidence.all(
        (batch.$greatestMean, "greatest |mean| over the batch", .below(1e-4)),
        (batch.$greatestVarianceError, "greatest |variance − 1| over the batch", .below(1e-3)))
      let isNear = evidence.all(
        (unseen.$leastVariance, "least variance of a layer over unseen images", near),
        (unseen.$greatestVariance, "greatest variance of a layer over unseen images", near))
      guard isExact else { return .refuted("it does not do so even on that batch") }
      return isNear
        ? .supported(
          "it does so on that batch, by construction, and nearly so on others where the batch has five hundred"
        )
        : .mixed("it does so on that batch, and not on images that the batch lacks")
    }
  ]
}
