public import Runs

/// The fixed list of experiments, each with its claims.
public struct ExperimentCatalog: Sendable {
  public let experiments: [CatalogEntry]

  /// Everything that this program can run.
  public static let standard: ExperimentCatalog = {
    let all: [any Experiment.Type] = [
      Anatomy.self, Growth.self, GrowthRules.self, Magnitude.self, WrongRate.self, LogG.self,
      Noise.self, Penalty.self, DecayOnV.self, Features.self, ImplicitBias.self, Start.self,
      Convergence.self, RateAllocation.self, Conditioning.self, GradientCovariance.self,
      Whitening.self, ImageRecognition.self, DeepQ.self, FrozenMagnitude.self, Imbalance.self,
      BatchSize.self, DirectionStart.self, GrowthSchedule.self, FullSize.self,
    ]
    return ExperimentCatalog(all.map { CatalogEntry($0) })
  }()

  init(_ experiments: [CatalogEntry]) {
    self.experiments = experiments
  }

  /// The part with some of the experiments, and the claims whose home they are.
  public func limited(to isIncluded: (CatalogEntry) -> Bool) -> ExperimentCatalog {
    ExperimentCatalog(experiments.filter(isIncluded))
  }

  /// All claims, in the order of their homes.
  var claims: [Claim] { experiments.flatMap(\.claims) }

  /// The experiments that a profile runs, in catalog order.
  public func experiments(of profile: Profile) -> [CatalogEntry] {
    experiments.filter { $0.coverage(by: profile) != .none }
  }

  /// The experiments of a profile whose identifier matches one of the glob patterns, in catalog order;
  /// all for no pattern.
  ///
  /// - Throws: `ExperimentsError.noMatch` for a pattern that matches nothing.
  public func select(
    _ patterns: [String], profile: Profile = .default
  ) throws(ExperimentsError) -> [CatalogEntry] {
    let experiments = experiments(of: profile)
    for pattern in patterns where !experiments.contains(where: { Glob.matches(pattern, $0.id) }) {
      throw .noMatch(pattern: pattern, known: experiments.map(\.id))
    }
    guard !patterns.isEmpty else { return experiments }
    return experiments.filter { experiment in
      patterns.contains { Glob.matches($0, experiment.id) }
    }
  }

  /// What tells the run of each experiment of a profile from every other run, in catalog order. A data
  /// file that is missing has no digest in the keys; `code` is the digest of the program.
  ///
  /// - Throws: `ExperimentsError.damagedData`, `RunsError.notFinite`.
  public func keys(
    of profile: Profile, data: DataLibrary, code: ContentDigest
  ) throws -> [RunKey] {
    let experiments = experiments(of: profile)
    let names = DataSetName.allCases.filter { name in
      experiments.contains { $0.dataSets.contains(name) }
    }
    let digests = try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try data.digests(of: $0)) })
    return try experiments.map { experiment in
      RunKey(
        experiment: experiment.id, profile: profile.rawValue,
        specification: try experiment.specification(profile),
        data: experiment.dataSets.reduce(into: [:]) { files, name in
          files.merge(digests[name] ?? [:]) { $1 }
        },
        code: code)
    }
  }

  /// Runs experiments side by side; their records, in the order of `selection` and without verdicts.
  /// `finished` is called with each record when it is complete.
  ///
  /// - Throws: `ExperimentsError` for data that are missing or damaged; `CancellationError`.
  public func run(
    _ selection: [CatalogEntry], profile: Profile, data: DataLibrary, workers: Workers,
    finished: @escaping @Sendable (RunRecord) -> Void = { _ in }
  ) async throws -> [RunRecord] {
    try await withThrowingTaskGroup(of: (Int, RunRecord).self) { group in
      for (index, experiment) in selection.enumerated() {
        group.addTask {
          let context = RunContext(
            profile: profile, workers: workers, data: data.limited(to: experiment.dataSets))
          let record = try await experiment.record(context)
          finished(record)
          return (index, record)
        }
      }
      var records = [RunRecord?](repeating: nil, count: selection.count)
      for try await (index, record) in group { records[index] = record }
      return records.compactMap { $0 }
    }
  }

  /// The records of a profile with the verdict of each claim in the record of its first experiment.
  /// A claim whose evidence the profile does not gather completely is left undecided.
  ///
  /// - Throws: `ExperimentsError.missingValue`.
  public func decided(
    _ records: [RunRecord], profile: Profile = .default
  ) throws(ExperimentsError) -> [RunRecord] {
    let byExperiment = complete(records, profile)
    return try records.map { record throws(ExperimentsError) in
      var decided = record
      decided.verdicts = try claims.filter { $0.home == record.experiment }.map {
        claim throws(ExperimentsError) in try claim.verdict(over: byExperiment)
      }
      return decided
    }
  }

  /// The claims whose first experiment has no record that could hold their verdict, undecided.
  public func undecided(without records: [RunRecord]) -> [Verdict] {
    undecidedClaims.filter { claim in
      !records.contains { $0.experiment == claim.experiments[0] }
    }
  }

  /// The records, by experiment, that hold all evidence that claims ask of them.
  private func complete(_ records: [RunRecord], _ profile: Profile) -> [String: RunRecord] {
    let whole = experiments.filter { $0.coverage(by: profile) == .whole }.map(\.id)
    return Dictionary(
      uniqueKeysWithValues: records.filter { whole.contains($0.experiment) }
        .map { ($0.experiment, $0) })
  }

  /// All claims in catalog order, none of them decided.
  public var undecidedClaims: [Verdict] { claims.map { $0.verdict(decided: nil, by: []) } }
}
