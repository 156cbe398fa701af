import Foundation
import Testing

/// What a shell and `man` are given.
struct ShellTests {
  @Test(arguments: ["bash", "zsh", "fish"])
  func `the completions of a shell offer every command and experiment`(
    shell: String
  ) async throws {
    let workspace = try Workspace()
    let catalog = try await Catalog(in: workspace)
    let result = try await workspace.run("--generate-completion-script", shell)
    #expect(result.status == 0)
    let words = HelpTests.subcommands + catalog.experiments.map(\.id)
    #expect(words.filter { !result.output.contains($0) } == [])
    // The help that ArgumentParser adds would hide ours, which knows topics.
    #expect(result.output.ranges(of: "\n_wnreport_help() {").count == (shell == "fish" ? 0 : 1))
    #expect(!result.output.contains("Show subcommand help information."))
    #expect(!result.output.contains("help help"))
    let topics = ["templates", "filters", "cells", "styles"]
    #expect(
      result.output.split(separator: "\n").contains { line in
        topics.allSatisfy(line.contains) && line.contains("generate")
      })
  }

  @Test func `bash completes the topics of help`() async throws {
    let workspace = try Workspace(templates: false)
    try workspace.put(
      "complete.sh",
      """
      source <("$wnreport" --generate-completion-script bash)
      COMP_WORDS=(wnreport help f) COMP_CWORD=2 COMP_LINE="wnreport help f" COMP_POINT=15
      _wnreport wnreport f help
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    let result = try await workspace.runShell("bash complete.sh", [])
    #expect(result.outputLines.map { $0.trimmingCharacters(in: .whitespaces) } == ["filters"])
  }

  @Test func `after --plot the series of the named experiment are offered`() async throws {
    let record = try Data(
      contentsOf: Executable.package.appending(path: "reports/runs/growth.json"))
    let workspace = try Workspace(files: ["own/runs/growth.json": record])
    func offered(_ words: String...) async throws -> [String] {
      let request = ["---completion", "show", "--", "--plot", "\(words.count - 1)", "0"]
      return try await workspace.start(request + words).result().outputLines
    }
    let here = try await offered("wnreport", "show", "growth", "--output", "own", "--plot", "")
    #expect(here.contains("sgd.norm"))
    #expect(try await offered("wnreport", "show", "growth", "--plot", "") == [])
    #expect(try await offered("wnreport", "show", "nothing", "--plot", "") == [])
  }

  @Test func `the manual page tells every command, its options and the version`() async throws {
    let workspace = try Workspace(templates: false)
    let page = try await workspace.run("manual").output
    let version = try await workspace.run("--version").outputLines[0]
    #expect(page.hasPrefix(".TH WNREPORT 1 \"\" \"wnreport \(version)\" \"\"\n"))
    for command in HelpTests.subcommands {
      #expect(page.contains("\n.SS \"wnreport \(command)\"\n"))
      let help = try await workspace.run(command, "--help").output
      let options = Set(help.matches(of: #/--[a-z-]+/#).map { String($0.output) })
      let missing = options.filter { !page.contains($0.replacing("-", with: "\\-")) }
      #expect(missing == [], "\(command)")
    }
    // Words of templates are told without their examples.
    #expect(page.contains("\n.SH \"TEMPLATES AND NOTEBOOKS\"\n"))
    #expect(
      page.contains("\n.SS \"Filters: Formats\"\n.TP\n\\fBfixed:N\\fR\nN digits after the point\n"))
    #expect(page.contains("\\fBwn\\-ddi\\fR"))
    // No line is taken for a request by chance.
    let requests = ["TH", "ad", "nh", "SH", "SS", "PP", "TP", "br", "RS", "nf", "fi", "RE"]
    let starts = page.split(separator: "\n").filter { $0.hasPrefix(".") || $0.hasPrefix("'") }
    #expect(starts.allSatisfy { line in requests.contains { line.dropFirst().hasPrefix($0) } })
  }
}
