import Experiments
import Figures
import Foundation
import Reports
import Runs

/// Builds reports from hostile templates.
struct ReportFuzzer: Sendable {
  private let templates: TokenMutator
  private let cells: TokenMutator
  private let figures: TokenMutator
  private let undrawn: ReportBuilder
  private let drawn: ReportBuilder

  init(templates folder: URL) throws {
    undrawn = try ReportBuilder(
      profile: .default, looks: .standard, jobs: 1, encode: { _ in [] }, draw: { _ in [] })
    drawn = try ReportBuilder(
      profile: .default, looks: .standard, jobs: 1, encode: { _ in [] },
      draw: { try Self.small($0).png() })
    let shipped = try TemplateFolder(readingFrom: folder.path).files.values.sorted()
    let parts = shipped.flatMap(Self.parts)
    templates = TokenMutator(
      pieces: Samples.pieces,
      documents: [Samples.template] + parts + Samples.claimCells + Samples.figureCells)
    cells = TokenMutator(
      pieces: Samples.pieces,
      documents: Samples.claimCells + Samples.figureCells
        + parts.filter { $0.contains("```figure") })
    figures = TokenMutator(
      pieces: ["1", "2", "-1", "0", "0.5", "1e300", "growth.share", "log", "linear", "true"],
      documents: Samples.figureCells)
  }

  /// A chapter in parts of a few lines, cells whole.
  private static func parts(of chapter: String) -> [String] {
    let paragraphs = chapter.split(separator: "\n\n").map { $0 + "\n\n" }
    return stride(from: 0, to: paragraphs.count, by: 4).map { start in
      paragraphs[start..<min(start + 4, paragraphs.count)].joined()
    }
  }

  func templateFault(_ random: inout FuzzRandom) async -> String? {
    await fault(of: template(&random), undrawn)
  }

  func cellFault(_ random: inout FuzzRandom) async -> String? {
    await fault(of: cell(&random), undrawn)
  }

  func figureFault(_ random: inout FuzzRandom) async -> String? {
    await fault(of: figure(&random), drawn)
  }

  func template(_ random: inout FuzzRandom) -> [String: String] {
    let title = random.oneIn(8) ? "" : "# A\n\n"
    var files = ["01-a.md": title + templates.text(&random) + "\n"]
    files["part.md"] = random.oneIn(4) ? templates.text(&random) + "\n" : "a part\n"
    return files
  }

  func cell(_ random: inout FuzzRandom) -> [String: String] {
    let text = cells.text(&random)
    let cell = text.hasPrefix("```") ? text : "```figure\n" + text + "\n```\n"
    return ["01-a.md": "# A\n\n" + cell]
  }

  func figure(_ random: inout FuzzRandom) -> [String: String] {
    ["01-a.md": "# A\n\n" + figures.text(&random)]
  }

  /// Layout does not depend on how many pixels are painted, painting does.
  private static func small(_ figure: Figure) -> Figure {
    var figure = figure
    figure.width = min(figure.width, 640)
    figure.height = min(figure.height, 400)
    return figure
  }
}

// MARK: What must hold

extension ReportFuzzer {
  private func fault(of files: [String: String], _ builder: ReportBuilder) async -> String? {
    let folder = TemplateFolder(name: "templates", files: files)
    do {
      _ = try await builder.build([Samples.growth, Samples.anatomy], templates: folder)
      return nil
    } catch {
      switch error {
      case .templates(let problems):
        return ProblemPlaces(folder).fault(in: problems)
      case .cannotDraw(_, let position, _):
        return position == nil ? "not drawn, without a place" : nil
      default: return "another error: \(error)"
      }
    }
  }
}
