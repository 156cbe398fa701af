import Notebooks
import Reports
import Runs

/// Records and claims for tests.
enum ClaimSamples {
  static let digits = RunRecord(
    experiment: "digits", title: "A log", profile: "default",
    specification: .object(["rate": .number(0.1)]), seeds: [1, 2],
    values: [
      MeasuredValue("loss.final", .number(0.25), unit: "nats", "the last loss"),
      MeasuredValue("plain.loss", .number(0.331_234_567), "the last loss without"),
      MeasuredValue("reached", .integer(8), "seeds that reach it"),
      MeasuredValue(
        "ratio", .interval(Interval(estimate: 0.8, low: 0.6, high: 1.1)), "with over without"),
      MeasuredValue("grows", .flag(true), "whether the norm grows"),
      MeasuredValue("word", .text("slowly"), "how"),
    ],
    series: [
      Series(
        name: "loss", explanation: "the loss", x: Quantity("step"), y: Quantity("loss"),
        positions: [1, 2], median: [1, 0.5])
    ])

  static let growth = RunRecord(
    experiment: "growth", title: "Growth", profile: "default", specification: .object([:]),
    seeds: [0], values: [MeasuredValue("sgd.normRatio", .number(2), "final over first")],
    series: [],
    verdicts: [
      verdict("norm-growth", source: "the paper"), verdict("others", source: "Ioffe and Szegedy"),
    ])

  static let records = [growth, digits]

  static func verdict(_ claim: String, source: String) -> Verdict {
    Verdict(
      claim: claim, statement: "v grows", kind: .law, source: source, experiments: ["growth"],
      outcome: .supported, pinned: .supported, evidence: [])
  }

  /// A file of one claim with that rule and other entries.
  static func file(_ rule: String, pinned: String = "supported", _ more: String = "") -> String {
    """
    claims:
      wn-helps:
        statement: It helps.
        kind: experiment
        source: paper
        rule: \(rule)
        pinned: \(pinned)
    \(more.split(separator: "\n").map { "    \($0)\n" }.joined())
    """
  }

  static func read(
    _ contents: String, sources: [String: String] = [:]
  ) throws(ReportError) -> OwnClaims {
    let log = ProblemLog()
    let claims = OwnClaims(contents: contents, file: "claims.yaml", sources: sources, log: log)
    guard log.problems.isEmpty else { throw .templates(log.sorted) }
    return claims
  }

  /// The verdict on the claim of a file.
  static func verdict(_ contents: String) throws -> Verdict? {
    try read(contents).decided(records).flatMap(\.verdicts).first { $0.claim == "wn-helps" }
  }

  /// What is said of a file that is wrong, or of its rules.
  static func problems(_ contents: String) -> String {
    do throws(ReportError) {
      let claims = try read(contents, sources: ["lecture": "the lecture"])
      try claims.check(experiments: records.map(\.experiment), program: ["norm-growth"])
      _ = try claims.decided(records)
      return ""
    } catch {
      return error.description
    }
  }
}
