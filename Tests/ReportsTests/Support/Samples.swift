import Figures
import Runs

@testable import Reports

/// Records for tests: one experiment that has a value of every kind, and one that holds claims.
enum Samples {
  static let records = [growth(), anatomy]

  static func growth(ratio: Double = 0.013_214, profile: Profile = .default) -> RunRecord {
    RunRecord(
      experiment: "growth", title: "Does ‖v‖ only grow?", profile: profile.rawValue,
      specification: specification, seeds: [0, 1, 2],
      values: [
        MeasuredValue("sgd.normRatio", .number(ratio), unit: "pp", "final over first norm"),
        MeasuredValue("sgd.decreases", .integer(-3), "steps that shrink v"),
        MeasuredValue("sgd.tiny", .number(2.5e-7), "residual"),
        MeasuredValue("sgd.grows", .flag(true), "whether v only grows"),
        MeasuredValue("sgd.word", .text("slowly"), "how"),
        MeasuredValue("sgd.blank", .text(""), "nothing at all"),
        MeasuredValue("sgd.broken", .number(.nan), "not a number"),
        MeasuredValue(
          "adam.effect", .interval(Interval(estimate: 2.06, low: 1.868, high: 2.243)),
          unit: "log₂", "the effect"),
        MeasuredValue("share", .number(0.879), "a share"),
      ],
      series: [norm("sgd.norm"), norm("adam.norm", hasSpread: false), loss], verdicts: [])
  }

  static let anatomy = RunRecord(
    experiment: "anatomy", title: "The gradient", profile: "default", specification: .object([:]),
    seeds: [0],
    values: [
      MeasuredValue("k2.cosine", .number(0.96), "cosine at k = 2"),
      MeasuredValue("k.16.cosine", .number(0.19), "cosine at k = 16"),
    ],
    series: [], verdicts: [roleOfG, fixedBudget, quicker])

  private static let specification = JSONValue.object([
    "steps": .integer(3000),
    "rate": .number(0.05),
    "third": .number(1.0 / 3),
    "nothing": .null,
    "empty": .array([]),
    "rates": .array([.number(0.1), .number(0.25)]),
    "arms": .array([
      .object(["name": .string("sgd"), "rate": .number(0.5)]),
      .object(["name": .string("adam"), "rate": .number(0.01)]),
    ]),
  ])
}

extension RunRecord {
  /// The same record with these series.
  func with(_ series: [Series]) -> RunRecord {
    RunRecord(
      experiment: experiment, title: title, profile: profile, specification: specification,
      seeds: seeds, values: values, series: series, verdicts: verdicts)
  }
}

// MARK: Series

extension Samples {
  static func norm(_ name: String, hasSpread: Bool = true) -> Series {
    Series(
      name: name, explanation: "the norm", x: Quantity("step"), y: Quantity("‖v‖"),
      positions: [1, 10, 100], median: [1, 2, 3],
      spread: hasSpread
        ? Spread(
          minimum: [0, 1, 2], lowerQuartile: [0.5, 1.5, 2.5], upperQuartile: [1.5, 2.5, 3.5],
          maximum: [2, 3, 4]) : nil,
      seeds: hasSpread ? [SeedPath(seed: 7, values: [1, nil, 3])] : [])
  }

  static let loss = Series(
    name: "sgd.loss", explanation: "the loss", x: Quantity("epoch"), y: Quantity("loss (nats)"),
    positions: [1, 2], median: [0.5, nil])
}

// MARK: Claims

extension Samples {
  static let roleOfG = Verdict(
    claim: "role-of-g", statement: "g is the length of w, |g| = length", kind: .identity,
    source: "the question", experiments: ["anatomy"], outcome: .supported, pinned: .supported,
    reason: "g is that length",
    evidence: [
      Evidence(
        name: "anatomy.k2.cosine", label: "cosine", value: .number(0.96), condition: .above(0.5),
        holds: true, bearing: .for),
      Evidence(
        name: "growth.adam.effect", label: "effect",
        value: .interval(Interval(estimate: 2.06, low: 1.868, high: 2.243)), unit: "octaves",
        condition: .above(3), holds: false, bearing: .open),
    ])

  static let fixedBudget = Verdict(
    claim: "fixed-budget", statement: "the magnitude is a fixed budget", kind: .experiment,
    source: "the answer", experiments: ["anatomy"], outcome: .mixed, pinned: .refuted,
    reason: "some of it is", stability: 0.83, evidence: [])

  static let quicker = Verdict(
    claim: "quicker", statement: "training is quicker", kind: .experiment,
    source: "the paper", experiments: ["anatomy"], outcome: nil, pinned: .mixed, evidence: [])
}
