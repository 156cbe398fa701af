import Foundation
import Reports
import Runs
import Testing

@testable import Notebooks

struct OwnClaimTests {
  private static let lecture = """
    claims:
      wn-helps:
        statement: Weight normalization ends at a lower loss.
        kind: experiment
        source: lecture
        rule:
          all:
            - {value: digits.ratio, below: 1.2, label: "loss with over without"}
            - any:
                - {value: digits.loss.final, below: 0.1}
                - {value: digits.reached, at-least: 8}
            - {value: growth.sgd.normRatio, above: digits.plain.loss}
        because: {holds: "all seeds do", fails: "some do not"}
        pinned: supported

    """

  @Test func `a rule decides a claim and tells its numbers`() throws {
    let own = try ClaimSamples.read(Self.lecture, sources: ["lecture": "the lecture"])
    let claim = try #require(own.claims.first)
    #expect(claim.experiments == ["digits", "growth"])
    #expect(
      claim.values == [
        "digits.ratio", "digits.loss.final", "digits.reached", "growth.sgd.normRatio",
        "digits.plain.loss",
      ])
    let verdict = try #require(try own.decided(ClaimSamples.records)[1].verdicts.first)
    let records = Dictionary(
      uniqueKeysWithValues: ClaimSamples.records.map { ($0.experiment, $0) })
    #expect(try claim.verdict(over: records) == verdict)
    #expect(verdict.source == "the lecture")
    #expect(verdict.outcome == .supported)
    #expect(verdict.reason == "all seeds do")
    #expect(verdict.stability == nil)
    #expect(!verdict.isFlipped)
    #expect(
      verdict.evidence.map { "\($0.bearing.rawValue): \($0.label) \($0.condition)" } == [
        "for: loss with over without < 1.2", "against: the last loss < 0.1",
        "for: seeds that reach it ≥ 8", "for: final over first > 0.3312",
      ])
    #expect(verdict.evidence[1].unit == "nats")
  }

  @Test(
    arguments: [
      ("{value: digits.ratio, below: 1}", .inconclusive, [.open]),
      ("{value: digits.ratio.estimate, below: 1}", .supported, [.for]),
      ("{value: digits.spec.rate, equal: 0}", .refuted, [.against]),
      ("{value: digits.seeds.count, equal: 2}", .supported, [.for]),
      ("{value: digits.grows, equal: true}", .supported, [.for]),
      ("{value: digits.word, equal: fast}", .refuted, [.against]),
      ("{value: digits.loss.final, within: [0.2, digits.ratio.low]}", .supported, [.for]),
      ("{value: digits.loss.final, at-most: 0.25}", .supported, [.for]),
      (
        "{all: [{value: digits.ratio, below: 1}, {value: digits.grows, equal: false}]}", .refuted,
        [.open, .against]
      ),
      (
        "{any: [{value: digits.ratio, below: 1}, {value: digits.grows, equal: true}]}", .supported,
        [.open, .for]
      ),
      (
        "{all: [{value: digits.ratio, below: 1}, {value: digits.grows, equal: true}]}",
        .inconclusive, [.open, .for]
      ),
    ] as [(String, Outcome, [Evidence.Bearing])])
  func `an interval on both sides of a bound is open, unless another comparison decides`(
    rule: String, outcome: Outcome, bearings: [Evidence.Bearing]
  ) throws {
    let verdict = try #require(try ClaimSamples.verdict(ClaimSamples.file(rule)))
    #expect(verdict.outcome == outcome)
    #expect(verdict.evidence.map(\.bearing) == bearings)
  }

  @Test func `a verdict that seeds decide says how often others repeat it`() throws {
    func record(_ studies: [Double]) -> RunRecord {
      RunRecord(
        experiment: "digits", title: "A log", profile: "default", specification: .object([:]),
        seeds: [1, 2],
        values: [
          MeasuredValue(
            "ratio", .interval(Interval(estimate: 0.8, low: 0.75, high: 0.9)), "with over without",
            sampling: Sampling(studies: studies)),
          MeasuredValue("fixed", .number(1), "a setting"),
        ], series: [])
    }
    // An interval moved to 0.85 still ends below one, and one moved to 0.95 does not.
    let studies = (0..<100).map { $0 < 70 ? 0.85 : 0.95 }
    func stability(_ rule: String, _ kind: String = "experiment") throws -> Double? {
      let file = ClaimSamples.file(rule).replacing("kind: experiment", with: "kind: \(kind)")
      let verdicts = try ClaimSamples.read(file).decided([record(studies)]).flatMap(\.verdicts)
      return try #require(verdicts.first).stability
    }
    #expect(try stability("{value: digits.ratio, below: 1}") == 0.7)
    #expect(try stability("{value: digits.ratio.high, below: 1}") == 0.7)
    #expect(try stability("{value: digits.ratio.low, below: 1}") == 1)
    #expect(try stability("{value: digits.fixed, below: digits.ratio.estimate}") == 1)
    #expect(try stability("{value: digits.fixed, below: 2}") == nil)
    #expect(try stability("{value: digits.ratio, below: 1}", "law") == nil)
  }

  @Test func `what meets a rule for the contrary speaks against the claim`() throws {
    let rule = "{value: digits.grows, equal: true}"
    let file = ClaimSamples.file(rule, pinned: "refuted", "holds: refuted\nfails: supported\n")
    let verdict = try #require(try ClaimSamples.verdict(file))
    #expect(verdict.outcome == .refuted)
    #expect(verdict.evidence.map(\.bearing) == [.against])
    let other = rule.replacing("true", with: "false")
    let contrary = ClaimSamples.file(other, pinned: "refuted", "holds: refuted\nfails: supported\n")
    #expect(try #require(try ClaimSamples.verdict(contrary)).evidence.map(\.bearing) == [.for])
  }

  @Test func `a claim without all its evidence is undecided`() throws {
    let own = try ClaimSamples.read(Self.lecture, sources: ["lecture": "the lecture"])
    let alone = try own.decided([ClaimSamples.digits])
    #expect(alone[0].verdicts.map(\.outcome) == [nil])
    #expect(
      try own.decided(ClaimSamples.records, partial: ["growth"])[1].verdicts[0].outcome == nil)
    #expect(own.undecided([], without: [ClaimSamples.digits]) == [])
    let undecided = own.undecided(
      [ClaimSamples.verdict("w", source: "the paper")], without: [ClaimSamples.growth])
    #expect(undecided.map(\.claim) == ["w", "wn-helps"])
    #expect(try own.claims[0].verdict(over: [:]) == undecided[1])
  }

  @Test func `a pin that does not hold is told as that of the program`() throws {
    let file = ClaimSamples.file("{value: digits.reached, below: 8}")
    let verdicts = try ClaimSamples.read(file).decided(ClaimSamples.records).flatMap(\.verdicts)
    let summary = VerdictSummary(verdicts)
    #expect(summary.flipped.map(\.claim) == ["wn-helps"])
    #expect(summary.text().contains("wn-helps     refuted (pinned: supported)"))
  }

  @Test func `the notebook says who the page and the paper are`() throws {
    let own = try ClaimSamples.read(
      ClaimSamples.file("{value: digits.reached, below: 9}"),
      sources: ["paper": "Salimans and Kingma", "answer": "the reply"])
    let decided = try own.decided(ClaimSamples.records)
    #expect(
      decided.flatMap(\.verdicts).map(\.source) == [
        "Salimans and Kingma", "Ioffe and Szegedy", "Salimans and Kingma",
      ])
    #expect(try own.decided(decided) == decided)
    let asked = [ClaimSource.answer, .question].map {
      ClaimSamples.verdict($0.rawValue, source: $0.text)
    }
    #expect(own.undecided(asked, without: decided).map(\.source) == ["the reply", "the question"])
  }

  @Test func `a notebook without claims changes no record`() throws {
    for file in ["", "\n# claims:\n  #   a: b\n"] {
      let own = try ClaimSamples.read(file)
      #expect(own.claims.isEmpty)
      #expect(try own.decided(ClaimSamples.records) == ClaimSamples.records)
    }
  }

  @Test func `a box and a table show an own claim`() async throws {
    let file = ClaimSamples.file(
      "{value: digits.ratio, below: 1}", pinned: "inconclusive",
      "because: {open: \"the interval holds 1 | and less\"}")
    let records = try ClaimSamples.read(file).decided([ClaimSamples.digits])
    let builder = try ReportBuilder(
      profile: .default, looks: MethodLooks([]), jobs: 1, draw: { _ in [] })
    let page = "# A\n\n```claim\nclaim: wn-helps\n```\n\n```table\nverdicts: [wn-helps]\n```\n"
    let report = try await builder.build(
      records, templates: TemplateFolder(name: "lecture", files: ["README.md": page]))
    let readme = try #require(report.files.first { $0.path == "README.md" })
    #expect(
      String(decoding: readme.bytes, as: UTF8.self) == """
        # A

        <a name="claim-wn-helps"></a>

        > **Claim** (the paper; experiment): It helps.
        >
        > **Verdict: inconclusive**, because the interval holds 1 | and less.
        >
        > - open: with over without: 0.80 [0.60, 1.10] (not `< 1`)

        | Claim | What is claimed | Who says or asks it | Verdict |
        | --- | --- | --- | --- |
        | [wn-helps](#claim-wn-helps) | It helps. | the paper | inconclusive |

        """)
  }

  @Test func `the folder of a notebook holds its claims`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    try write("README.md", "# A\n")
    try write("notebook.yaml", "title: A\nsources: {lecture: the lecture}\n")
    try write("claims.yaml", Self.lecture.replacing("\n", with: "\r\n"))
    let notebook = try Notebook(readingFrom: folder.path, builtIn: [])
    #expect(notebook.claims.map(\.source) == ["the lecture"])
    #expect(try notebook.decided(ClaimSamples.records)[1].verdicts.count == 1)
    #expect(notebook.undecided([], without: []).map(\.claim) == ["wn-helps"])
    #expect(throws: Never.self) {
      try notebook.checkClaims(experiments: ["digits", "growth"], program: ["norm-growth"])
    }

    try write("claims.yml", "")
    let error = #expect(throws: ReportError.self) {
      try Notebook(readingFrom: folder.path, builtIn: [])
    }
    #expect(
      error?.description == "\(folder.path)/claims.yml:1:1: the claims of a notebook stand in"
        + " `claims.yaml`; rename this file")
  }
}
