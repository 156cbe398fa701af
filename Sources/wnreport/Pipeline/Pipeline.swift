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
  /// The runs of the notebook's own that its pages name.
  let ownRecords: [RunRecord]
  private let math: MathForm
  private let asked: Asked

  /// Looks for the font, so that what can be wrong with the inputs is said before minutes are spent.
  ///
  /// - Parameters:
  ///   - notebook: what the report is made from.
  ///   - inputs: how it is made.
  ///   - profile: how much is run; nil for what the notebook wants.
  ///   - patterns: which experiments are asked for; all for none.
  ///   - jobs: how many jobs run at once.
  ///   - isQuiet: whether nothing is said.
  ///   - drawsPictures: whether pictures are drawn, or left empty.
  /// - Throws: what is wrong with the options, the data or the machine.
  init(
    _ notebook: Notebook, _ inputs: InputOptions, profile: Profile?,
    only patterns: [String] = [], jobs: Int = 1, isQuiet: Bool = true,
    drawsPictures: Bool = true
  ) throws {
    self.notebook = notebook
    self.profile = profile ?? notebook.settings.profile
    math = inputs.math
    asked = try Asked(by: notebook)
    let catalog = asked.catalog
    selection = try catalog.select(patterns, profile: self.profile)
    runner = try ExperimentRunner(
      catalog, profile: self.profile, dataDir: inputs.dataDir, jobs: jobs, isQuiet: isQuiet)
    ownRecords = try asked.ownRecords.map { [profile = self.profile] name in
      try ProgressDisplay.ofTable(isQuiet: isQuiet) { progress in
        try notebook.records.record(named: name, profile: profile, progress: progress)
      }
    }
    let others = ExperimentCatalog.standard.experiments.map(\.id).filter { id in
      !catalog.experiments.contains { $0.id == id }
    }
    builder = try ReportBuilder(
      profile: self.profile, looks: .standard, math: math, jobs: jobs, others: others,
      title: notebook.settings.title, ownClaims: notebook.claims.map(\.id),
      draw: drawsPictures ? ReportBuilder.png : ReportBuilder.nothing)
    if drawsPictures { try DrawingCheck().require() }
  }

  var catalog: ExperimentCatalog { runner.catalog }

  /// The keys of all runs of the profile, in catalog order.
  func keys() throws -> [RunKey] { try runner.keys() }

  /// What the files of the report depend on, as a key in a cache.
  func reportKey(_ runs: [RunKey], in cache: ContentCache) throws -> ReportKey {
    try ReportKey(
      folder: notebook.output, in: cache.folder.path, profile: profile, math: math,
      templates: notebook.pages, files: notebook.digests(of: asked.ownRecords), runs: runs,
      code: .ofThisProgram())
  }

  /// The records with the verdicts that they decide, in catalog order, and those of the notebook.
  ///
  /// - Throws: what is wrong in the notebook's claims, and then in its pages as well.
  func decided(_ records: [RunRecord]) async throws -> [RunRecord] {
    let byExperiment = Dictionary(uniqueKeysWithValues: records.map { ($0.experiment, $0) })
    let recorded =
      try catalog.decided(
        catalog.experiments.compactMap { byExperiment[$0.id] }, profile: profile) + ownRecords
    switch decidedClaims(over: recorded) {
    case .success(let decided): return decided
    case .failure(.templates(let problems)):
      throw ReportError.templates(problems + (await self.problems(withoutVerdictsOn: recorded)))
    case .failure(let error): throw error
    }
  }

  /// The records with the verdicts of the notebook's claims, or what is wrong in these.
  private func decidedClaims(over records: [RunRecord]) -> Result<[RunRecord], ReportError> {
    Result { () throws(ReportError) in
      try notebook.checkClaims(
        experiments: ExperimentCatalog.standard.experiments.map(\.id),
        program: ExperimentCatalog.standard.undecidedClaims.map(\.claim))
      return try notebook.decided(records, partial: partial)
    }
  }

  /// The experiments whose evidence decides no own claim. The notebook's own profile gathers what its claims
  /// ask for, however little is run; another one may run less.
  var partial: Set<String> {
    guard profile != notebook.settings.profile else { return [] }
    return Set(catalog.experiments.filter { $0.coverage(by: profile) == .part }.map(\.id))
  }

  /// The verdicts of all claims that some records do not decide: every claim is known by its name.
  func undecided(without records: [RunRecord]) -> [Verdict] {
    notebook.undecided(ExperimentCatalog.standard.undecided(without: records), without: records)
  }

  /// The claims whose verdict is no longer the pinned one. Pins of the program are what the default profile
  /// gives, and those of the notebook what its own profile gives.
  func flipped(_ verdicts: [Verdict]) -> [Verdict] {
    let own = Set(notebook.claims.map(\.id))
    return VerdictSummary(verdicts).flipped.filter { verdict in
      profile == (own.contains(verdict.claim) ? notebook.settings.profile : .default)
    }
  }

  /// All files of the report of some records.
  func report(of records: [RunRecord]) async throws -> BuiltReport {
    let decided = try await decided(records)
    let report = try await builder.build(
      decided, undecided: undecided(without: decided), templates: notebook.pages)
    return report.limited { asked.claims.contains($0.claim) }
  }
}

/// What a notebook asks for.
private struct Asked {
  /// The experiments that its pages and its claims name, by a value, a series or a verdict, and those that
  /// it asks for besides.
  let catalog: ExperimentCatalog
  /// The claims that its pages name, its own, and those of the experiments that it asks for besides.
  let claims: Set<String>
  /// The runs of the notebook's own that they name.
  let ownRecords: [String]

  init(by notebook: Notebook) throws(ExperimentsError) {
    let all = ExperimentCatalog.standard
    let names = AskedNames(in: notebook.pages)
    let patterns = notebook.settings.experiments
    let besides = patterns.isEmpty ? [] : try all.select(patterns, profile: .full).map(\.id)
    let claims = all.undecidedClaims.filter {
      names.includes(claim: $0.claim, of: $0.kind) || besides.contains($0.experiments[0])
    }
    let named = besides + claims.flatMap(\.experiments) + notebook.claims.flatMap(\.experiments)
    self.claims = Set(claims.map(\.claim) + notebook.claims.map(\.id))
    ownRecords = notebook.records.names.filter {
      names.includes(experiment: $0) || named.contains($0)
    }
    catalog = all.limited { names.includes(experiment: $0.id) || named.contains($0.id) }
  }
}
