import Foundation
import Testing

extension ExperimentRuns {
  struct PlotTests {
    private func workspace() async throws -> Workspace {
      try Workspace(
        templates: false, files: try CommittedReport().files(below: "reports"))
    }

    private func isPicture(_ file: String, in workspace: Workspace) throws -> Bool {
      try Data(contentsOf: workspace.url.appending(path: file))
        .starts(with: [0x89, 0x50, 0x4E, 0x47])
    }

    @Test func `a plot is written here, and its path is the only output`() async throws {
      let workspace = try await workspace()
      let before = try Snapshot(workspace)
      let result = try await workspace.run("show", "growth", "--plot", "growth.*.norm")
      #expect(result.status == 0)
      #expect(result.output == "growth.png\n")
      #expect(result.messageLines.count == 1)
      #expect(before.changes(to: try Snapshot(workspace)) == ["new: growth.png"])
      #expect(try isPicture("growth.png", in: workspace))
    }

    @Test func `a named picture of another report folder replaces an older one`() async throws {
      let files = try CommittedReport().files(below: "docs/my report")
      let workspace = try Workspace(templates: false, files: files)
      try workspace.put("out/loss.png", "old")
      let before = try Snapshot(workspace)
      let result = try await workspace.run(
        "show", "convergence", "--output", "docs/my report", "--plot", "digits.*.loss",
        "--plot", "digits.*.tuning", "--log", "x,y", "--band", "none", "--seeds",
        "--png", "out/loss.png")
      #expect(result.status == 0)
      #expect(result.output == "out/loss.png\n")
      #expect(before.changes(to: try Snapshot(workspace)) == ["changed: out/loss.png"])
      #expect(try isPicture("out/loss.png", in: workspace))
    }

    @Test(arguments: [
      (["growth", "--plot", "*.nrm"], "did you mean growth."),
      (["growth", "--plot", "sgd.normRatio"], "single values"),
      (["growth", "--plot", "*.norm", "--plot", "completely"], "“completely”"),
      (["convergence", "--plot", "*"], "--plot 'convergence."),
    ])
    func `patterns that cannot be drawn are refused with what to type`(
      arguments: [String], message: String
    ) async throws {
      let workspace = try await workspace()
      let before = try Snapshot(workspace)
      let result = try await workspace.start(["show"] + arguments).result()
      #expect(result.status == 64)
      #expect(result.output == "")
      #expect(result.messages.contains(message))
      #expect(before.changes(to: try Snapshot(workspace)) == [])
    }

    @Test(arguments: [
      ("nowhere/p.png", "No such file or directory"), ("folder.png", "Is a directory"),
      ("reports/README.md/p.png", "Not a directory"),
    ])
    func `a picture that cannot be written is named with what to do`(
      path: String, reason: String
    ) async throws {
      let workspace = try await workspace()
      try workspace.put("folder.png/a", "x")
      let before = try Snapshot(workspace)
      let result = try await workspace.run("show", "growth", "--plot", "sgd.*", "--png", path)
      #expect(result.status == 73)
      #expect(result.output == "")
      #expect(
        result.messages
          == "wnreport: \(path): cannot be written: \(reason);"
          + " make the folder writable or name another one\n")
      #expect(before.changes(to: try Snapshot(workspace)) == [])
    }
  }
}
