extension Noise {
  static let claims = [
    Claim(
      id: "steady-under-noise",
      statement:
        "Under noisy gradients weight normalization settles by itself, and learns the better for it.",
      kind: .experiment, source: .paper, pinned: .mixed, from: Noise.self
    ) { evidence, noise in
      let annealing = [
        evidence.check(
          noise.merging.$spread, "its own rates at the end, greatest over least", .below(1.25)),
        evidence.check(
          noise.replay.projected.$difference,
          "distance from descent along the sphere at them", .below(1e-9)),
        evidence.check(
          noise.replay.plain.$difference,
          "distance from ordinary descent, mean |log₁₀|", .below(0.1)),
      ]
      let own = try noise.compared[NoiseArm.Family.slow.rawValue].equalFloor
      let sooner = evidence.check(
        own.$effect, "steps saved at an equal floor, g learned", .above(0))
      let later = evidence.check(
        own.$later, "how much lower its later mean loss is", .below(0),
        .opposes)
      switch (annealing.allSatisfy(\.self) && sooner, later) {
      case (true, false): return .supported("it learns sooner and comes to rest no later")
      case (true, true):
        return .mixed("it settles by itself and learns sooner, and comes to rest later")
      case (false, true): return .refuted("it does not learn sooner, and comes to rest later")
      case (false, false): return .inconclusive("it neither learns sooner nor comes to rest later")
      }
    }
  ]
}
