import Figures
import Runs
import Testing

@testable import Reports

struct ReportBuilderTests {
  private static func chapter(figures count: Int) -> String {
    let cells = (0..<count).map { number in
      """
      ```figure
      id: f\(number)
      caption: a
      alt: b {{ growth.seeds.count }}
      x: {label: x}
      y: {label: y}
      references: [{horizontal: \(number), label: r}]
      ```

      """
    }
    return "# A\n\n" + cells.joined(separator: "\n")
  }

  private struct Refusal: Error, CustomStringConvertible {
    var description: String { "no ink" }
  }

  @Test func `a report holds its chapters, pictures and records, sorted by path`() async throws {
    let report = try await Workshop.report([
      "01-a.md": Self.chapter(figures: 1), "README.md": "# R\n\n[a](01-a.md)\n",
    ])
    #expect(
      report.files.map(\.path) == [
        "01-a.md", "README.md", "figures/f0.png", "runs/anatomy.json", "runs/growth.json",
      ])
    #expect(report.files.map(\.kind) == [.chapter, .chapter, .figure, .record, .record])
    #expect(report.verdicts.map(\.claim) == ["role-of-g", "fixed-budget", "quicker"])
  }

  @Test(arguments: [1, 2, 7, 20])
  func `figures drawn by any number of jobs are the same`(jobs: Int) async throws {
    let builder = Workshop.builder(jobs: jobs) { figure in
      guard case .reference(let reference) = figure.panels[0].marks[0] else { return [] }
      return Array("\(reference.form)".utf8)
    }
    let report = try await Workshop.report(
      ["01-a.md": Self.chapter(figures: 12)], with: builder)
    let pictures = report.files.filter { $0.kind == .figure }
    #expect(pictures.count == 12)
    for picture in pictures {
      let number = picture.path.filter(\.isNumber)
      #expect(String(decoding: picture.bytes, as: UTF8.self) == "horizontal(y: \(number).0)")
    }
  }

  @Test func `a figure that cannot be drawn is named with its place`() async {
    let builder = Workshop.builder { _ in throw Refusal() }
    let position = SourcePosition(file: "templates/01-a.md", line: 3, column: 1)
    await #expect(
      throws: ReportError.cannotDraw(figure: "f0", position: position, reason: "no ink")
    ) {
      try await Workshop.report(["01-a.md": Self.chapter(figures: 3)], with: builder)
    }
  }

  @Test func `nothing is drawn while a template is wrong`() async {
    let builder = Workshop.builder { _ in
      Issue.record("drawn")
      return []
    }
    let error = await #expect(throws: ReportError.self) {
      try await Workshop.report(
        ["01-a.md": Self.chapter(figures: 1) + "\n{{ typo }}\n"], with: builder)
    }
    #expect(
      error?.description
        == "templates/01-a.md:12:4: unknown name `typo`; known are anatomy, claims, growth, report")
  }

  @Test func `records that do not belong together are refused`() async {
    let files = ["01-a.md": "# A\n"]
    await #expect(throws: ReportError.duplicateRecord(experiment: "growth")) {
      try await Workshop.report(files, records: [Samples.growth(), Samples.growth()])
    }
    await #expect(
      throws: ReportError.wrongProfile(
        experiment: "growth", found: "quick", expected: "default")
    ) {
      try await Workshop.report(files, records: [Samples.growth(profile: .quick)])
    }
    await #expect(throws: ReportError.emptyReport) {
      try await Workshop.report(files, records: [])
    }
    await #expect(throws: ReportError.noTemplates(folder: "templates")) {
      try await Workshop.report(["notes.md": "a\n"])
    }
  }

  @Test func `a template folder is read with the folders in it`() throws {
    let scratch = try Scratch()
    try scratch.put("01-a.md", "# A\n")
    try scratch.put("parts/b.md", "b\n")
    try scratch.put("notes.txt", "x")
    let folder = try TemplateFolder(readingFrom: scratch.path)
    #expect(folder.files == ["01-a.md": "# A\n", "parts/b.md": "b\n"])
  }

  @Test func `a template folder without a chapter, or none at all, is refused`() throws {
    let scratch = try Scratch()
    #expect(throws: ReportError.noTemplates(folder: scratch.path)) {
      try TemplateFolder(readingFrom: scratch.path)
    }
    let missing = scratch.path + "/missing"
    let error = #expect(throws: ReportError.self) { try TemplateFolder(readingFrom: missing) }
    #expect(error?.description.hasPrefix("\(missing): cannot be read") == true)
  }
}
