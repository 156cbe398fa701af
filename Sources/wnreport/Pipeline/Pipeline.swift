import Experiments
import Foundation
import Reports
import Runs

/// From options to a report in memory: runs experiments, decides claims, fills templates.
struct Pipeline {
  let inputs: InputOptions
  let profile: Profile
  /// The experiments that are asked for, in catalog order.
  let selection: [CatalogEntry]
  let templates: TemplateFolder
  let data: DataLibrary
  let isQuiet: Bool
  let builder: ReportBuilder
  private let jobs: Int
  let catalog = ExperimentCatalog.standard

  /// Reads the templates and looks for the font, so that what can be wrong with the inputs is said
  /// before minutes are spent.
  init(
    _ inputs: InputOptions, profile: Profile = .default, only patterns: [String] = [],
    jobs: Int = 1, isQuiet: Bool = true
  ) throws {
    self.inputs = inputs
    self.profile = profile
    self.jobs = jobs
    self.isQuiet = isQuiet
    selection = try catalog.select(patterns, profile: profile)
    try KernelChoice().select()
    templates = try TemplateFolder(readingFrom: inputs.templates)
    builder = try ReportBuilder(
      profile: profile, looks: .standard, math: inputs.math, jobs: jobs)
    data = try DataLocations(dataDir: inputs.dataDir).library
    try DrawingCheck().require()
  }

  /// The keys of all runs of the profile, in catalog order.
  func keys() throws -> [RunKey] {
    try catalog.keys(of: profile, data: data, code: .ofThisProgram())
  }

  /// What the files of the report depend on, as a key in a cache.
  func reportKey(_ runs: [RunKey], in cache: ContentCache) throws -> ReportKey {
    try ReportKey(
      folder: inputs.folders.output, in: cache.folder.path, profile: profile,
      math: inputs.math,
      templates: templates, runs: runs, code: .ofThisProgram())
  }

  /// Runs experiments; `finished` is called with each record when it is complete.
  func run(
    _ experiments: [CatalogEntry], finished: @escaping @Sendable (RunRecord) -> Void = { _ in }
  ) async throws -> [RunRecord] {
    for name in DataSetName.allCases
    where experiments.contains(where: { $0.dataSets.contains(name) }) {
      _ = try data.describe(name)
    }
    let progress = ProgressDisplay(
      total: Work.sum(experiments.map { $0.work(profile) }).seconds, isQuiet: isQuiet)
    let workers = Workers(count: jobs) { progress.advance(to: $0.seconds) }
    let records = try await catalog.run(
      experiments, profile: profile, data: data, workers: workers
    ) {
      finished($0)
      progress.finished($0.experiment)
    }
    progress.end()
    return records
  }

  /// All files of the report of some records.
  func report(of records: [RunRecord]) async throws -> BuiltReport {
    let byExperiment = Dictionary(uniqueKeysWithValues: records.map { ($0.experiment, $0) })
    let decided = try catalog.decided(
      catalog.experiments.compactMap { byExperiment[$0.id] }, profile: profile)
    return try await builder.build(
      decided, undecided: catalog.undecided(without: decided), templates: templates)
  }
}
