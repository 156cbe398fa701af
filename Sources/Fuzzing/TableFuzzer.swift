import Foundation
import Notebooks
import Reports
import Runs

/// Makes records of hostile tables and of what is said of them. One fuzzer uses one folder at a time.
struct TableFuzzer: Sendable {
  private let folder: URL
  private let descriptions: TokenMutator
  private let tables: TokenMutator

  /// Takes a new folder for a notebook.
  init(folder: URL) throws {
    self.folder = folder
    try FileManager.default.createDirectory(
      at: folder.appending(path: OwnRecords.folderName), withIntermediateDirectories: true)
    descriptions = TokenMutator(
      pieces: [
        "title: A\n", "columns: {group: run, seed: seed, step: step}\n", "series: {loss: {}}\n",
        "steps: common\n", "diverged: leave-out\n", "below: {loss: [0.5]}\n", "better: lower",
        "compare: [{first: wn, second: plain, of: loss}]\n", "groups: {wn: wn}\n", ": ", "{", "}",
        "[", "]", ", ", "\n", "  ", "- ", "#", "loss", "norm", "step", "table: log.csv\n",
      ], documents: Self.descriptions)
    tables = TokenMutator(
      pieces: [
        ",", "\n", "\r\n", "\"", "\"\"", "wn", "plain", "0", "1", "2", "0.5", "-1", "nan", "inf",
        "run,seed,step,loss,norm\n", "wn,0,0,1,2\n", "plain,1,1,0.5,\n", ",,,,\n", "step,loss\n",
      ], documents: Self.tables)
  }

  private static let descriptions = [
    """
    title: Weight normalization
    columns: {group: run, seed: seed, step: step}
    series:
      loss: {label: "training loss", unit: "nats", better: lower}
      norm: {label: "‖v‖"}
    below: {loss: [0.5, 0.1]}
    compare:
      - {first: wn, second: plain, of: loss}
    steps: common
    diverged: leave-out

    """,
    """
    title: One run
    columns: {step: step}
    series: {loss: {better: higher}}
    above: {loss: [1e-3]}

    """,
    """
    title: Named
    columns: {group: run, seed: seed, step: step}
    groups: {wn: wn, plain: plain}
    series: {loss: {}, v: {column: norm}}
    compare: [{first: plain, second: wn, of: loss}]

    """,
  ]

  private static let tables = [
    """
    run,seed,step,loss,norm
    wn,0,0,1,2
    wn,0,1,0.4,2.5
    wn,1,0,2,2
    wn,1,1,0.05,2.5
    plain,1,0,1,
    plain,1,1,2,
    plain,0,0,1.5,
    plain,0,1,1,

    """,
    "\u{FEFF}\"step\",\"loss\"\r\n0,\"1\"\r\n\r\n2,\r\n1,1e-3\r\n",
    "run,seed,step,loss,norm\nwn,0,0,1,\nwn,0,0,,2\nwn,1,0,nan,\nplain,0,3,1,1\n",
  ]

  func files(_ random: inout FuzzRandom) -> [String: [UInt8]] {
    let description = random.oneIn(2) ? random.pick(Self.descriptions) : descriptions.text(&random)
    var table = Array((random.oneIn(4) ? random.pick(Self.tables) : tables.text(&random)).utf8)
    if random.oneIn(3) { ByteMutator.change(&table, &random) }
    return ["log.yaml": Array(description.utf8), "log.csv": table]
  }

  func fault(_ random: inout FuzzRandom) -> String? {
    let runs = folder.appending(path: OwnRecords.folderName)
    do {
      for (name, bytes) in files(&random) {
        try Data(bytes).write(to: runs.appending(path: name))
      }
    } catch {
      return "the scratch folder: \(error)"
    }
    do throws(ReportError) {
      let record = try OwnRecords(of: folder.path, builtIn: ["growth"])
        .record(named: "log", profile: .default)
      return Self.fault(of: record)
    } catch {
      return Self.fault(of: error)
    }
  }

  /// What is read can be written and read back as it is, and says something of a run.
  private static func fault(of record: RunRecord) -> String? {
    do {
      let again = try CanonicalJSON.decode(
        RunRecord.self, from: try CanonicalJSON.encode(record), name: "again")
      guard again == record else { return "another record comes back" }
    } catch {
      return "\(error)"
    }
    guard !record.values.isEmpty else { return "a record of nothing" }
    let names = record.values.map(\.name)
    guard Set(names.map { ExactText($0) }).count == names.count else { return "a name twice" }
    for series in record.series
    where zip(series.positions, series.positions.dropFirst()).contains(where: { $0 >= $1 }) {
      return "positions that do not increase"
    }
    return nil
  }

  private static func fault(of error: ReportError) -> String? {
    guard case .templates(let problems) = error else {
      let isKnown = ["it is not UTF-8 text", "larger than 1 MiB"].contains {
        "\(error)".contains($0)
      }
      return isKnown ? nil : "another error: \(error)"
    }
    guard !problems.isEmpty else { return "refused without a reason" }
    for problem in problems {
      let place = problem.position
      let isThere = place.file.hasSuffix("/log.csv") || place.file.hasSuffix("/log.yaml")
      guard isThere, place.line > 0, place.column > 0 else { return "another place: \(problem)" }
      let isPlain = !problem.message.unicodeScalars.contains { $0.isHidden }
      guard isPlain, !problem.message.isEmpty else { return "a riddle: \(problem)" }
    }
    return nil
  }
}
