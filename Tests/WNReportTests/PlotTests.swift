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
      (
        ["convergence", "--plot", "*", "--png", "-"],
        "--png - writes one picture, and this plot fills 5; let --png convergence.png number them,"
          + " or narrow the pattern, for example --plot 'convergence.digits-adam.*.byRate'"
      ),
      (["log-g", "--plot", "*"], "log-g records no series, only single values"),
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

    @Test func `many series fill several pictures, which are numbered and told`() async throws {
      let workspace = try await workspace()
      let before = try Snapshot(workspace)
      let result = try await workspace.run("show", "imbalance", "--plot", "*", "--png", "a.b.PNG")
      #expect(result.status == 0)
      #expect(result.output == "a.b-1.PNG\na.b-2.PNG\n")
      #expect(result.messageLines.count == 2)
      for (line, file) in zip(result.messageLines, ["a.b-1.PNG", "a.b-2.PNG"]) {
        #expect(line.hasPrefix("\(file): ") && line.contains("taken to be logarithmic: "))
        #expect(try isPicture(file, in: workspace))
      }
      #expect(
        before.changes(to: try Snapshot(workspace)) == ["new: a.b-1.PNG", "new: a.b-2.PNG"])
    }

    @Test func `cells are printed instead of a picture that is written`() async throws {
      let workspace = try await workspace()
      let before = try Snapshot(workspace)
      let cell = try await workspace.run("show", "growth", "--plot", "growth.*.norm", "--yaml")
      #expect(cell.status == 0)
      #expect(cell.output.hasPrefix("```figure\nid: growth-norm\n"))
      #expect(cell.output.hasSuffix("\n```\n"))
      #expect(cell.messageLines.count == 1)
      let several = try await workspace.run("show", "imbalance", "--plot", "*", "--yaml")
      #expect(several.output.split(separator: "\n\n").count == 2)
      #expect(several.messageLines.count == 2)
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
