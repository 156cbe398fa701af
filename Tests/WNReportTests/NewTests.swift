import Foundation
import Testing

/// `wnreport new`: notebooks that build at once.
struct NewTests {
  private static let examples = Executable.package.appending(path: "Sources/Notebooks/Examples")

  /// Generates a notebook and checks its report.
  private func expectBuilds(_ folder: String, in workspace: Workspace) async throws {
    let generated = try await workspace.run("generate", folder, "--quiet")
    #expect(generated.status == 0, "\(generated.messages)")
    #expect(workspace.exists("\(folder)/report/README.md"))
    let checked = try await workspace.run("check", folder, "--records", "--quiet")
    #expect(checked.status == 0, "\(checked.output)\(checked.messages)")
  }

  @Test func `a lecture on one page`() async throws {
    let workspace = try Workspace(templates: false)
    let new = try await workspace.run("new", "lecture")
    #expect(new.status == 0)
    #expect(
      new.outputLines == [
        "lecture/01-length.md", "lecture/README.md", "lecture/claims.yaml",
        "lecture/notebook.yaml",
      ])
    try await expectBuilds("lecture", in: workspace)
    #expect(try Snapshot(workspace, "lecture/report/runs").paths == ["magnitude.json"])
  }

  @Test func `something of the experiments that are named`() async throws {
    let workspace = try Workspace(templates: false)
    let new = try await workspace.run("new", "two", "--from", "growth,penalty")
    #expect(new.status == 0, "\(new.messages)")
    try await expectBuilds("two", in: workspace)
    #expect(try Snapshot(workspace, "two/report/runs").paths == ["growth.json", "penalty.json"])
  }

  @Test func `a folder whose name is hardly a title`() async throws {
    let log = "model,seed,step,train loss,train_loss\na b,0,0,1,2\na_b,0,0,2,1\n"
    let workspace = try Workspace(templates: false, files: ["log.csv": Data(log.utf8)])
    let name = "v1.5 'it' #{{x}}"
    let new = try await workspace.run("new", name, "--runs", "log.csv")
    #expect(new.status == 0, "\(new.messages)")
    try await expectBuilds(name, in: workspace)
  }

  @Test func `a training log`() async throws {
    let log = try Data(contentsOf: Self.examples.appending(path: "training-log/runs/digits.csv"))
    let workspace = try Workspace(templates: false, files: ["my log.csv": log])
    let new = try await workspace.run("new", "training", "--runs", "my log.csv")
    #expect(new.status == 0, "\(new.messages)")
    #expect(new.outputLines.contains("training/runs/my_log.yaml"))
    try await expectBuilds("training", in: workspace)
    let show = try await workspace.run("show", "my_log", "training")
    #expect(show.outputLines.contains { $0.hasPrefix("my_log.wn-over-plain.loss.ratio ") })
  }

  @Test func `a log with odd names and a run that diverged`() async throws {
    let log = """
      \u{FEFF}model,seed,_step,train loss\r
      weight norm,0,0,2.5\r
      weight norm,0,1,1.5\r
      weight norm,1,0,2.4\r
      weight norm,1,1,nan\r
      plain,0,0,2.5\r
      plain,0,1,1.25\r

      """
    let workspace = try Workspace(templates: false, files: ["log.csv": Data(log.utf8)])
    let new = try await workspace.run("new", "odd", "--runs", "log.csv")
    #expect(new.status == 0, "\(new.messages)")
    #expect(try workspace.text("odd/runs/log.yaml").contains("diverged: leave-out"))
    try await expectBuilds("odd", in: workspace)
  }

  @Test(arguments: [
    (["new", "full"], 73, "it holds notes.txt; name a folder that is not there yet"),
    (["new", "a", "--from", "grwth"], 64, "did you mean growth?"),
    (["new", "a", "--from", "growth", "--runs", "log.csv"], 64, "leave one out"),
    (["new", "a", "--runs", "log.txt"], 64, "--runs takes a .csv file"),
    (["new", "a", "--runs", "none.csv"], 66, "none.csv: cannot be read: No such file"),
    (["new", "a", "--runs", "steps.csv"], 65, "steps.csv:1:1: no column of numbers is called"),
    (["new", "a", "--runs", "text.csv"], 65, "no column besides the step and the seed"),
    (["new", "a", "--runs", "twice.csv"], 65, "twice.csv:3:1: a second `loss`"),
  ])
  func `what cannot be begun leaves nothing`(
    arguments: [String], status: Int32, message: String
  ) async throws {
    let workspace = try Workspace(
      templates: false,
      files: [
        "full/notes.txt": Data("mine".utf8), "log.txt": Data(),
        "steps.csv": Data("time,loss\n0,1\n".utf8), "text.csv": Data("step,loss\n0,low\n".utf8),
        "twice.csv": Data("step,loss\n0,1\n0,2\n".utf8),
      ])
    let before = try Snapshot(workspace)
    let result = try await workspace.start(arguments).result()
    #expect(result.status == status)
    #expect(result.messages.contains(message), "\(result.messages)")
    #expect(before.changes(to: try Snapshot(workspace)) == [])
  }

  @Test(arguments: ["lecture", "training-log"])
  func `the report of an example is what the program gives`(example: String) async throws {
    let workspace = try Workspace(templates: false)
    let path = Self.examples.appending(path: example).path
    let result = try await workspace.run("check", path, "--quiet")
    #expect(result.status == 0, "\(result.output)\(result.messages)")
  }
}
