import ArgumentParser
import Foundation
import Reports

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prove that the committed report is what the code gives.",
    discussion: """
      Runs everything again in memory and compares: text byte for byte, records value by value, \
      pictures by pixels. Writes nothing. Ends with status 1 when anything differs, is missing or is \
      left over, or when a verdict is not the pinned one.

      EXAMPLES
        wnreport check
        wnreport check --output docs/report --templates docs/templates
      """)

  @OptionGroup var options: ReportOptions

  func run() async throws {
    try await Failure.reporting {
      let pipeline = Pipeline(options)
      let report = try await pipeline.build(only: [])
      let findings = try pipeline.check(report)
      let flipped = VerdictSummary(report.verdicts).flipped
      let isOnGitHub = ProcessInfo.processInfo.environment["GITHUB_ACTIONS"] == "true"
      for finding in findings {
        print(finding)
        if isOnGitHub { print(finding.annotation) }
      }
      for verdict in flipped {
        print(
          "the verdict on \(verdict.claim) is not the pinned one, \(verdict.pinned);"
            + " change the pin on purpose or find the cause")
      }
      if !findings.isEmpty {
        Terminal.say(
          "to repair: \(options.generateCommand), then commit \(options.folders.output)")
      }
      guard findings.isEmpty, flipped.isEmpty else { throw ExitCode(1) }
      if !options.quiet {
        print("\(options.folders.output): all \(report.files.count) files are what the code gives")
      }
    }
  }
}
