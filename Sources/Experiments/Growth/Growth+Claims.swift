extension Growth {
  static let claims: [Claim] = [
    Claim(
      id: "norm-growth",
      statement:
        "‖v‖ only grows; the paper says it of gradient descent without momentum, here every optimizer"
        + " is asked.",
      source: .paper, group: .howItWorks, experiments: ["growth"], pinned: .mixed
    ) { evidence throws(ExperimentsError) in
      _ = try evidence.check(
        "growth.sgd.pythagoras", "gradient descent: Pythagoras residual", .below(1e-12))
      let sgd = try evidence.check(
        "growth.sgd.isSupported", "gradient descent: ‖v‖ never shrank", .isTrue)
      _ = try evidence.check(
        "growth.heavy-ball.recursion", "heavy-ball: residual of s′ = β(s − η‖m‖²)", .below(1e-12))
      let heavyBall = try evidence.check(
        "growth.heavy-ball.isSupported", "heavy-ball: ‖v‖ never shrank", .isTrue)
      let slow = try evidence.check(
        "growth.heavy-ball-slow.isSupported", "heavy-ball at the lower rate: ‖v‖ never shrank",
        .isTrue)
      let adam = try evidence.check(
        "growth.adam.decreases", "Adam: share of steps that shrank ‖v‖", .above(0.001))
      let adamSlow = try evidence.check(
        "growth.adam-slow.decreases", "Adam at the lower rate: the same", .above(0.001))
      let holds = sgd && heavyBall && slow
      let isBroken = adam && adamSlow
      if holds && isBroken { return .mixed }
      return holds ? .supported : .refuted
    }
  ]
}
