extension ImplicitBias {
  /// A setting is closer or farther if the whole 95 % interval of log₂ of the ratio of null parts at the
  /// end, standard gradient descent's from the same w = g₀u₀ over weight normalization's, lies beyond a
  /// margin of 0.1 octaves. Both kinds of settings: mixed; one kind: supported or refuted.
  static let claims = [
    Claim(
      id: "min-norm-bias",
      statement:
        "Where many weights fit, weight normalization ends closer to the shortest of them than gradient"
        + " descent from the same start; shown for certain step sizes, here asked of others too.",
      kind: .law, source: .others("Wu and others, 2020"), pinned: .mixed, from: ImplicitBias.self
    ) { evidence, bias in
      let closer = evidence.check(
        bias.cells.$closer, "settings that end closer to the shortest solution", .above(0))
      let farther = evidence.check(
        bias.cells.$farther, "settings that end farther from it", .above(0), .opposes)
      let law = try bias.law.ratios["ratio1"]
      for (end, label) in [
        (law.$low, "least null part over that of the law, with one rate for g and v"),
        (law.$high, "the greatest of the same"),
      ] {
        _ = evidence.check(end, label, .within(0.8...1.25), .beside)
      }
      return switch (closer, farther) {
      case (true, true): .mixed("it does where g grows slowly, and not from every start")
      case (true, false): .supported("it did in every setting that differs")
      case (false, true): .refuted("it ended farther away in every setting that differs")
      case (false, false): .inconclusive("no setting differs by more than the margin")
      }
    }
  ]
}
