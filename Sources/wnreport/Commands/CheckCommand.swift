import ArgumentParser
import Experiments
import Foundation
import Notebooks
import Reports
import Runs

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prove that the committed report is what the code gives.",
    discussion: """
      Runs everything that the notebook names again in memory and compares: text byte for byte, records \
      value by value, pictures by pixels. Uses no kept run. Mistakes in templates are told before \
      anything is run. Writes nothing into the report. Ends with status 1 when anything differs, is \
      missing or is left over, or when a verdict is not the pinned one. In a job of GitHub Actions it \
      annotates each place and adds the findings and the verdicts to the job's summary.

      With --records nothing is run: the report is compared with what its own records give, in some \
      seconds, and with --no-pictures in one, which is soon enough for every commit. With --only the experiments that it names are run, \
      and the other records are those of the report.

      EXAMPLES
        wnreport check
        wnreport check --records --no-pictures
        wnreport check lecture --only growth
        wnreport check --diff /tmp/differences
        wnreport check --profile quick --output /tmp/quick
      """)

  @Flag(help: "Run nothing; compare pages, pictures and verdicts with what the records give.")
  var records = false

  @Flag(help: "With --records: draw no picture, and take those that are there for right.")
  var noPictures = false

  @Option(
    help: ArgumentHelp(
      "Run only the experiments whose name matches; the other records are those of the report.",
      valueName: "glob"), completion: .experiment)
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave of each picture that differs what was expected, what was drawn, and the difference.",
      valueName: "dir"), completion: .directory,
    transform: { try FolderArgument.path($0, of: "--diff") })
  var diff: String?

  @Option(help: "The profile that the report was made with. (default: the notebook's)")
  var profile: Profile?

  @OptionGroup var options: ReportOptions

  func validate() throws {
    if records, !only.isEmpty {
      throw ValidationError("--records runs nothing, and --only names what is run; leave one out")
    }
    if noPictures, !records { throw ValidationError("--no-pictures needs --records") }
    if noPictures, diff != nil {
      throw ValidationError("--diff shows pictures that differ, and --no-pictures draws none")
    }
  }

  /// Expects that no picture is left in the report.
  private func checkDiff(_ output: String) throws {
    guard let diff else { return }
    guard !Place(diff).isInside(Place(output)) else {
      throw ValidationError(
        "--diff needs a folder outside of \(output), into which check writes nothing")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      let notebook = try options.inputs.place.notebook()
      let output = notebook.output
      try checkDiff(output)
      let pictures = diff.map { DifferencePictures(folder: $0, reportFolder: output) }
      let check = ReportCheck(
        folder: output,
        pictureDifference: noPictures ? ReportCheck.anyPicture : ReportCheck.pixelDifference)
      try check.checkPresence()
      try pictures?.checkAccess()
      let summary = try GitHubJob.summary()
      let pipeline = try Pipeline(
        notebook, options.inputs, profile: profile, only: only, jobs: options.jobs,
        isQuiet: options.quiet, drawsPictures: !noPictures)
      let report = try await pipeline.report(of: try await found(by: pipeline))
      let findings = try check.findings(for: report)
      let flips = pipeline.flipped(report.verdicts).map {
        "the verdict on \($0.claim) is not the pinned one, \($0.pinned);"
          + " change the pin on purpose or find the cause"
      }
      for finding in findings { Output.print(finding) }
      for flip in flips { Output.print(flip) }
      GitHubJob.show(findings.map(\.annotation) + flips.map { Annotation($0) })
      if let pictures { say(try pictures.write(findings, of: report)) }
      let repair = options.inputs.generateCommand(profile)
      try summary?.append(
        CheckSummary(
          folder: output, findings: findings, verdicts: report.verdicts, repair: repair
        ).markdown)
      if !findings.isEmpty { Terminal.say("to repair: \(repair), then commit \(output)") }
      guard findings.isEmpty, flips.isEmpty else { throw ExitCode(1) }
      if !options.quiet { Output.print(praise(of: report, in: output)) }
    }
  }

  /// The records of what is run, and those of the report for what is not.
  private func found(by pipeline: Pipeline) async throws -> [RunRecord] {
    let selected = records ? [] : pipeline.selection
    let others = pipeline.catalog.experiments(of: pipeline.profile).map(\.id).filter { id in
      !selected.contains { $0.id == id }
    }
    let recorded = RecordedRuns(reportFolder: pipeline.notebook.output)
    let read = try others.map { try recorded.record(of: $0, profile: pipeline.profile) }
    if !selected.isEmpty { try await pipeline.checkTemplates(current: read) }
    return try await read + pipeline.runner.run(selected)
  }

  private func praise(of report: BuiltReport, in output: String) -> String {
    let count = report.files.count
    let what = "\(output): all \(count) files are what"
    if records {
      let what = noPictures ? "\(output): all \(count) files but the pictures are what" : what
      return "\(what) the records give; `wnreport check` runs the experiments again as well"
    }
    return only.isEmpty ? "\(what) the code gives" : "\(what) these runs and the other records give"
  }

  /// Tells which pictures there are to look at.
  private func say(_ pictures: [String]) {
    guard !options.quiet, let diff else { return }
    guard !pictures.isEmpty else {
      Terminal.say("no picture differs; nothing was written to \(diff)")
      return
    }
    Terminal.say("to look at: " + pictures.joined(separator: ", "))
  }
}
