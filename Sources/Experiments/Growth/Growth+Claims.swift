extension Growth {
  static let claims = [
    Claim(
      id: "norm-growth",
      statement:
        "‖v‖ only grows, whatever the optimizer; the paper says it of gradient descent without momentum,"
        + " and of momentum and Adam that it holds in kind, not strictly.",
      kind: .law, source: .ours, pinned: .mixed, from: Growth.self
    ) { evidence, growth in
      let (sgd, heavyBall) = (try growth.arms["sgd"], try growth.arms["heavy-ball"])
      let slow = try growth.arms["heavy-ball-slow"]
      let (adam, slowAdam) = (try growth.arms["adam"], try growth.arms["adam-slow"])
      let neverShrank = evidence.all(
        (sgd.$decreases, "share of steps that shrank ‖v‖, gradient descent", .equal(0)),
        (heavyBall.$decreases, "heavy-ball", .equal(0)),
        (slow.$decreases, "heavy-ball at the lower rate", .equal(0)))
      let adamShrank = evidence.all(
        (adam.$decreases, "Adam", .above(0.001)),
        (slowAdam.$decreases, "Adam at the lower rate", .above(0.001)), as: .opposes)
      _ = evidence.check(
        sgd.$pythagoras, "gradient descent: residual of Pythagoras", .below(1e-12), .beside)
      _ = try evidence.check(
        heavyBall.$recursion, "heavy-ball: residual of s′ = β(s − η‖m‖²)", .below(1e-12), .beside)
      guard neverShrank else { return .refuted("‖v‖ shrank where the theorem says that it cannot") }
      return adamShrank
        ? .mixed(
          "it grows where the theorem holds, also with heavy-ball momentum, and not with Adam")
        : .supported("it grew with every optimizer")
    }
  ]
}
