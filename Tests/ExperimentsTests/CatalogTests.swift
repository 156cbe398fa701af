import Runs
import Testing

@testable import Experiments

private enum Anatomy: ExperimentName {}
private enum Growth: ExperimentName {}
private enum Magnitude: ExperimentName {}

/// Run in part by `quick`, wholly by `sample`.
private enum Part: ExperimentName {
  static let quick = Profile.Coverage.part
  static let sample = Profile.Coverage.whole
}

/// Not run by `quick`.
private enum Slow: ExperimentName {
  static let quick = Profile.Coverage.none
}

private enum Failing: ExperimentName {
  static let error: ExperimentsError? = .missingValue(name: "failing.x")
}

struct CatalogTests {
  private let catalog = ExperimentCatalog([
    CatalogEntry(measuring: Anatomy.self), CatalogEntry(measuring: Growth.self),
    CatalogEntry(measuring: Magnitude.self),
  ])

  @Test(arguments: [
    ([], ["anatomy", "growth", "magnitude"]), (["growth"], ["growth"]),
    (["magnitude", "anatomy"], ["anatomy", "magnitude"]), (["*a*"], ["anatomy", "magnitude"]),
    (["growth", "g*"], ["growth"]), (["*"], ["anatomy", "growth", "magnitude"]),
  ])
  func `a selection is in catalog order`(_ patterns: [String], _ expected: [String]) throws {
    #expect(try catalog.select(patterns).map(\.id) == expected)
  }

  @Test(arguments: [
    (["grow"], "did you mean growth? There are"),
    (["anatomy", "Growth"], "did you mean growth? There are"),
    (["*", "x*"], "there are"), ([""], "there are"),
  ])
  func `a pattern that matches nothing is refused with what there is`(
    _ patterns: [String], _ words: String
  ) throws {
    let pattern = try #require(patterns.last)
    let error = ExperimentsError.noMatch(
      pattern: pattern, known: ["anatomy", "growth", "magnitude"])
    #expect(throws: error) { try catalog.select(patterns) }
    #expect(
      "\(error)" == "no experiment matches “\(pattern)”; \(words) anatomy, growth, magnitude")
  }

  @Test func `records come in the order of the selection, and are told of when complete`()
    async throws
  {
    let (finished, continuation) = AsyncStream.makeStream(of: String.self)
    let records = try await catalog.run(
      catalog.experiments.reversed(), profile: .default, data: .installed,
      workers: Workers(count: 2)
    ) { continuation.yield($0.experiment) }
    continuation.finish()
    #expect(records.map(\.experiment) == ["magnitude", "growth", "anatomy"])
    #expect(records.allSatisfy { $0.verdicts.isEmpty && $0.profile == "default" })
    var told: Set<String> = []
    for await experiment in finished { told.insert(experiment) }
    #expect(told == ["anatomy", "growth", "magnitude"])
  }

  @Test func `an error of one experiment is the run's`() async throws {
    let catalog = ExperimentCatalog([
      CatalogEntry(measuring: A.self), CatalogEntry(measuring: Failing.self),
    ])
    await #expect(throws: ExperimentsError.missingValue(name: "failing.x")) {
      _ = try await catalog.run(
        catalog.experiments, profile: .default, data: .installed, workers: Workers(count: 1))
    }
  }

  @Test func `a profile runs what it covers and decides what it covers wholly`() async throws {
    func claim<each Source: Experiment>(
      _ id: String, by experiments: repeat (each Source).Type
    ) -> Claim {
      Claim(
        id: id, statement: "x is 1.", kind: .law, source: .paper, pinned: .supported,
        from: repeat each experiments
      ) { (_: EvidenceCollector, _: repeat (each Source).Result) in .supported("it is") }
    }
    let catalog = ExperimentCatalog([
      CatalogEntry(
        measuring: A.self,
        [
          claim("of-a", by: Measuring<A>.self),
          claim("of-a-and-slow", by: Measuring<A>.self, Measuring<Slow>.self),
        ]),
      CatalogEntry(measuring: Part.self, [claim("of-part", by: Measuring<Part>.self)]),
      CatalogEntry(measuring: Slow.self, [claim("of-slow", by: Measuring<Slow>.self)]),
    ])
    #expect(try catalog.select([], profile: .quick).map(\.id) == ["a", "part"])
    #expect(throws: ExperimentsError.noMatch(pattern: "slow", known: ["a", "part"])) {
      try catalog.select(["slow"], profile: .quick)
    }
    #expect(try catalog.select([], profile: .sample).map(\.id) == ["part"])
    for profile in Profile.allCases {
      let records = try await catalog.run(
        catalog.experiments(of: profile), profile: profile, data: .installed,
        workers: Workers(count: 1))
      let verdicts =
        try catalog.decided(records, profile: profile).flatMap(\.verdicts)
        + catalog.undecided(without: records)
      let outcomes = Dictionary(uniqueKeysWithValues: verdicts.map { ($0.claim, $0.outcome) })
      #expect(outcomes.count == 4)
      let whole: Set =
        switch profile {
        case .sample: ["of-part"]
        case .quick: ["of-a"]
        case .default, .full: ["of-a", "of-part", "of-slow", "of-a-and-slow"]
        }
      for (claim, outcome) in outcomes {
        #expect(outcome == (whole.contains(claim) ? .supported : nil), "\(claim)")
      }
    }
  }

  @Test func `experiments have unique names that need no quoting`() {
    let experiments = ExperimentCatalog.standard.experiments
    let ids = experiments.map(\.id)
    #expect(!ids.isEmpty && Set(ids).count == ids.count)
    for experiment in experiments {
      #expect(experiment.id.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") })
      #expect(!experiment.title.isEmpty)
      #expect(experiment.work(.default).seconds > 0)
    }
  }

  @Test func `claims are those of the report, each once, and their experiments exist`() {
    let catalog = ExperimentCatalog.standard
    let ids = catalog.claims.map(\.id)
    #expect(!ids.isEmpty && Set(ids).count == ids.count)
    let recorded = CommittedRecords.all.values.flatMap(\.verdicts).map(\.claim)
    #expect(Set(ids).isSuperset(of: recorded), "a claim of the committed report is gone")
    let experiments = Set(catalog.experiments.map(\.id))
    for claim in catalog.claims {
      #expect(!claim.experiments.isEmpty, "\(claim.id)")
      #expect(experiments.isSuperset(of: claim.experiments), "\(claim.id)")
      #expect(Set(claim.experiments).count == claim.experiments.count, "\(claim.id)")
      let home = catalog.experiments.first { $0.claims.contains { $0.id == claim.id } }
      #expect(home?.id == claim.home, "\(claim.id)")
      #expect(claim.statement.hasSuffix(".") || claim.statement.hasSuffix("?"), "\(claim.id)")
    }
    let undecided = catalog.undecidedClaims
    #expect(undecided.map(\.claim) == ids)
    #expect(undecided.map(\.pinned) == catalog.claims.map(\.pinned))
    #expect(undecided.allSatisfy { $0.outcome == nil && $0.reason == nil && $0.evidence.isEmpty })
  }
}
