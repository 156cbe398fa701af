public import ArgumentParser
import Experiments
import Foundation
public import Reports
import Runs

/// The options of the commands that run experiments.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("jobs"),
    help: ArgumentHelp(
      "How many jobs run at once; the report does not depend on it. (default: one per core)",
      valueName: "n"))
  var jobLimit: Int?

  @OptionGroup var inputs: InputOptions

  @Flag(help: "Say nothing but errors and results.")
  var quiet = false

  var jobs: Int { jobLimit ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs takes a number from 1 on, not \(jobs)") }
  }
}

/// What a report is made from, and where it lies.
struct InputOptions: ParsableArguments {
  @OptionGroup var place: NotebookOptions

  @Option(
    help: ArgumentHelp(
      "The folder of Fashion-MNIST's four files; WNREPORT_DATA_DIR names it too.",
      valueName: "dir"), completion: .directory,
    transform: { try FolderArgument.path($0, of: "--data-dir") })
  var dataDir: String?

  @Option(help: "How formulas are written: for GitHub and GitLab, or with dollar signs for pandoc.")
  var math = MathForm.github
}

extension InputOptions {
  /// The command that writes the report of a profile which these options describe; nil for that of the
  /// notebook.
  func generateCommand(_ profile: Profile?) -> String {
    var words = ["wnreport", "generate"]
    if let notebook = place.named { words.append(notebook) }
    if let profile { words += ["--profile", profile.rawValue] }
    if let output = place.output { words += ["--output", output] }
    if let dataDir { words += ["--data-dir", dataDir] }
    if math != .github { words += ["--math", math.rawValue] }
    return words.map(Self.quoted).joined(separator: " ")
  }

  /// A word as a shell takes it for one.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.wholeMatch(of: #/[A-Za-z0-9_.,:+@%\/=-]+/#) != nil
    return isPlain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}

extension MathForm: ExpressibleByArgument {}
