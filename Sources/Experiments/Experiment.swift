public import Runs

/// One experiment of the catalog.
public struct Experiment: Sendable {
  /// The first part of the names of its values: `growth`.
  public let id: String
  /// One line for people.
  public let title: String
  /// The data sets that it reads.
  public let dataSets: [DataSetName]
  /// How much of it `quick` and `sample` run; the other profiles run the whole.
  private let quickCoverage, sampleCoverage: Profile.Coverage
  /// The full definition of what a profile runs.
  ///
  /// - Throws: `RunsError.notFinite`.
  let specification: @Sendable (Profile) throws(RunsError) -> JSONValue
  /// The estimated cost of a profile, in seconds on a nominal processor; the unit of progress.
  public let work: @Sendable (Profile) -> Double
  /// Runs it. The record has no verdicts yet.
  let run: @Sendable (RunContext) async throws -> RunRecord

  /// `specification` is all of the definition: neither the cost nor the run is told the profile in
  /// any other way, so that a kept run of the same specification is the same run.
  init<Specification: Encodable & Sendable>(
    id: String, title: String, dataSets: [DataSetName], quick: Profile.Coverage = .whole,
    sample: Profile.Coverage = .none,
    specification: @escaping @Sendable (Profile) -> Specification,
    work: @escaping @Sendable (Specification) -> Double,
    run: @escaping @Sendable (Specification, RunContext) async throws -> RunRecord
  ) {
    self.id = id
    self.title = title
    self.dataSets = dataSets
    quickCoverage = quick
    sampleCoverage = sample
    self.specification = { profile throws(RunsError) in
      try JSONValue(encoding: specification(profile))
    }
    self.work = { work(specification($0)) }
    self.run = { try await run(specification($0.profile), $0) }
  }

  /// How much of its evidence the profile gathers.
  public func coverage(by profile: Profile) -> Profile.Coverage {
    switch profile {
    case .sample: sampleCoverage
    case .quick: quickCoverage
    case .default, .full: .whole
    }
  }
}

/// What an experiment may use while it runs.
struct RunContext: Sendable {
  let profile: Profile
  let workers: Workers
  let data: DataLibrary
}

/// Nominal costs, for progress only; never part of a record.
enum Work {
  /// Seconds of one training step with that many floating-point operations.
  static func step(_ operations: Int) -> Double {
    6e-6 + Double(operations) / 6e10
  }
}
