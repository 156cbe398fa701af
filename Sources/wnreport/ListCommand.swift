import ArgumentParser
import Experiments
import Foundation
import Reports

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List experiments, claims, figures and templates.",
    discussion: """
      EXAMPLES
        wnreport list
        wnreport list --json
      """)

  @Flag(help: "Print JSON for programs.")
  var json = false

  @Option(help: ArgumentHelp("The folder of the templates.", valueName: "dir"))
  var templates = ReportOptions.standardTemplates

  func run() async throws {
    try await Failure.reporting {
      let listing = try CatalogListing(
        .standard, templates: TemplateFolder(readingFrom: templates))
      print(json ? try listing.json : listing.text)
    }
  }
}

/// What there is to run, to decide, to draw and to fill.
private struct CatalogListing: Encodable {
  struct ExperimentEntry: Encodable {
    var id: String
    var title: String
    var dataSets: [String]
    /// Estimated seconds on one nominal core.
    var seconds: Double
  }

  struct ClaimEntry: Encodable {
    var id: String
    var experiments: [String]
    var pinned: String
  }

  var experiments: [ExperimentEntry]
  var claims: [ClaimEntry]
  var figures: [String]
  var templates: [String]

  init(_ catalog: ExperimentCatalog, templates folder: TemplateFolder) throws {
    experiments = catalog.experiments.map {
      ExperimentEntry(
        id: $0.id, title: $0.title, dataSets: $0.dataSets.map(\.rawValue),
        seconds: ($0.work(.default) * 10).rounded() / 10)
    }
    claims = catalog.claimSummaries.map {
      ClaimEntry(id: $0.id, experiments: $0.experiments, pinned: "\($0.pinned)")
    }
    figures = folder.figureIdentifiers
    templates = folder.files.keys.sorted()
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  var text: String {
    let width = (experiments.map(\.id) + claims.map(\.id)).map(\.count).max() ?? 0
    func row(_ name: String, _ text: String) -> String {
      "  " + name.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + text
    }
    var lines = ["EXPERIMENTS"]
    lines += experiments.map {
      let data = $0.dataSets.isEmpty ? "" : " · " + $0.dataSets.joined(separator: ", ")
      return row($0.id, "\($0.title) · about \($0.seconds) s\(data)")
    }
    lines += ["", "CLAIMS"]
    lines += claims.map {
      row($0.id, "\($0.pinned), by \($0.experiments.joined(separator: " and "))")
    }
    lines += ["", "FIGURES"] + figures.map { "  " + $0 }
    lines += ["", "TEMPLATES"] + templates.map { "  " + $0 }
    return lines.joined(separator: "\n")
  }
}
