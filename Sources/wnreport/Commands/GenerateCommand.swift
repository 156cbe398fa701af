public import ArgumentParser
import Experiments
import Foundation
import Notebooks
import Reports
public import Runs

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Run the experiments that a notebook names and write its report.",
    discussion: """
      A notebook is a folder of Markdown pages with holes; \(NotebookSettings.fileName) in it says what \
      it is called, where its report goes and which profile it wants. The experiments whose values, \
      series or verdicts its pages name are run, and no others.

      Writes Markdown chapters, figures and records into the output folder, each file at once or not \
      at all, and ends with the verdict table. Replaces and removes only files that it wrote there \
      from the same notebook, as the small file .wnreport.json says. Ends with status 1 when a verdict is not the pinned one.

      Finished runs are kept. One is used again only if its definition, its seeds, the content of its \
      data files and this program are what they were; `wnreport status` tells. After an interruption, \
      the next generate goes on from there.

      EXAMPLES
        wnreport generate
        wnreport generate --fresh
        wnreport generate --only growth --only magnitude
        wnreport generate --output /tmp/report --jobs 1
        wnreport generate --profile quick --output /tmp/quick
        wnreport generate lecture
        wnreport generate lecture --profile sample --output /tmp/sample
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Run the experiments whose name matches, again if need be; the others come from the cache, or else from the output folder.",
      valueName: "glob"), completion: .experiment)
  var only: [String] = []

  @Option(
    help: """
      How much is run: what the notebook wants, less or more. Only the notebook's own profile may write \
      into the folder that it names for its report. (default: the notebook's)
      """)
  var profile: Profile?

  @Flag(
    help: """
      Run everything, whatever the cache holds. With --only that is what it names, which is run in any \
      case.
      """)
  var fresh = false

  @Option(
    help: ArgumentHelp(
      "Let the report take the place of another notebook's in the output folder, which this names.",
      valueName: "notebook"))
  var replace: String?

  @OptionGroup var cache: CacheOptions

  @OptionGroup var options: ReportOptions

  /// Expects that the report takes no place where it would be lost, or be taken for another one.
  private func checkOutput(of notebook: Notebook) throws {
    let output = Place(notebook.output)
    let isOwn = output.isSame(as: Place(notebook.ownOutput))
    if let profile, profile != notebook.settings.profile, isOwn {
      throw ValidationError(
        "--profile \(profile.rawValue) needs an --output other than \(notebook.ownOutput), which holds"
          + " the report of \(notebook.settings.profile.rawValue)")
    }
    let kept = try cache.folder(of: notebook.folder)
    guard !output.isInside(Place(kept)) else {
      throw ValidationError(
        "the report would be written into \(kept), which may be deleted at any time;"
          + " name another folder with --output")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      let notebook = try options.inputs.place.notebook()
      try checkOutput(of: notebook)
      let pipeline = try Pipeline(
        notebook, options.inputs, profile: profile, only: only, jobs: options.jobs,
        isQuiet: options.quiet)
      let kept = KeptWork(
        folder: try cache.folder(of: notebook.folder), isFresh: fresh && only.isEmpty,
        isQuiet: options.quiet)
      await Interruption.watch { kept.promise }
      let generation = Generation(pipeline, kept, replacing: replace)
      let (files, verdicts) = try await only.isEmpty ? generation.complete() : generation.again()
      for file in files.removed { Terminal.say("removed \(notebook.output)/\(file)") }
      if !options.quiet { Terminal.say(files.text(folder: notebook.output)) }
      let summary = VerdictSummary(verdicts)
      Output.print(summary.text(width: StandardStream.output.width))
      let flipped = pipeline.flipped(verdicts)
      guard flipped.isEmpty else {
        for verdict in flipped {
          Terminal.say(
            "the verdict on \(verdict.claim) flipped: pinned \(verdict.pinned), now"
              + " \(verdict.outcome.map { "\($0)" } ?? "undecided"); change the pin on purpose or find"
              + " the cause")
        }
        throw ExitCode(1)
      }
    }
  }
}

extension Profile: ExpressibleByArgument {}

extension ReportWriter.Summary {
  /// Where reading begins: the index, or else the first chapter.
  private var firstPage: String? {
    let pages = contents.keys.filter { $0.hasSuffix(".md") }
    return pages.contains("README.md") ? "README.md" : pages.min()
  }

  /// One line: how many files were written, kept and removed, and where to read.
  fileprivate func text(folder: String) -> String {
    var parts = ["\(written.count) written", "\(unchanged.count) unchanged"]
    if !removed.isEmpty { parts.append("\(removed.count) removed") }
    let start = firstPage.map { "; read \(folder)/\($0)" } ?? ""
    return "\(folder): " + parts.joined(separator: ", ") + start
  }
}
