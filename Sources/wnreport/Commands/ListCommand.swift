import ArgumentParser
import Experiments
import Foundation
import Notebooks
import Reports
import Runs

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List experiments, claims, figures and templates.",
    discussion: """
      Figures and templates are those of the notebook, where there is one, and so are the claims behind \
      those of the program.

      With --json a claim also has the verdict that its record in the output folder holds, and the \
      numbers that decided it; the verdict is null where no record decides it.

      EXAMPLES
        wnreport list
        wnreport list --json
      """)

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var place: NotebookOptions

  func run() async throws {
    try await Failure.reporting {
      let notebook = try place.notebookIfThere
      let listing = try CatalogListing(
        .standard, recorded: json ? RecordedRuns(reportFolder: place.output(of: notebook)) : nil,
        notebook: notebook)
      Output.print(json ? try listing.json : listing.text)
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
    var statement: String
    var kind: ClaimKind
    /// Who says it.
    var source: String
    /// The experiment whose record holds the verdict.
    var experiment: String
    /// All experiments whose records decide it.
    var experiments: [String]
    /// What the record says; null where none decides the claim.
    var verdict: Outcome?
    var pinned: Outcome
    /// The share of studies, with seeds drawn from those of the records, that repeat the verdict; null
    /// without one, and for identities and laws.
    var stability: Double?
    /// The numbers that decided it.
    var numbers: [Evidence]

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(statement, forKey: .statement)
      try container.encode(kind, forKey: .kind)
      try container.encode(source, forKey: .source)
      try container.encode(experiment, forKey: .experiment)
      try container.encode(experiments, forKey: .experiments)
      try container.encode(verdict, forKey: .verdict)
      try container.encode(pinned, forKey: .pinned)
      try container.encode(stability, forKey: .stability)
      try container.encode(numbers, forKey: .numbers)
    }

    private enum CodingKeys: CodingKey {
      case id, statement, kind, source, experiment, experiments, verdict, pinned, stability, numbers
    }
  }

  var experiments: [ExperimentEntry]
  var claims: [ClaimEntry]
  var figures: [String]
  var templates: [String]

  init(
    _ catalog: ExperimentCatalog, recorded: RecordedRuns?, notebook: Notebook?
  ) throws {
    experiments = catalog.experiments.map {
      ExperimentEntry(
        id: $0.id, title: $0.title, dataSets: $0.dataSets.map(\.rawValue),
        seconds: ($0.work(.default).seconds * 10).rounded() / 10)
    }
    let program = catalog.undecidedClaims
    let undecided = notebook?.undecided(program, without: []) ?? program
    let verdicts = try Set(undecided.map { $0.experiments[0] }).sorted().flatMap {
      try recorded?.recordIfThere(of: $0)?.verdicts ?? []
    }
    claims = undecided.map { claim in
      let verdict = verdicts.first { $0.claim == claim.claim }
      return ClaimEntry(
        id: claim.claim, statement: claim.statement, kind: claim.kind, source: claim.source,
        experiment: claim.experiments[0], experiments: claim.experiments,
        verdict: verdict?.outcome, pinned: claim.pinned, stability: verdict?.stability,
        numbers: verdict?.evidence ?? [])
    }
    figures = notebook?.pages.figureIdentifiers ?? []
    templates = notebook?.pages.files.keys.sorted() ?? []
  }

  var json: String {
    get throws { try CanonicalJSON.lines(of: self) }
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
      row(
        $0.id,
        "\($0.pinned) · \($0.kind) · \($0.source) · \($0.experiments.joined(separator: " and "))"
      )
    }
    for (title, names) in [("FIGURES", figures), ("TEMPLATES", templates)] where !names.isEmpty {
      lines += ["", title] + names.map { "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }
}
