extension Growth {
  static let claims: [Claim] = [
    Claim(
      id: "norm-growth",
      statement:
        "‖v‖ only grows, whatever the optimizer; the paper says it of gradient descent without momentum,"
        + " and warns of the others.",
      kind: .law, source: .ours, experiments: ["growth"], pinned: .mixed
    ) { evidence throws(ExperimentsError) in
      let sgd = try evidence.check(
        "growth.sgd.isSupported", "under gradient descent ‖v‖ never shrank", .isTrue)
      let heavyBall = try evidence.check(
        "growth.heavy-ball.isSupported", "under heavy-ball ‖v‖ never shrank", .isTrue)
      let slow = try evidence.check(
        "growth.heavy-ball-slow.isSupported", "nor at the lower rate", .isTrue)
      let adam = try evidence.check(
        "growth.adam.decreases", "share of Adam's steps that shrank ‖v‖", .above(0.001), .opposes)
      let adamSlow = try evidence.check(
        "growth.adam-slow.decreases", "the same at the lower rate", .above(0.001), .opposes)
      _ = try evidence.check(
        "growth.sgd.pythagoras", "gradient descent: residual of Pythagoras", .below(1e-12), .beside)
      _ = try evidence.check(
        "growth.heavy-ball.recursion", "heavy-ball: residual of s′ = β(s − η‖m‖²)", .below(1e-12),
        .beside)
      let holds = sgd && heavyBall && slow
      guard holds else { return .refuted("‖v‖ shrank where the theorem says that it cannot") }
      return adam && adamSlow
        ? .mixed(
          "it grows where the theorem holds, also with heavy-ball momentum, and not with Adam")
        : .supported("it grew with every optimizer")
    }
  ]
}
