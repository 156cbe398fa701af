extension Whitening {
  static let claims = [
    Claim(
      id: "bn-on-whitened",
      statement:
        "In one layer on whitened inputs weight normalization is the same training as batch"
        + " normalization over all rows.",
      kind: .law, source: .paper, pinned: .supported, from: Whitening.self
    ) { evidence, whitening in
      let isSame = evidence.check(
        whitening.whitened.$greatest,
        "whitened inputs: greatest difference of the losses, relative", .below(1e-10))
      let isOther = evidence.check(
        whitening.plain.$least,
        "the same inputs not whitened: difference of the losses, relative, in the seed where it is least",
        .above(0.1))
      _ = evidence.check(
        whitening.batches.$least, "whitened inputs, in batches", .above(0.01), .beside)
      guard isSame else { return .refuted("the losses differ where the inputs are whitened") }
      return isOther
        ? .supported("the losses agree to rounding there, and only there")
        : .mixed("the losses agree there, and not much less elsewhere")
    }
  ]
}
