extension LogG {
  static let claims = [
    Claim(
      id: "log-g-scale-free",
      statement:
        "log g at one learning rate is not scale-free: on a quadratic bowl, at 1.5 times the edge, the same"
        + " problem in larger units makes w collapse to 0.",
      kind: .experiment, source: .ours, pinned: .supported, from: LogG.self
    ) { evidence, result in
      let (logarithmic, rescaled) = (try result.arms["log"], try result.arms["log-rescaled"])
      let linear = try result.arms["linear"]
      let small = evidence.check(
        try logarithmic.sizes["norm0_5"].$collapsed,
        "log g, ‖w*‖ = 0.5: share of seeds that collapse", .below(0.05))
      let large = evidence.check(
        try logarithmic.sizes["norm4"].$collapsed, "the same at ‖w*‖ = 4", .above(0.9))
      _ = evidence.check(
        try rescaled.sizes["norm4"].$collapsed,
        "the same with the rate of log g divided by ‖w*‖²", .below(0.05), .beside)
      _ = evidence.check(
        try linear.sizes["norm4"].$collapsed, "g itself in the place of log g: the same",
        .below(0.05), .beside)
      switch (small, large) {
      case (true, true): return .supported("what is safe in small units collapses in large ones")
      case (false, true): return .mixed("it collapses in small units too")
      case (_, false): return .refuted("it does not collapse in large units")
      }
    }
  ]
}
