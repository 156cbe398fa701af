import Figures
import Runs

@testable import Reports

/// Builds reports from templates that a test writes down.
enum Workshop {
  static let builder = builder()

  static func builder(
    profile: Profile = .default, math: MathForm = .github, jobs: Int = 2,
    draw: @escaping ReportBuilder.Draw = { Array("\($0.panels.count)".utf8) }
  ) -> ReportBuilder {
    do throws(ReportError) {
      return try ReportBuilder(
        profile: profile, looks: .samples, math: math, jobs: jobs,
        encode: { Array("{\"experiment\":\"\($0.experiment)\"}\n".utf8) }, draw: draw)
    } catch {
      preconditionFailure("no builder: \(error)")
    }
  }

  /// The report of some chapters, built from the sample records.
  static func report(
    _ files: [String: String], with builder: ReportBuilder = builder,
    records: [RunRecord] = Samples.records
  ) async throws(ReportError) -> BuiltReport {
    try await builder.build(records, templates: TemplateFolder(name: "templates", files: files))
  }

  /// What a template becomes, below the title that this adds.
  static func page(_ template: String, math: MathForm = .github) async throws -> String {
    let files = ["01-a.md": "# A\n\n" + template + "\n"]
    let report = try await report(files, with: builder(math: math))
    let page = report.files.first { $0.path == "01-a.md" }?.bytes ?? []
    return String(String(decoding: page, as: UTF8.self).dropFirst("# A\n\n".count).dropLast())
  }

  /// The messages about a template that stands alone in `01-a.md`.
  static func problems(_ template: String) async -> [String] {
    await problems(in: ["01-a.md": template])
  }

  /// The messages about a folder of templates, without the folder's name.
  static func problems(in files: [String: String]) async -> [String] {
    do {
      _ = try await report(files)
      return []
    } catch {
      guard case .templates(let problems) = error else { return [error.description] }
      return problems.map { String($0.description.dropFirst("templates/".count)) }
    }
  }

  /// The figures that a template draws, in order.
  static func figures(_ template: String) async throws -> [Figure] {
    let log = ProblemLog()
    let nodes = TemplateParser.nodes(
      of: LocatedText(contents: template, file: "a.md", log: log), log: log)
    let table = ValueTable(Samples.records, profile: .default)
    let page = Page("a.md")
    let rendering = Rendering(table: table, templates: [:], styles: .samples)
    let start = SourcePosition(file: "a.md", line: 1, column: 1)
    _ = Renderer(page, rendering, log: log).text(of: nodes, at: start)
    guard log.problems.isEmpty else { throw ReportError.templates(log.sorted) }
    return page.contents.figures.map(\.figure)
  }
}
