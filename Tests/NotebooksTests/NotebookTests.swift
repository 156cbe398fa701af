import Foundation
import Reports
import Runs
import Testing

@testable import Notebooks

struct NotebookTests {
  /// A folder that is gone when the test ends.
  private func withNotebook(
    _ files: [String: String], _ body: (String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, content) in files {
      let file = folder.appending(path: "lecture/\(path)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
    try body(folder.appending(path: "lecture").path)
  }

  @Test func `a notebook says its title, its report, its profile and its sources`() throws {
    let text = """
      # What this notebook is called.
      title: Growth in one page
      output: ../out
      profile: quick
      sources:
        lecture: the lecture

      """
    try withNotebook(["notebook.yaml": text, "README.md": "# Growth\n"]) { folder in
      let notebook = try Notebook(readingFrom: folder, builtIn: [])
      #expect(notebook.settings.title == "Growth in one page")
      #expect(notebook.output == String(folder.dropLast("lecture".count)) + "out")
      #expect(notebook.settings.profile == .quick)
      #expect(notebook.settings.sources == ["lecture": "the lecture"])
    }
  }

  @Test func `a folder of pages alone is a notebook of its own name`() throws {
    try withNotebook(["README.md": "# Growth\n"]) { folder in
      let notebook = try Notebook(readingFrom: folder, builtIn: [])
      #expect(notebook.settings == NotebookSettings(title: "lecture"))
      #expect(notebook.output == folder + "/report")
    }
  }

  @Test func `the pages of a report in the notebook are none of its pages`() throws {
    let files = [
      "README.md": "# Growth\n", "report/README.md": "# Growth\n", "old/.wnreport.json": "{}",
      "old/README.md": "# Old\n", "parts/sentence.md": "A sentence.\n",
    ]
    try withNotebook(files) { folder in
      let notebook = try Notebook(readingFrom: folder, builtIn: [])
      #expect(notebook.pages.files.keys.sorted() == ["README.md", "parts/sentence.md"])
    }
  }

  @Test func `every mistake is named with its place`() throws {
    let text = "titel: Growth\nprofile: fast\noutput: /tmp/out\nexperiments: [grwth, noi*]\n"
    try withNotebook(["notebook.yaml": text, "README.md": "# Growth\n"]) { folder in
      let error = #expect(throws: ReportError.self) {
        try Notebook(readingFrom: folder, builtIn: ["growth", "noise"])
      }
      let lines = try #require(error).description.split(separator: "\n")
      #expect(
        lines.map { $0.dropFirst(folder.count + 1) } == [
          "notebook.yaml:1:1: unknown key `titel`; the nearest is `title`",
          "notebook.yaml:2:10: unknown word `fast`; known are default, quick, sample, full",
          "notebook.yaml:3:9: `output` is a way from the notebook's folder, such as `report` or"
            + " `../reports`; another place is named with --output",
          "notebook.yaml:4:15: unknown name `grwth`; the nearest is `growth`",
        ])
    }
  }
}
