import Foundation
import Testing

extension ExperimentRuns {
  struct TemplateErrorTests {
    @Test func `every mistake is named with its place, and no output is touched`() async throws {
      let workspace = try await SmallReport.workspace()
      let chapter = try workspace.text("templates/01-a.md")
      let line = chapter.split(separator: "\n", omittingEmptySubsequences: false).count
      let mistakes = "The seeds: {{ anatomy.seeds.cuont }}.\nIt is 0.25 of all.\n"
      try workspace.put("templates/01-a.md", chapter + mistakes)
      let before = try Snapshot(workspace)
      let result = try await workspace.generateSmall("--only", Catalog.quickest)
      #expect(result.status == 65)
      #expect(result.output == "")
      #expect(
        result.messageLines.suffix(2) == [
          "templates/01-a.md:\(line):15: unknown name `anatomy.seeds.cuont`;"
            + " the nearest is `anatomy.seeds.count`",
          "templates/01-a.md:\(line + 1):7: `0.25` is typed by hand; write a value, `{{ … }}`."
            + " What no run measured (a setting, a version, a section, money, a quotation) stands in"
            + " a source block, `{% source %}0.25{% endsource %}`, or as code in backticks",
        ])
      #expect(before.changes(to: try Snapshot(workspace)) == [])
    }
  }
}

struct EarlyMistakeTests {
  @Test(arguments: [
    ["check"], ["generate"], ["generate", "--fresh"],
    ["generate", "--profile", "quick", "--output", "q"],
  ])
  func `what needs no run is told before any`(command: [String]) async throws {
    let workspace = try Workspace(files: ["reports/notes.txt": Data("mine".utf8)])
    let readme = try workspace.text("templates/README.md")
    let line = readme.split(separator: "\n", omittingEmptySubsequences: false).count
    try workspace.put("templates/README.md", readme + "{{ growth.share | fxied:2 }}\n")
    let before = try Snapshot(workspace)
    let result = try await workspace.start(command).result()
    #expect(result.status == 65)
    #expect(result.output == "")
    #expect(
      result.messages
        == "templates/README.md:\(line):19: unknown filter `fxied`; the nearest is `fixed`\n")
    #expect(before.changes(to: try Snapshot(workspace)) == [])
  }

  @Test func `a name that an older record lacks is told before the run, which decides`()
    async throws
  {
    let workspace = try await SmallReport.workspace()
    try workspace.remove("cache/\(Catalog.quickest).sample.run")
    let chapter = try workspace.text("templates/01-a.md")
    let name = "\(Catalog.quickest).nothing-like-it"
    try workspace.put("templates/01-a.md", chapter + "{{ \(name) }}\n")
    let result = try await workspace.generateSmall("--only", Catalog.quickest)
    #expect(result.status == 65)
    let places = result.messageLines.indices.filter {
      result.messageLines[$0].contains("unknown name `\(name)`")
    }
    let run = try #require(
      result.messageLines.firstIndex { $0.hasPrefix("\(Catalog.quickest): done after") })
    #expect(places.count == 2 && places[0] < run && run < places[1])
    #expect(result.messages.contains("so it is with the records in q"))
  }
}

struct MissingTemplatesTests {
  @Test(arguments: [["generate"], ["check"]])
  func `a missing folder of templates is named with what to do`(command: [String]) async throws {
    let workspace = try Workspace(
      templates: false, files: ["reports/README.md": Data("# A report".utf8)])
    let before = try Snapshot(workspace)
    let result = try await workspace.start(command).result()
    #expect(result.status == 66)
    #expect(result.output == "")
    #expect(
      result.messages
        == "wnreport: templates: cannot be read: No such file or directory;"
        + " name the folder of the notebook\n")
    #expect(before.changes(to: try Snapshot(workspace)) == [])
  }

  @Test(arguments: ["notes", "notes/a.txt"])
  func `a folder without chapters and a file are refused as well`(path: String) async throws {
    let workspace = try Workspace(templates: false, files: ["notes/a.txt": Data("x".utf8)])
    let result = try await workspace.run("list", path)
    #expect(result.status == 66)
    #expect(
      result.messages
        == "wnreport: \(path): no chapter (`NN-name.md` or `README.md`) in this folder;"
        + " name the folder of the notebook\n")
  }
}
