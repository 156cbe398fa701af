/// Everything a report may know of one experiment: what was asked for, what was measured, and what
/// that decides.
///
/// A record holds no host, time, path, duration or tool version: the same source gives the same
/// record, byte for byte, on every machine.
public struct RunRecord: Codable, Equatable, Sendable {
  /// The version of this layout; a record of another version is refused.
  public static let currentSchemaVersion = 4

  public var schemaVersion = Self.currentSchemaVersion
  /// The identifier, and the first part of every name a template may type: `growth`.
  public var experiment: String
  /// One line for people: `Does ‖v‖ only grow?`.
  public var title: String
  /// The word of the ``Profile`` that was run; a record of another program may hold a word that
  /// this one does not know.
  public var profile: String
  /// The full definition that was run, constants included.
  public var specification: JSONValue
  /// The evaluation seeds.
  public var seeds: [Int]
  /// The measured values, sorted by name.
  public private(set) var values: [MeasuredValue]
  /// The recorded series, sorted by name.
  public private(set) var series: [Series]
  /// What intervals are computed from, seed by seed, sorted by name.
  public private(set) var tables: [SeedTable]
  /// The claims whose home is this experiment, in catalog order.
  public var verdicts: [Verdict]

  public init(
    experiment: String, title: String, profile: String, specification: JSONValue, seeds: [Int],
    values: [MeasuredValue], series: [Series], tables: [SeedTable] = [], verdicts: [Verdict] = []
  ) {
    self.experiment = experiment
    self.title = title
    self.profile = profile
    self.specification = specification
    self.seeds = seeds
    self.values = values.sorted { ExactText($0.name) < ExactText($1.name) }
    self.series = series.sorted { ExactText($0.name) < ExactText($1.name) }
    self.tables = tables.sorted { ExactText($0.name) < ExactText($1.name) }
    self.verdicts = verdicts
  }

  /// The value with that name, without the experiment's prefix.
  public func value(_ name: String) -> MeasuredValue? {
    values.first { $0.name == name }
  }

  /// The series with that name, without the experiment's prefix.
  public func series(_ name: String) -> Series? {
    series.first { $0.name == name }
  }
}
