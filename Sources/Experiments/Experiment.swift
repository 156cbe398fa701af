internal import Runs

/// An experiment: what is asked for, how it is run, what it gives, and the claims that it decides.
///
/// A type that conforms is never made into a value; `ExperimentCatalog.standard` lists the types.
protocol Experiment: Sendable {
  associatedtype Specification: ExperimentSpecification
  /// What is recorded.
  associatedtype Result: Recorded

  /// The first part of the names of its values: `growth`.
  static var id: String { get }
  /// One line for people.
  static var title: String { get }
  /// The data sets that it reads; none unless it says so.
  static var dataSets: [DataSetName] { get }
  /// How much of its evidence `quick` and `sample` gather: all and nothing unless it says otherwise. The
  /// other profiles gather all.
  static var quick: Profile.Coverage { get }
  static var sample: Profile.Coverage { get }
  /// What a profile runs: the same in all of them unless it says otherwise.
  static func specification(of profile: Profile) -> Specification
  /// An estimate of what a run costs, for progress only.
  static func work(_ specification: Specification) -> Work
  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result
  /// The claims whose home it is; none unless it says so.
  static var claims: [Claim] { get }
}

extension Experiment {
  static var dataSets: [DataSetName] { [] }
  static var claims: [Claim] { [] }

  static var quick: Profile.Coverage { .whole }
  static var sample: Profile.Coverage { .none }

  static func specification(of profile: Profile) -> Specification { Specification() }

  static func coverage(by profile: Profile) -> Profile.Coverage {
    switch profile {
    case .sample: sample
    case .quick: quick
    case .default, .full: .whole
    }
  }

  /// The record of a run, without verdicts.
  ///
  /// - Throws: `RunsError.notFinite` for a number, measured or specified, that JSON cannot hold; what the run
  ///   throws.
  static func record(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    var context = context
    context.work = work(specification)
    let writer = try RecordWriter(try await run(specification, context))
    return RunRecord(
      experiment: id, title: title, profile: context.profile.rawValue,
      specification: try JSONValue(encoding: specification), seeds: specification.seeds,
      values: writer.values, series: writer.series, tables: writer.tables)
  }

  /// What a record of this experiment holds.
  ///
  /// - Throws: `ExperimentsError.missingValue` with the first value that the record lacks.
  static func result(of record: RunRecord) throws(ExperimentsError) -> Result {
    try RecordDecoder(record).read(Result.self)
  }
}

/// All of the definition of a run, constants and seeds included: a kept run of the same specification, data
/// and program is the same run. It becomes part of the record.
protocol ExperimentSpecification: Codable, Sendable {
  /// What `default` runs.
  init()
  /// The seeds of the evaluation, of which a report tells the number.
  var seeds: [Int] { get }
}

/// What an experiment may use while it runs.
struct RunContext: Sendable {
  let profile: Profile
  let workers: Workers
  var data: DataLibrary
  /// What the whole run costs, for progress.
  fileprivate(set) var work = Work.zero

  /// The results of `body` for each item, in the order of the items: all of the experiment's work, in equal
  /// shares. Where jobs are of several kinds, `workers` takes them with a work of their own.
  ///
  /// - Throws: the first error in item order; `CancellationError` when the task was cancelled.
  func map<Item: Sendable, Value: Sendable>(
    _ items: [Item], _ body: @escaping @Sendable (Item) throws -> Value
  ) async throws -> [Value] {
    try await workers.map(items, work: work.divided(by: items.count), body)
  }
}
