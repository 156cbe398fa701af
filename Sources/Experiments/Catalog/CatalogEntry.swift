public import Runs

/// An experiment of the catalog, as those see it who run it and file its record.
public struct CatalogEntry: Sendable {
  /// The first part of the names of its values: `growth`.
  public let id: String
  /// One line for people.
  public let title: String
  /// The data sets that it reads.
  public let dataSets: [DataSetName]
  var claims: [Claim]
  let definition: any Experiment.Type
  /// The full definition of what a profile runs.
  ///
  /// - Throws: `RunsError.notFinite`.
  let specification: @Sendable (Profile) throws(RunsError) -> JSONValue
  /// Runs it. The record has no verdicts yet.
  let record: @Sendable (RunContext) async throws -> RunRecord
  private let coverageByProfile: @Sendable (Profile) -> Profile.Coverage
  private let workByProfile: @Sendable (Profile) -> Work

  init<Definition: Experiment>(_ definition: Definition.Type) {
    id = definition.id
    title = definition.title
    dataSets = definition.dataSets
    claims = definition.claims
    self.definition = definition
    specification = { profile throws(RunsError) in
      try JSONValue(encoding: definition.specification(of: profile))
    }
    record = { try await definition.record(definition.specification(of: $0.profile), $0) }
    coverageByProfile = { definition.coverage(by: $0) }
    workByProfile = { definition.work(definition.specification(of: $0)) }
  }

  /// How much of its evidence for claims the profile gathers.
  public func coverage(by profile: Profile) -> Profile.Coverage { coverageByProfile(profile) }

  /// What a profile costs, to be weighed against others.
  public func work(_ profile: Profile) -> Work { workByProfile(profile) }
}
