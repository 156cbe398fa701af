extension GradientCovariance {
  static let claims = [
    Claim(
      id: "dominant-eigenvector",
      statement:
        "The weight vector of a unit is often close to a dominant eigenvector of the covariance of its"
        + " gradient, taken as most units of a layer and the first eigenvector: looked at in dense networks"
        + " of two hidden layers on images of 8×8 and 14×14 pixels.",
      kind: .experiment, source: .paper, pinned: .mixed, from: GradientCovariance.self
    ) { evidence, covariance in
      let isClose = evidence.check(
        covariance.$greatestAlignment,
        "greatest median |cos| with the first eigenvector, over layers, epochs and networks",
        .above(0.9))
      let isFar = evidence.check(
        covariance.$greatestAlignment, "the same, to say that it is nowhere close", .below(0.5),
        .opposes)
      _ = evidence.check(
        covariance.$residual, "greatest residual of an eigenvector", .below(1e-7), .beside)
      return isClose
        ? .supported("in at least one layer most units are close to the first eigenvector")
        : isFar
          ? .refuted("in no layer and at no time most units come close to it")
          : .mixed("in some layer the median passes a half, and in none is it close")
    }
  ]
}
