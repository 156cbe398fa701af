extension GrowthRules {
  static let claims = [
    Claim(
      id: "adam-breaks-growth",
      statement:
        "What lets ‖v‖ shrink under Adam is its scale for each coordinate: with one scale a vector and no"
        + " momentum, or with the part along v taken out of each step, ‖v‖ only grows. Tried on one neuron.",
      kind: .law, source: .ours, pinned: .supported, from: GrowthRules.self
    ) { evidence, rules in
      let arms = rules.arms
      let shrinks = evidence.all(
        (try arms["adam"].$decreases, "share of steps that shrank ‖v‖, Adam", .above(0.001)),
        (try arms["adam-slow"].$decreases, "Adam at the lower rate", .above(0.001)),
        (
          try arms["adam-no-momentum"].$decreases, "Adam without momentum", .above(0.001)
        ),
        (
          try arms["adam-no-momentum-slow"].$decreases, "the same at the lower rate",
          .above(0.001)
        ),
        (try arms["lion"].$decreases, "Lion", .above(0.001)),
        (try arms["lion-slow"].$decreases, "Lion at the lower rate", .above(0.001)))
      let grows = evidence.all(
        (try arms["adam-vector"].$decreases, "one scale a vector, no momentum", .equal(0)),
        (
          try arms["adam-vector-slow"].$decreases, "the same at the lower rate", .equal(0)
        ),
        (try arms["adam-projected"].$decreases, "projected Adam", .equal(0)),
        (
          try arms["adam-projected-slow"].$decreases, "projected Adam at the lower rate",
          .equal(0)
        ))
      switch (shrinks, grows) {
      case (true, true):
        return .supported("it shrank with a scale for each coordinate and never without one")
      case (true, false): return .refuted("it shrank also where steps are perpendicular to it")
      case (false, _):
        return .mixed("it did not shrink with every rule that scales each coordinate")
      }
    }
  ]
}
