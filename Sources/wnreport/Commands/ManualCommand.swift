import ArgumentParser
import Experiments
import Reports

struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page.",
    discussion: """
      `make install` writes it where `man` finds it.

      EXAMPLES
        wnreport manual > wnreport.1
      """,
    shouldDisplay: false)

  func run() throws {
    let program = try CommandDescription(of: WNReport.self)
    Output.print(
      ManualPage.text(
        of: program, version: WNReport.configuration.version,
        language: try .ofThisProgram()), terminator: "")
  }
}
