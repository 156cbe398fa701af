import Experiments
import Figures
import Foundation
import Runs

@testable import Reports

/// Runs the examples of the reference with committed records of the report, beside which `log` has what
/// records of one's own have.
struct LanguageWorkshop {
  static let note = "Measured with {{ growth.seeds.count }} seeds.\n"

  let records: [RunRecord]
  let builder: ReportBuilder

  init() throws {
    let recorded = RecordedRuns(reportFolder: Package.root.appending(path: "reports").path)
    records =
      try ["growth", "anatomy", "rate-allocation"].map { try recorded.record(of: $0) } + [Self.log]
    builder = try ReportBuilder(profile: .default, looks: .standard, jobs: 1, draw: { _ in [] })
  }

  private static let log = RunRecord(
    experiment: "log", title: "A run of one's own", profile: "default",
    specification: .object([:]), seeds: [0, 1], values: [],
    series: [
      Series(
        name: "wn.loss", explanation: "the loss", x: Quantity("step"), y: Quantity("loss"),
        positions: [0, 1, 2], median: [3, 2, 1.5],
        seeds: [
          SeedPath(seed: 0, values: [3, 2.5, 2]), SeedPath(seed: 1, values: [3, 1.5, 1]),
        ])
    ], verdicts: [])

  /// What a page with this text becomes: its text, or the messages, a line each.
  func outcome(of example: String) async -> (text: String, isRefused: Bool) {
    let files = [
      "01-a.md": "# A\n\n\(example)\n", "02-b.md": "# B\n\n" + rest(for: example),
      "note.md": Self.note,
    ]
    do {
      let report = try await builder.build(
        records, templates: TemplateFolder(name: "templates", files: files))
      let page = report.files.first { $0.path == "01-a.md" }?.bytes ?? []
      let text = String(decoding: page, as: UTF8.self)
      return (String(text.dropFirst("# A\n\n".count).dropLast()), false)
    } catch {
      guard case .templates(let problems) = error else { return ("\(error)", true) }
      return (problems.map(\.message).joined(separator: "\n"), true)
    }
  }

  /// What an example speaks of: a figure, and the boxes of all claims.
  private func rest(for example: String) -> String {
    let figure = """
      ```figure
      id: norms
      caption: Norms.
      alt: Norms over {{ growth.spec.steps }} steps.
      curves: [{series: growth.sgd.norm, label: SGD, style: sgd}]
      ```

      """
    let claims = records.flatMap(\.verdicts).map(\.claim)
      .filter { !example.contains("claim: \($0)") }
    return "{% include \"note.md\" %}\n\n" + (example.contains("figref") ? figure : "")
      + claims.map { "```claim\nclaim: \($0)\n```\n" }.joined()
  }
}

// MARK: Cells

extension LanguageWorkshop {
  /// What a cell makes.
  struct Made: Equatable {
    var text: String
    var figures: [Figure]
  }

  /// What a cell makes, or the messages.
  func made(_ kind: CellKind, _ content: CellNode) throws -> Result<Made, Messages> {
    let log = ProblemLog()
    let page = Page("01-a.md")
    let rendering = Rendering(
      table: ValueTable(records, profile: .default), templates: [:],
      styles: try StyleTable(.standard))
    let start = SourcePosition(file: "01-a.md", line: 1, column: 1)
    let cell = Cell(kind: kind, content: content, position: start)
    let text = Renderer(page, rendering, log: log).text(of: [.cell(cell)], at: start)
    guard log.problems.isEmpty else { return .failure(Messages(texts: log.sorted.map(\.message))) }
    return .success(Made(text: text.string, figures: page.contents.figures.map(\.figure)))
  }

  struct Messages: Error, Equatable {
    var texts: [String]
  }

  static func node(_ yaml: String) throws -> CellNode {
    let log = ProblemLog()
    let node = try CellYAML.node(LocatedText(contents: yaml, file: "01-a.md", log: log))
    return node
  }
}

extension CellKeys {
  /// The sample with the keys of an example in their place, which takes that of its alternatives.
  func sample(with entry: LanguageEntry, without removed: String? = nil) throws -> CellNode {
    guard case .mapping(let new) = try LanguageWorkshop.node(entry.example).content else {
      throw LanguageWorkshop.Messages(texts: ["\(entry.word): its example gives no key"])
    }
    let names = new.map(\.key.string)
    let replaces = names.contains(where: alternatives.contains)
    return try LanguageWorkshop.node(others[entry.word] ?? sample).changed(at: path[...]) {
      mapping in
      guard case .mapping(let old) = mapping.content else { return mapping }
      let kept = old.filter { entry in
        let name = entry.key.string
        return !names.contains(name) && !(replaces && alternatives.contains(name))
      }
      let entries = (kept + new).filter { $0.key.string != removed }
      return CellNode(content: .mapping(entries), position: mapping.position)
    }
  }
}

extension CellNode {
  fileprivate func changed(
    at path: ArraySlice<String>, _ change: (CellNode) -> CellNode
  ) throws -> CellNode {
    guard let step = path.first else { return change(self) }
    var result = self
    switch content {
    case .mapping(var entries):
      guard let index = entries.firstIndex(where: { $0.key.string == step }) else { break }
      entries[index].value = try entries[index].value.changed(at: path.dropFirst(), change)
      result.content = .mapping(entries)
      return result
    case .list(var items):
      guard let index = Int(step), items.indices.contains(index) else { break }
      items[index] = try items[index].changed(at: path.dropFirst(), change)
      result.content = .list(items)
      return result
    case .scalar: break
    }
    throw LanguageWorkshop.Messages(texts: ["\(path) leads nowhere in the sample"])
  }
}
