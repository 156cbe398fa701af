import ArgumentParser
import Experiments
import Foundation
import Reports

/// The comparison on digits, recorded and drawn: a sweep over methods, learning rates and seeds.
struct DigitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digits",
    abstract: "The comparison on digits with one figure, as wnreport makes its report.")

  @Argument(help: ArgumentHelp("The folder of the templates.", valueName: "templates"))
  var templates: String

  @Argument(help: ArgumentHelp("The folder of the report.", valueName: "output"))
  var output: String

  @Option(help: "How many jobs run at once.")
  var jobs = 2

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs takes a number from 1 on") }
  }

  func run() async throws {
    let catalog = ExperimentCatalog.standard
    let records = try await catalog.run(
      catalog.select(["convergence"], profile: .quick), profile: .quick,
      data: .shipped, workers: Workers(count: jobs))
    let report = try await ReportBuilder(profile: .quick, looks: .standard, jobs: jobs)
      .build(records, templates: TemplateFolder(readingFrom: templates))
    _ = try ReportWriter(folder: output).write(report)
  }
}
