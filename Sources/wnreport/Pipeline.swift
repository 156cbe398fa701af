import Experiments
import Foundation
import Reports

/// From options to a report in memory: runs experiments, decides claims, fills templates.
struct Pipeline {
  let options: ReportOptions
  let profile: Profile
  private let catalog = ExperimentCatalog.standard

  init(_ options: ReportOptions, profile: Profile = .default) {
    self.options = options
    self.profile = profile
  }

  /// All files of the report. Experiments that `only` leaves out are read from the output folder.
  func build(only patterns: [String]) async throws -> BuiltReport {
    let selection = try catalog.select(patterns, profile: profile)
    try KernelChoice().select()
    // What can be wrong with the inputs is said before minutes are spent.
    let templates = try TemplateFolder(readingFrom: options.templates)
    let recorded = RecordedRuns(reportFolder: options.folders.output)
    let stored = try leftOut(by: selection).map {
      try recorded.record(of: $0, profile: profile.rawValue)
    }
    let data = try DataLocations(dataDir: options.dataDir).library
    for name in DataSetName.allCases where selection.contains(where: { $0.dataSets.contains(name) })
    {
      _ = try data.describe(name)
    }
    let progress = ProgressDisplay(
      total: selection.reduce(0) { $0 + $1.work(profile) }, isQuiet: options.quiet)
    let workers = Workers(count: options.jobs) { progress.advance(to: $0) }
    let fresh = try await catalog.run(selection, profile: profile, data: data, workers: workers) {
      progress.finished($0.experiment)
    }
    progress.end()
    let byExperiment = Dictionary(
      uniqueKeysWithValues: (fresh + stored).map { ($0.experiment, $0) })
    let records = try catalog.decided(
      catalog.experiments.compactMap { byExperiment[$0.id] }, profile: profile)
    let builder = ReportBuilder(
      profile: profile.rawValue, math: options.math, jobs: options.jobs)
    return try await builder.build(
      records, undecided: try catalog.undecided(without: records), templates: templates)
  }

  /// Says that the output folder cannot be written before minutes are spent on what goes there.
  func checkAccess() throws {
    try ReportWriter(folder: options.folders.output).checkAccess()
  }

  func write(_ report: BuiltReport) throws -> ReportWriter.Summary {
    try ReportWriter(folder: options.folders.output).write(report)
  }

  /// Says that there is no report to compare with before minutes are spent.
  func checkPresence() throws {
    try ReportCheck(folder: options.folders.output).checkPresence()
  }

  func check(_ report: BuiltReport) throws -> [Finding] {
    try ReportCheck(folder: options.folders.output).findings(for: report)
  }

  /// The experiments that are not run again; says so.
  private func leftOut(by selection: [Experiment]) -> [String] {
    let others = catalog.experiments(of: profile).map(\.id).filter { id in
      !selection.contains { $0.id == id }
    }
    if !others.isEmpty, !options.quiet {
      Terminal.say(
        "not run again, read from \(options.folders.output): \(others.joined(separator: ", "))")
    }
    return others
  }
}
