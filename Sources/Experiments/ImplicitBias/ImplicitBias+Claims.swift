extension ImplicitBias {
  /// A setting is closer or farther if the whole 95 % interval of log₂ of the ratio of null parts at the
  /// end, standard gradient descent's from the same w = g₀u₀ over weight normalization's, lies beyond a
  /// margin of 0.1 octaves. Both kinds of settings: mixed; one kind: supported or refuted.
  static let claims: [Claim] = [
    Claim(
      id: "min-norm-bias",
      statement:
        "Where many weights fit, weight normalization ends closer to the shortest of them than gradient"
        + " descent from the same start.",
      source: .laterPaper, group: .howItWorks, experiments: ["implicit-bias"], pinned: .mixed
    ) { evidence throws(ExperimentsError) in
      _ = try evidence.check(
        "implicit-bias.law.isSupported", "the law of gradient flow, with one rate for g and v",
        .isTrue)
      let closer = try evidence.check(
        "implicit-bias.cells.closer", "settings that end closer to the shortest solution", .above(0)
      )
      let farther = try evidence.check(
        "implicit-bias.cells.farther", "settings that end farther from it", .above(0))
      if closer && farther { return .mixed }
      if closer { return .supported }
      return farther ? .refuted : .inconclusive
    }
  ]
}
