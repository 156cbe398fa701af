import Runs

/// Records with a value of every kind, small enough for many reports a second.
enum Samples {
  static let growth = RunRecord(
    experiment: "growth", title: "Does ‖v‖ only grow?", profile: Profile.default.rawValue,
    specification: .object([
      "steps": .integer(3000), "rate": .number(0.05), "nothing": .null, "empty": .array([]),
      "rates": .array([.number(0.1), .number(0.25)]),
      "arms": .array([
        .object(["name": .string("sgd"), "rate": .number(0.5)]),
        .object(["name": .string("adam"), "rate": .number(0.01)]),
      ]),
    ]),
    seeds: [0, 1, 2],
    values: [
      MeasuredValue("sgd.normRatio", .number(0.013_214), unit: "pp", "final over first norm"),
      MeasuredValue("adam.normRatio", .number(-1e300), "huge"),
      MeasuredValue("sgd.decreases", .integer(-3), "steps that shrink v"),
      MeasuredValue("least", .integer(.min), "the least integer"),
      MeasuredValue("sgd.grows", .flag(true), "whether v only grows"),
      MeasuredValue("sgd.word", .text("slowly"), "how"),
      MeasuredValue(
        "adam.effect", .interval(Interval(estimate: 2.06, low: 1.868, high: 2.243)),
        unit: "log₂", "the effect", sampling: Sampling(seeds: [2, 2.12], studies: [2, 2.06])),
      MeasuredValue("share", .number(0.879), "a share"),
      MeasuredValue("tiny", .number(.leastNonzeroMagnitude), "the least positive number"),
    ],
    series: [norm("sgd.norm"), norm("adam.norm"), loss],
    tables: [
      SeedTable(
        name: "sgd.metrics", explanation: "the loss, seed by seed", x: Quantity("log₂ η"),
        positions: [-1, 0], rows: [[0.5, 0.25, 1], [1, 0.75, 2]])
    ])

  static let anatomy = RunRecord(
    experiment: "anatomy", title: "The gradient", profile: Profile.default.rawValue,
    specification: .object([:]),
    seeds: [0], values: [MeasuredValue("k2.cosine", .number(0.96), "cosine at k = 2")],
    series: [],
    verdicts: [
      Verdict(
        claim: "role-of-g", statement: "g is the length of w, |g| = length", kind: .identity,
        source: "the question", experiments: ["anatomy"], outcome: .supported, pinned: .supported,
        evidence: [
          Evidence(
            name: "anatomy.k2.cosine", label: "cosine", value: .number(0.96),
            condition: .above(0.5), holds: true, bearing: .for)
        ]),
      Verdict(
        claim: "quicker", statement: "training is quicker", kind: .experiment,
        source: "the paper", experiments: ["anatomy"], outcome: nil, pinned: .mixed,
        evidence: []),
      Verdict(
        claim: "fixed-budget", statement: "the magnitude is a budget", kind: .experiment,
        source: "the answer", experiments: ["anatomy"], outcome: .mixed, pinned: .mixed,
        stability: 0.83, evidence: []),
    ])

  private static func norm(_ name: String) -> Series {
    Series(
      name: name, explanation: "the norm", x: Quantity("step"), y: Quantity("‖v‖"),
      positions: [1, 10, 100], median: [1, 2, 3],
      spread: Spread(
        minimum: [0, 1, 2], lowerQuartile: [0.5, 1.5, 2.5], upperQuartile: [1.5, 2.5, 3.5],
        maximum: [2, 3, 4]),
      seeds: [SeedPath(seed: 7, values: [1, nil, 3])])
  }

  private static let loss = Series(
    name: "sgd.loss", explanation: "the loss", x: Quantity("epoch"), y: Quantity("loss (nats)"),
    positions: [1, 2], median: [0.5, nil])
}
