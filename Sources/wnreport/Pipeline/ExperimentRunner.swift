import Experiments
import Runs

/// Runs experiments of a catalog with the data sets of this machine.
struct ExperimentRunner {
  let catalog: ExperimentCatalog
  let profile: Profile
  let jobs: Int
  let isQuiet: Bool
  private let data: DataLibrary

  init(
    _ catalog: ExperimentCatalog, profile: Profile, dataDir: String?, jobs: Int, isQuiet: Bool
  ) throws {
    self.catalog = catalog
    self.profile = profile
    self.jobs = jobs
    self.isQuiet = isQuiet
    try KernelChoice().select()
    data = try DataLocations(dataDir: dataDir).library
  }

  /// The keys of all runs of the profile, in catalog order.
  func keys() throws -> [RunKey] {
    try catalog.keys(of: profile, data: data, code: .ofThisProgram())
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
}
