import Runs
import Testing

@testable import Experiments

extension Experiment {
  /// An experiment that measures nothing but a number.
  static func measuring(
    _ id: String, _ number: Double = 1, quick: Profile.Coverage = .whole,
    sample: Profile.Coverage = .none
  ) -> Experiment {
    Experiment(
      id: id, title: id.uppercased(), dataSets: [], quick: quick, sample: sample,
      specification: { _ in [number] }, work: { _ in 1 }
    ) { specification, context in
      var builder = RecordBuilder()
      builder.number("x", number, "a number")
      return try builder.record(
        of: id, title: id.uppercased(), profile: context.profile, specification: specification,
        seeds: [0])
    }
  }
}

struct CatalogTests {
  private let catalog = ExperimentCatalog(
    experiments: ["anatomy", "growth", "magnitude"].map { .measuring($0) }, claims: [])

  /// The claims of the product, in whatever order.
  private let knownClaims: Set<String> = [
    "role-of-g", "origin-of-g", "w-is-normalized", "how-it-works",
    "magnitude-reassigned", "differs-from-l2", "l2-prevents-blow-up", "wn-prevents-blow-up",
    "l2-quicker", "unimportant-features-shrink", "quicker-reparametrization", "quicker-recipe",
    "quicker-untuned", "steady-under-noise", "magnitude-fixed", "fixed-budget", "budget-speeds-up",
    "g-is-a-learning-rate", "g-is-customizable", "g-affects-future-steps",
    "beats-feature-normalization", "norm-growth", "data-dependent-init", "ddi-quicker",
    "mean-only-bn", "no-batch-dependence", "min-norm-bias", "folding-is-exact",
  ]

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
    let failing = Experiment(
      id: "b", title: "", dataSets: [], specification: { _ in [0] }, work: { _ in 1 }
    ) { _, _ in
      throw ExperimentsError.missingValue(name: "b.x")
    }
    let catalog = ExperimentCatalog(experiments: [.measuring("a"), failing], claims: [])
    await #expect(throws: ExperimentsError.missingValue(name: "b.x")) {
      _ = try await catalog.run(
        catalog.experiments, profile: .default, data: .installed, workers: Workers(count: 1))
    }
  }

  @Test func `a profile runs what it covers and decides what it covers wholly`() async throws {
    func claim(_ id: String, by experiments: [String]) -> Claim {
      Claim(
        id: id, statement: "x is 1.", kind: .law, source: .paper, experiments: experiments,
        pinned: .supported
      ) { evidence throws(ExperimentsError) in
        try evidence.check("\(experiments[0]).x", "x", .within(1...1))
          ? .supported("it is") : .refuted("it is not")
      }
    }
    let catalog = ExperimentCatalog(
      experiments: [
        .measuring("a"), .measuring("b", quick: .part, sample: .whole),
        .measuring("c", quick: .none),
      ],
      claims: [
        claim("of-a", by: ["a"]), claim("of-b", by: ["b"]), claim("of-c", by: ["c"]),
        claim("of-a-and-c", by: ["a", "c"]),
      ])
    #expect(try catalog.select([], profile: .quick).map(\.id) == ["a", "b"])
    #expect(throws: ExperimentsError.noMatch(pattern: "c", known: ["a", "b"])) {
      try catalog.select(["c"], profile: .quick)
    }
    #expect(try catalog.select([], profile: .sample).map(\.id) == ["b"])
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
        case .sample: ["of-b"]
        case .quick: ["of-a"]
        case .default, .full: ["of-a", "of-b", "of-c", "of-a-and-c"]
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
      #expect(experiment.work(.default) > 0)
    }
  }

  @Test func `claims are the product's, each once, and their experiments exist`() {
    let catalog = ExperimentCatalog.standard
    let ids = catalog.claims.map(\.id)
    #expect(!ids.isEmpty && Set(ids).count == ids.count)
    #expect(knownClaims.count == 28)
    #expect(knownClaims.isSuperset(of: ids))
    let experiments = Set(catalog.experiments.map(\.id))
    for claim in catalog.claims {
      #expect(!claim.experiments.isEmpty, "\(claim.id)")
      #expect(experiments.isSuperset(of: claim.experiments), "\(claim.id)")
      #expect(Set(claim.experiments).count == claim.experiments.count, "\(claim.id)")
      #expect(claim.statement.hasSuffix(".") || claim.statement.hasSuffix("?"), "\(claim.id)")
    }
    let undecided = catalog.undecidedClaims
    #expect(undecided.map(\.claim) == ids)
    #expect(undecided.map(\.pinned) == catalog.claims.map(\.pinned))
    #expect(undecided.allSatisfy { $0.outcome == nil && $0.reason == nil && $0.evidence.isEmpty })
  }
}
