public import ArgumentParser
import Foundation
public import Reports

/// The options of the commands that run experiments.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many jobs run at once; the report does not depend on it.", valueName: "n"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup var folders: FolderOptions

  @Option(help: ArgumentHelp("The folder of the templates.", valueName: "dir"))
  var templates = "templates"

  @Option(
    help: ArgumentHelp(
      "The folder of Fashion-MNIST's four files; WNREPORT_DATA_DIR names it too.",
      valueName: "dir"))
  var dataDir: String?

  @Option(help: "How formulas are written: for GitHub and GitLab, or with dollar signs for pandoc.")
  var math = MathForm.github

  @Flag(help: "Say nothing but errors and results.")
  var quiet = false

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs takes a number from 1 on, not \(jobs)") }
  }
}

/// Where the report lies.
struct FolderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the report.", valueName: "dir"))
  var output = "reports"
}

extension MathForm: ExpressibleByArgument {}
