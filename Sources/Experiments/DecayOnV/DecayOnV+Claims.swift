extension DecayOnV {
  static let claims = [decaySetsTurning, decayIsASchedule]

  private static let decaySetsTurning = Claim(
    id: "decay-sets-turning",
    statement:
      "With weight decay λ on v and noisy gradients, w turns by √(2ηλ) a step in the end, times a factor of"
      + " momentum, whatever the start or the noise: tried on one neuron, with a g that learns too.",
    kind: .law, source: .others("Wan et al. 2021, Kosson et al. 2023"), pinned: .mixed,
    from: DecayOnV.self
  ) { evidence, decay in
    let arms = decay.arms
    let descent = try evidence.turns(
      as: 0.97...1.03, arms["sgd-frozen"], "gradient descent, g frozen")
    let trained = try evidence.turns(
      as: 0.97...1.03, arms["sgd"], "gradient descent, g trained")
    let heavyBall = try evidence.turns(
      as: 0.97...1.03, arms["heavy-ball-frozen"], "heavy-ball, g frozen, over √(2ηλ/(1 + β))")
    let adam = try evidence.turns(
      as: 0.95...1.05, arms["adam-w-frozen"],
      "AdamW, g frozen, over √(2ηλ(1 − β₁)/(1 + β₁))")
    let adamTrained = try evidence.turns(
      as: 0.95...1.05, arms["adam-w"], "AdamW, g trained")
    // There g itself swings, and gradients of one step go with those of the next.
    let swings = evidence.check(
      try arms["heavy-ball"].$greatest, "heavy-ball, g trained at the same rate: greatest",
      .above(1.03), .opposes)
    _ = evidence.check(
      try decay.networks["network.product0_004.start1"].layers["layer1"].$ratio,
      "a small network on digits, first layer, units that turn, ηλ = 0.004", .within(0.9...1.1),
      .beside)
    _ = evidence.check(
      try decay.networks["network.product0_001.start4"].layers["layer1"].$ratio,
      "the same, ηλ = 0.001 and v four times as long at the start", .within(0.9...1.1), .beside)
    switch (descent && trained && heavyBall && adam && adamTrained, swings) {
    case (true, true):
      return .mixed(
        "every optimizer, start and noise gave the predicted angle, but heavy-ball where g learns at a"
          + " high rate too")
    case (true, false):
      return .supported("every optimizer, start and noise gave the predicted angle")
    case (false, _): return .refuted("elsewhere too an angle was another than the predicted one")
    }
  }

  private static let decayIsASchedule = Claim(
    id: "decay-is-a-schedule",
    statement:
      "Under gradient descent weight decay on v is a learning rate of v that grows by 1/(1 − ηλ)² a step.",
    kind: .identity, source: .others("Li & Arora 2020"), pinned: .supported, from: DecayOnV.self
  ) { evidence, decay in
    let isSame = evidence.check(
      decay.schedule.$difference, "w with decay against w without it at the growing rate, relative",
      .below(1e-10))
    let differs = evidence.check(
      decay.schedule.$control, "the same against a constant rate", .above(0.1))
    guard isSame else { return .refuted("the two paths part") }
    return differs
      ? .supported("w takes the same path, and another one at a constant rate")
      : .inconclusive("w takes much the same path at a constant rate too")
  }
}

extension EvidenceCollector {
  /// Whether all angles of an arm are the predicted ones, within bounds of their ratio.
  fileprivate func turns(
    as bounds: ClosedRange<Double>, _ arm: DecayOnV.ArmResult, _ label: String
  ) -> Bool {
    let low = check(arm.$lowest, "\(label): least", .within(bounds))
    return check(arm.$greatest, "\(label): greatest", .within(bounds)) && low
  }
}
