import ArgumentParser
import Experiments
import Figures
import Foundation
import Reports

/// The figures of a report, drawn one after the other from its records.
struct FiguresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "The processor time and size of every figure of a report.",
    discussion: """
      Prints one JSON object: by figure, the milliseconds of each round and the bytes of the PNG. A \
      round is layout, painting and encoding; records and templates are read before.
      """)

  @Argument(help: ArgumentHelp("The folder of the report.", valueName: "report"))
  var report: String

  @Argument(help: ArgumentHelp("The folder of the templates.", valueName: "templates"))
  var templates: String

  @Option(help: ArgumentHelp("How often each figure is drawn.", valueName: "n"))
  var rounds = 3

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds takes a number from 1 on") }
  }

  func run() async throws {
    let recorded = RecordedRuns(reportFolder: report)
    let records = try ExperimentCatalog.standard.experiments.map { try recorded.record(of: $0.id) }
    let rounds = rounds
    // What is drawn is the cost instead of the picture, so that it comes back under its name.
    let builder = try ReportBuilder(
      profile: .default, looks: .standard, jobs: 1,
      draw: { try Array(JSONEncoder().encode(FigureCost(of: $0, rounds: rounds))) })
    let built = try await builder.build(records, templates: TemplateFolder(readingFrom: templates))
    var costs: [String: FigureCost] = [:]
    for file in built.files where file.kind == .figure {
      let name = URL(filePath: file.path).deletingPathExtension().lastPathComponent
      costs[name] = try JSONDecoder().decode(FigureCost.self, from: Data(file.bytes))
    }
    print(String(decoding: try JSONEncoder().encode(costs), as: UTF8.self))
  }
}

/// What drawing one figure takes.
private struct FigureCost: Codable {
  /// Processor time, one element a round.
  var milliseconds: [Double] = []
  /// The size of the PNG.
  var bytes: Int

  /// Draws a figure once for its size and to warm up, then once per round.
  init(of figure: Figure, rounds: Int) throws {
    bytes = try figure.png().count
    for _ in 0..<rounds {
      let begin = ProcessorTime.thread
      _ = try figure.png()
      milliseconds.append(1e3 * (ProcessorTime.thread - begin))
    }
  }
}
