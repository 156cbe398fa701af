import ArgumentParser
import Experiments
import Foundation
import Reports
import Runs

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prove that the committed report is what the code gives.",
    discussion: """
      Runs everything again in memory and compares: text byte for byte, records value by value, \
      pictures by pixels. Uses no kept run. Mistakes in templates are told before anything is run. Writes nothing into the report. Ends with status 1 when anything differs, is \
      missing or is left over, or when a verdict is not the pinned one. In a job of GitHub Actions it \
      annotates each place and adds the findings and the verdicts to the job's summary.

      EXAMPLES
        wnreport check
        wnreport check --diff /tmp/differences
        wnreport check --output docs/report --templates docs/templates
        wnreport check --profile quick --output /tmp/quick
      """)

  @Option(
    help: ArgumentHelp(
      "Leave of each picture that differs what was expected, what was drawn, and the difference.",
      valueName: "dir"), completion: .directory,
    transform: { try FolderArgument.path($0, of: "--diff") })
  var diff: String?

  @Option(help: "The profile that the report was made with.")
  var profile = Profile.default

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard let diff else { return }
    guard !Place(diff).isInside(Place(options.inputs.folders.output)) else {
      throw ValidationError(
        "--diff needs a folder outside of \(options.inputs.folders.output), into which check writes nothing"
      )
    }
  }

  func run() async throws {
    try await Failure.reporting {
      let pictures = diff.map {
        DifferencePictures(folder: $0, reportFolder: options.inputs.folders.output)
      }
      let check = ReportCheck(folder: options.inputs.folders.output)
      try check.checkPresence()
      try pictures?.checkAccess()
      let summary = try GitHubJob.summary()
      let pipeline = try Pipeline(
        options.inputs, profile: profile, jobs: options.jobs, isQuiet: options.quiet)
      try await pipeline.checkTemplates(current: [])
      let report = try await pipeline.report(of: pipeline.run(pipeline.selection))
      let findings = try check.findings(for: report)
      let flips = VerdictSummary(report.verdicts).flipped(in: profile).map {
        "the verdict on \($0.claim) is not the pinned one, \($0.pinned);"
          + " change the pin on purpose or find the cause"
      }
      for finding in findings { Output.print(finding) }
      for flip in flips { Output.print(flip) }
      GitHubJob.show(findings.map(\.annotation) + flips.map { Annotation($0) })
      if let pictures { say(try pictures.write(findings, of: report)) }
      try summary?.append(
        CheckSummary(
          folder: options.inputs.folders.output, findings: findings, verdicts: report.verdicts,
          repair: options.inputs.generateCommand(profile)
        ).markdown)
      if !findings.isEmpty {
        Terminal.say(
          "to repair: \(options.inputs.generateCommand(profile)), then commit \(options.inputs.folders.output)"
        )
      }
      guard findings.isEmpty, flips.isEmpty else { throw ExitCode(1) }
      if !options.quiet {
        Output.print(
          "\(options.inputs.folders.output): all \(report.files.count) files are what the code gives"
        )
      }
    }
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
