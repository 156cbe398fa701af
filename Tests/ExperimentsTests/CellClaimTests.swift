import Runs
import Testing
import WeightNormCore

@testable import Experiments

/// Claims that the verdicts of several cells decide by their number.
struct CellClaimTests {
  static let ids = [
    "quicker-reparametrization", "quicker-recipe", "quicker-untuned", "ddi-quicker", "mean-only-bn",
  ]

  private func claim(_ id: String) throws -> Claim {
    try #require(Convergence.claims.first { $0.id == id })
  }

  private func cells(_ better: Int, _ worse: Int, _ equivalent: Int, _ inconclusive: Int)
    -> [CellVerdict]
  {
    [(better, CellVerdict.better), (worse, .worse), (equivalent, .equivalent)]
      .reduce([CellVerdict](repeating: .inconclusive, count: inconclusive)) {
        $0 + [CellVerdict](repeating: $1.1, count: $1.0)
      }
  }

  @Test(
    arguments: [
      ((4, 0, 0, 0), .supported), ((3, 0, 0, 1), .supported), ((2, 0, 0, 1), .supported),
      ((2, 0, 0, 2), .inconclusive), ((0, 0, 0, 4), .inconclusive), ((1, 0, 0, 0), .supported),
      ((0, 4, 0, 0), .refuted), ((0, 1, 2, 1), .refuted), ((0, 1, 1, 2), .inconclusive),
      ((3, 0, 1, 0), .mixed), ((3, 1, 0, 0), .mixed), ((1, 0, 1, 6), .mixed),
      ((5, 0, 1, 0), .mixed), ((0, 1, 5, 3), .refuted), ((0, 1, 4, 3), .inconclusive),
    ] as [((Int, Int, Int, Int), Outcome)])
  func `two thirds of the cells decide, and none may speak against`(
    _ counts: (Int, Int, Int, Int), _ expected: Outcome
  ) {
    #expect(Outcome(cells: cells(counts.0, counts.1, counts.2, counts.3)) == expected)
  }

  /// The rule as it is written, with fractions.
  @Test func `the counts of any eight cells or fewer decide by the rule`() {
    for better in 0...8 {
      for worse in 0...8 - better {
        for equivalent in 0...8 - better - worse {
          for inconclusive in 0...8 - better - worse - equivalent {
            let cells = cells(better, worse, equivalent, inconclusive)
            guard !cells.isEmpty else { continue }
            let share = 2.0 / 3 * Double(cells.count) - 1e-9
            let against = worse + equivalent
            var expected = Outcome.inconclusive
            if Double(better) >= share, against == 0 { expected = .supported }
            if Double(against) >= share, better == 0 { expected = .refuted }
            if better >= 1, against >= 1 { expected = .mixed }
            #expect(Outcome(cells: cells) == expected)
            #expect(Outcome(cells: cells.reversed()) == expected)
          }
        }
      }
    }
  }

  /// The cells of a claim, as its evidence names them.
  private func names(_ claim: Claim) throws -> [String] {
    try claim.verdict().evidence.filter { $0.bearing != .beside }.map(\.name)
  }

  /// Effects that have those verdicts against the margins, cell by cell, none of them void.
  private func answers(
    _ claim: Claim, _ verdicts: (Int) -> CellVerdict
  ) throws -> [String: Measurement] {
    var answers: [String: Measurement] = [:]
    for (index, name) in try names(claim).enumerated() {
      answers[name] = .interval(interval(verdicts(index)))
      answers[verdictName(name)] = .text("not void")
    }
    return answers
  }

  /// Beyond both margins, or within the smaller one.
  private func interval(_ verdict: CellVerdict) -> Interval {
    switch verdict {
    case .better: Interval(estimate: 0.4, low: 0.3, high: 0.5)
    case .worse: Interval(estimate: -0.4, low: -0.5, high: -0.3)
    case .equivalent: Interval(estimate: 0, low: -0.05, high: 0.05)
    case .inconclusive: Interval(estimate: 0, low: -1, high: 1)
    }
  }

  /// The name of the word beside an effect.
  private func verdictName(_ name: String) -> String {
    name.hasSuffix(".headRoom") ? "\(name)Verdict" : name.replacing(".effect", with: ".verdict")
  }

