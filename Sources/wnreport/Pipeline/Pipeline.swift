import Experiments
import Notebooks
import Reports
import Runs

/// From a notebook to its report in memory: runs the experiments that it asks for, decides claims, fills
/// its pages.
struct Pipeline {
  let notebook: Notebook
  let profile: Profile
  /// The experiments that are asked for on the command line too, in catalog order.
  let selection: [CatalogEntry]
  let builder: ReportBuilder
  let runner: ExperimentRunner
  private let math: MathForm
  private let asked: AskedNames

  /// Looks for the font, so that what can be wrong with the inputs is said before minutes are spent.
  ///
  /// - Parameters:
  ///   - notebook: what the report is made from.
  ///   - inputs: how it is made.
  ///   - profile: how much is run; nil for what the notebook wants.
  ///   - patterns: which experiments are asked for; all for none.
  init(
    _ notebook: Notebook, _ inputs: InputOptions, profile: Profile?,
    only patterns: [String] = [], jobs: Int = 1, isQuiet: Bool = true
  ) throws {
    self.notebook = notebook
    self.profile = profile ?? notebook.settings.profile
    math = inputs.math
    asked = AskedNames(in: notebook.pages)
    let catalog = try notebook.catalog(asked)
    selection = try catalog.select(patterns, profile: self.profile)
    runner = try ExperimentRunner(
      catalog, profile: self.profile, dataDir: inputs.dataDir, jobs: jobs, isQuiet: isQuiet)
    let others = ExperimentCatalog.standard.experiments.map(\.id).filter { id in
      !catalog.experiments.contains { $0.id == id }
    }
    builder = try ReportBuilder(
      profile: self.profile, looks: .standard, math: math, jobs: jobs, others: others)
    try DrawingCheck().require()
  }

  var catalog: ExperimentCatalog { runner.catalog }

  /// The keys of all runs of the profile, in catalog order.
  func keys() throws -> [RunKey] { try runner.keys() }

  /// What the files of the report depend on, as a key in a cache.
  func reportKey(_ runs: [RunKey], in cache: ContentCache) throws -> ReportKey {
    try ReportKey(
      folder: notebook.output, in: cache.folder.path, profile: profile, math: math,
      templates: notebook.pages, runs: runs, code: .ofThisProgram())
  }

  /// The records with the verdicts that they decide, in catalog order.
  func decided(_ records: [RunRecord]) throws -> [RunRecord] {
    let byExperiment = Dictionary(uniqueKeysWithValues: records.map { ($0.experiment, $0) })
    return try catalog.decided(
      catalog.experiments.compactMap { byExperiment[$0.id] }, profile: profile)
  }

  /// The verdicts of all claims that some records do not decide: every claim is known by its name.
  func undecided(without records: [RunRecord]) -> [Verdict] {
    ExperimentCatalog.standard.undecided(without: records)
  }

  /// All files of the report of some records.
  func report(of records: [RunRecord]) async throws -> BuiltReport {
    let decided = try decided(records)
    let report = try await builder.build(
      decided, undecided: undecided(without: decided), templates: notebook.pages)
    return report.limited { asked.includes(claim: $0.claim, of: $0.kind) }
  }
}

extension Notebook {
  /// The experiments that the pages name, by a value, a series or a verdict, and those that the notebook
  /// asks for besides.
  fileprivate func catalog(_ asked: AskedNames) throws(ExperimentsError) -> ExperimentCatalog {
    let all = ExperimentCatalog.standard
    let claims = all.undecidedClaims.filter { asked.includes(claim: $0.claim, of: $0.kind) }
    let patterns = settings.experiments
    let besides = patterns.isEmpty ? [] : try all.select(patterns, profile: .full).map(\.id)
    let named = besides + claims.flatMap(\.experiments)
    return all.limited { asked.includes(experiment: $0.id) || named.contains($0.id) }
  }
}
