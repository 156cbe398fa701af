internal import Runs

/// One experiment of the catalog.
public struct Experiment: Sendable {
  /// The first part of the names of its values: `growth`.
  public let id: String
  /// One line for people.
  public let title: String
  /// The data sets that it reads.
  public let dataSets: [DataSetName]
  /// How much of it `quick` runs; the other profiles run the whole.
  let quickCoverage: Profile.Coverage
  /// The estimated cost of a profile, in seconds on a nominal processor; the unit of progress.
  public let work: @Sendable (Profile) -> Double
  /// Runs it. The record has no verdicts yet.
  let run: @Sendable (RunContext) async throws -> RunRecord

  init(
    id: String, title: String, dataSets: [DataSetName], quick: Profile.Coverage = .whole,
    work: @escaping @Sendable (Profile) -> Double,
    run: @escaping @Sendable (RunContext) async throws -> RunRecord
  ) {
    self.id = id
    self.title = title
    self.dataSets = dataSets
    quickCoverage = quick
    self.work = work
    self.run = run
  }

  /// How much of its evidence the profile gathers.
  public func coverage(by profile: Profile) -> Profile.Coverage {
    profile == .quick ? quickCoverage : .whole
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