  @Test(arguments: ids)
  func `a claim asks for every cell of its rows, and a void one says nothing`(
    _ id: String
  ) throws {
    let claim = try claim(id)
    let names = try names(claim)
    let rows = Set(names.compactMap { $0.split(separator: ".").dropFirst(2).first })
    #expect(rows.count == (["quicker-reparametrization", "quicker-untuned"].contains(id) ? 2 : 1))
    #expect(names.count == rows.count * 4)
    for row in rows {
      for cell in ["digits", "digits-adam", "fashion-mnist", "fashion-mnist-adam"] {
        let value = id == "quicker-untuned" ? "headRoom" : "effect"
        #expect(names.contains("convergence.\(cell).\(row).\(value)"))
      }
    }
    var answers = try answers(claim) { _ in .better }
    for name in names { answers[verdictName(name)] = .text("void") }
    let void = try claim.verdict(answering: answers)
    #expect(void.outcome == .inconclusive)
    #expect(
      void.evidence.count { $0.bearing == .open && $0.label.hasSuffix(", void") } == names.count)
  }

  @Test(arguments: ids)
  func `cells of any verdicts decide by their number`(_ id: String) throws {
    let claim = try claim(id)
    var stream = RandomStream(experiment: id, .data, seed: 0)
    for _ in 0..<50 {
      let verdicts = (0..<8).map { _ in CellVerdict.allCases[stream.integer(below: 4)] }
      let verdict = try claim.verdict(answering: answers(claim) { verdicts[$0] })
      let cells = verdict.evidence.filter { $0.bearing != .beside }
      #expect(verdict.outcome == Outcome(cells: Array(verdicts.prefix(cells.count))))
      #expect(cells.map(\.holds) == verdicts.prefix(cells.count).map { $0 == .better })
      #expect(
        cells.map(\.bearing)
          == verdicts.prefix(cells.count).map {
            $0 == .better ? .for : $0 == .inconclusive ? .open : .against
          })
    }
  }

  @Test(arguments: ids)
  func `cells that only some profiles run count where they were run`(_ id: String) throws {
    let claim = try claim(id)
    let answers = try answers(claim) { _ in .better }
    #expect(try claim.verdict(answering: answers).outcome == .supported)
    let record = try #require(CommittedRecords.all["convergence"]).answering(answers)
    let names = try names(claim)
    let more = record.values.filter { $0.name.hasPrefix("digits.") }.map { value in
      var other = value
      other.name = value.name.replacing("digits.", with: "digits-sgd.")
      if names.contains("convergence.\(value.name)") { other.value = .interval(interval(.worse)) }
      return other
    }
    let series = record.series.filter { $0.name.hasPrefix("digits.") }.map { series in
      var other = series
      other.name = series.name.replacing("digits.", with: "digits-sgd.")
      return other
    }
    let tables = record.tables.filter { $0.name.hasPrefix("digits.") }.map { table in
      var other = table
      other.name = table.name.replacing("digits.", with: "digits-sgd.")
      return other
    }
    let full = RunRecord(
      experiment: "convergence", title: "", profile: "full", specification: .null, seeds: [],
      values: record.values + more, series: record.series + series,
      tables: record.tables + tables)
    #expect(try claim.verdict(over: ["convergence": full]).outcome == .mixed)
  }

  @Test func `what the start gives alone is shown with the recipe and decides nothing`() throws {
    let claim = try claim("quicker-recipe")
    var answers = try answers(claim) { _ in .better }
    answers["convergence.attribution.startOverCoordinates"] = .number(0.5)
    let verdict = try claim.verdict(answering: answers)
    #expect(verdict.outcome == .supported)
    #expect(verdict.evidence.filter { !$0.holds }.map(\.bearing) == [.beside])
  }

  @Test func `an effect that is no interval is missing`() throws {
    let claim = try claim("mean-only-bn")
    var answers = try answers(claim) { _ in .better }
    let name = try #require(try names(claim).first)
    answers[name] = .number(1)
    #expect(throws: ExperimentsError.missingValue(name: name)) {
      try claim.verdict(answering: answers)
    }
  }

  @Test func `cells are told by their number`() {
    #expect(
      Ruling(cells: [.better, .better, .worse, .equivalent, .inconclusive])
        == .mixed("of 5 comparisons 2 are better, 1 is of no consequence, 1 is worse, 1 is open"))
    #expect(Ruling(cells: [.better]) == .supported("of 1 comparisons 1 is better"))
  }
}
