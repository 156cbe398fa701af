extension ImplicitBias {
  /// A setting is closer or farther if the whole 95 % interval of log₂ of the ratio of null parts at the
  /// end, standard gradient descent's from the same w = g₀u₀ over weight normalization's, lies beyond a
  /// margin of 0.1 octaves. Both kinds of settings: mixed; one kind: supported or refuted.
  static let claims: [Claim] = [
    Claim(
      id: "min-norm-bias",
      statement:
        "Where many weights fit, weight normalization ends closer to the shortest of them than gradient"
        + " descent from the same start; shown for certain step sizes, here asked of others too.",
      kind: .law, source: .others("Wu and others, 2020"), experiments: ["implicit-bias"],
      pinned: .mixed
    ) { evidence throws(ExperimentsError) in
      let closer = try evidence.check(
        "implicit-bias.cells.closer", "settings that end closer to the shortest solution", .above(0)
      )
      let farther = try evidence.check(
        "implicit-bias.cells.farther", "settings that end farther from it", .above(0), .opposes)
      _ = try evidence.check(
        "implicit-bias.law.isSupported",
        "the law of gradient flow holds, with one rate for g and v",
        .isTrue, .beside)
      switch (closer, farther) {
      case (true, true):
        return .mixed("it does where g grows slowly, and not from every start")
      case (true, false): return .supported("it did in every setting that differs")
      case (false, true): return .refuted("it ended farther away in every setting that differs")
      case (false, false): return .inconclusive("no setting differs by more than the margin")
      }
    }
  ]
}
