import ArgumentParser
import Experiments
import Foundation
import Notebooks
import Reports
import Runs
import Tables

struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a notebook of your own: a small one that builds at once.",
    discussion: """
      Writes a folder with \(NotebookSettings.fileName), an index, chapters with a figure, a table, a claim \
      and a condition, and comments that say what is what. Without options it is a lecture on one page; \
      with --from it shows something of the experiments that you name, and with --runs of a training log \
      of your own: a table with a header, one row per run, seed and step.

      EXAMPLES
        wnreport new lecture
        wnreport new lecture --from growth,noise
        wnreport new training --runs log.csv
        wnreport generate training
      """)

  @Argument(
    help: "The folder to make.", completion: .directory,
    transform: { try FolderArgument.path($0, of: "the notebook") })
  var folder: String

  @Option(
    help: ArgumentHelp(
      "Begin with these experiments, as `wnreport list` names them, with commas between them.",
      valueName: "experiments"), completion: .experiment)
  var from: String?

  @Option(
    help: ArgumentHelp(
      "Begin with a training log, a .csv or .tsv file, which is copied.", valueName: "table"),
    completion: .file(extensions: ["csv", "tsv"]))
  var runs: String?

  @OptionGroup var source: RecordSource

  func validate() throws {
    if from != nil, runs != nil {
      throw ValidationError("--from and --runs begin different notebooks; leave one out")
    }
  }

  func run() async throws {
    try await Failure.reporting {
      let new = try NewNotebook(folder)
      let paths: [String]
      if let from {
        paths = try new.write(try await draft(of: from).files)
      } else if let runs {
        paths = try write(new, runs)
      } else {
        let examples = try ShippedFolder(
          target: "Notebooks", source: "Examples", installed: "examples")
        let lecture = examples.url.appending(path: "lecture")
        paths = try new.write(try ExampleNotebook.files(of: lecture))
      }
      for path in paths { Output.print("\(folder)/\(path)") }
      Terminal.say("next: wnreport generate \(folder), then read \(folder)/report/README.md")
    }
  }

  private var title: String { URL(filePath: folder).lastPathComponent }

  private func draft(of list: String) async throws -> NotebookDraft {
    let all = ExperimentCatalog.standard
    let names = list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let chosen = try all.select(names).map(\.id)
    var records: [RunRecord] = []
    for name in chosen { records.append(try await source.record(of: name)) }
    let claims = all.undecidedClaims.filter { claim in
      claim.experiments.allSatisfy(chosen.contains)
    }
    return try NotebookDraft(title: title, records: records, claims: claims, figure: figure)
  }

  private func write(_ new: NewNotebook, _ path: String) throws -> [String] {
    guard let file = TableFile(path) else {
      throw ValidationError("--runs takes a .csv file, with commas, or a .tsv file, with tabs")
    }
    let table = try ProgressDisplay.ofTable(isQuiet: false) {
      try TableDraft(of: file, progress: $0)
    }
    var draft = try NotebookDraft(
      title: title, records: [table.record], claims: [], figure: figure)
    draft.add("runs/\(table.name).yaml", table.description)
    return try new.write(
      draft.files, copies: ["runs/\(table.name)\(path.suffix(".csv".count))": path])
  }

  /// Draws a loss, or else the first quantity that was recorded, in all groups.
  private func figure(_ record: RunRecord) throws -> String? {
    let shown = record.series.first { $0.name.hasSuffix("loss") } ?? record.series.first
    guard let first = shown?.name.split(separator: ".").last else { return nil }
    let pattern = record.series.count > 1 ? "*.\(first)" : record.series[0].name
    return try SeriesPlot(of: record, matching: [pattern], looks: .standard).pictures.first?.cell
  }
}
