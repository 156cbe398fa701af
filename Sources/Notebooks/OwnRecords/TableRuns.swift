import Reports
import Runs
import Tables

/// The runs of a table, as its rows tell them.
struct TableRuns {
  /// One run: a seed of a group.
  struct Run {
    let group: Int
    let seed: Int
    /// By series, in the order of the description.
    var paths: [RunPath]
    var isDiverged = false
  }

  /// More are a sign that the wrong column was named.
  static let groupLimit = 256
  static let runLimit = 1 << 16
  /// Beyond it squares could leave the numbers that there are, so it counts as not finite.
  static let greatest = 1e150

  /// The names of the groups in the order of the description, or else of the file; one empty name where
  /// no column tells groups.
  private(set) var groups: [String]
  private(set) var runs: [Run] = []

  private let description: TableDescription
  private let path: String
  private var columns = Columns()
  private var indices: [Key: Int] = [:]
  private var lastRun: (key: Key, index: Int)?
  /// The groups by the text in their cells.
  private var texts: [String: Int] = [:]

  private struct Key: Hashable {
    var group: Int
    var seed: Int
  }

  private struct Columns {
    var group: Int?
    var seed: Int?
    var step = 0
    var series: [Int] = []
  }

  /// Reads a table.
  ///
  /// - Throws: `ReportError.templates` with what is wrong in the table, or what the description asks for
  ///   and the table does not hold; `.unreadable`.
  init(
    _ file: TableFile, as description: TableDescription, progress: TableFile.Progress?
  ) throws(ReportError) {
    self.description = description
    path = file.path
    groups = description.groups?.map(\.name) ?? (description.columns.group == nil ? [""] : [])
    for (index, group) in (description.groups ?? []).enumerated() { texts[group.text] = index }
    let log = ProblemLog()
    do throws(TablesError) {
      try file.read(progress: progress) { header throws(TablesError) in
        columns = find(in: header, log: log)
        // Every column that is missing is told, and no row is read.
        guard log.problems.isEmpty else { throw .unreadable(path: path, reason: "") }
      } row: { row throws(TablesError) in
        try add(row)
      }
    } catch {
      throw log.problems.isEmpty ? ReportError(error) : .templates(log.sorted)
    }
    for run in runs.indices {
      for series in runs[run].paths.indices { runs[run].paths[series].sort() }
    }
  }

  /// The runs of a group that did not diverge, by seed.
  func finished(of group: Int) -> [Run] {
    runs.filter { $0.group == group && !$0.isDiverged }.sorted { $0.seed < $1.seed }
  }

  func divergedCount(of group: Int) -> Int { runs.count { $0.group == group && $0.isDiverged } }
}

// MARK: The header

extension TableRuns {
  private func find(in header: TableHeader, log: ProblemLog) -> Columns {
    func column(_ name: YAMLText?) -> Int? {
      guard let name else { return nil }
      let found = header.columns(named: name.string)
      if found.count == 1 { return found[0] }
      let names = header.names.map { $0.isEmpty ? "“”" : $0 }.joined(separator: ", ")
      let problem =
        found.isEmpty
        ? "\(path) has no column `\(name.string)`; its header is \(names)"
        : "\(path) has \(found.count) columns `\(name.string)`; give each a name of its own"
      log.add([TemplateProblem(problem, at: name.position)])
      return nil
    }
    return Columns(
      group: column(description.columns.group), seed: column(description.columns.seed),
      step: column(description.columns.step) ?? 0,
      series: description.series.map { column($0.column) ?? 0 })
  }
}

// MARK: Rows

extension TableRuns {
  private mutating func add(_ row: TableRow) throws(TablesError) {
    let run = try run(of: row)
    let step = try step(of: row)
    for (series, column) in columns.series.enumerated() {
      switch row.number(column) {
      case .empty: continue
      case .number(let value) where value.magnitude <= Self.greatest:
        if !runs[run].isDiverged { runs[run].paths[series].append(step, value, line: row.line) }
      case .number, .notFinite: try diverge(run, row, column)
      case .text:
        throw wrong(
          row, column,
          "“\(row.text(column).shown(upTo: 40))” is no number; `\(name(of: series))` takes decimal"
            + " numbers such as 0.5 or 1e-3, and an empty cell where nothing was recorded")
      }
    }
  }

  private func name(of series: Int) -> String { description.series[series].column.string }

  private mutating func diverge(_ run: Int, _ row: TableRow, _ column: Int) throws(TablesError) {
    guard description.diverged == .leaveOut else {
      throw wrong(
        row, column,
        "“\(row.text(column).shown(upTo: 40))” is not finite; `diverged: leave-out` in"
          + " \(description.file) leaves such a run out of its group and counts it")
    }
    runs[run].isDiverged = true
    runs[run].paths = runs[run].paths.map { _ in RunPath() }
  }

  private func step(of row: TableRow) throws(TablesError) -> Double {
    guard case .number(let step) = row.number(columns.step), step >= 0 else {
      throw wrong(
        row, columns.step,
        "“\(row.text(columns.step).shown(upTo: 40))” is no step; a step is a number from 0 on")
    }
    return step
  }

  private mutating func run(of row: TableRow) throws(TablesError) -> Int {
    let key = Key(group: try group(of: row), seed: try seed(of: row))
    if let lastRun, lastRun.key == key { return lastRun.index }
    let index = indices[key] ?? runs.count
    if index == runs.count {
      guard runs.count < Self.runLimit else {
        throw wrong(
          row, columns.seed ?? 0, "more than \(Self.runLimit) runs; is this the column of the seed?"
        )
      }
      indices[key] = index
      runs.append(
        Run(group: key.group, seed: key.seed, paths: description.series.map { _ in RunPath() }))
    }
    lastRun = (key, index)
    return index
  }

  private func seed(of row: TableRow) throws(TablesError) -> Int {
    guard let column = columns.seed else { return 0 }
    guard case .number(let number) = row.number(column), let seed = Int(exactly: number),
      seed.magnitude <= 1 << 53
    else {
      throw wrong(
        row, column,
        "“\(row.text(column).shown(upTo: 40))” is no seed; number the runs of a group: 0, 1, 2")
    }
    return seed
  }

  private mutating func group(of row: TableRow) throws(TablesError) -> Int {
    guard let column = columns.group else { return 0 }
    let text = row.text(column)
    if let index = texts[text] { return index }
    let shown = "“\(text.shown(upTo: 60))”"
    guard description.groups == nil else {
      throw wrong(
        row, column,
        "\(shown) is not among the `groups` of \(description.file); give it a name there")
    }
    if text.isEmpty { throw wrong(row, column, "a row without a group") }
    if let fault = RecordName.fault(text) {
      throw wrong(
        row, column,
        fault + "; give it one in \(description.file): `groups: {name: \(Self.quoted(text))}`")
    }
    guard groups.count < Self.groupLimit else {
      throw wrong(
        row, column, "more than \(Self.groupLimit) groups; is this the column of the group?")
    }
    texts[text] = groups.count
    groups.append(text)
    return groups.count - 1
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.shown(upTo: 60).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private func wrong(_ row: TableRow, _ column: Int, _ reason: String) -> TablesError {
    let place = row.position(column)
    return .wrong(file: path, line: place.line, column: place.column, reason: reason)
  }
}

extension ReportError {
  /// What is wrong with a table.
  init(_ error: TablesError) {
    switch error {
    case .wrong(let file, let line, let column, let reason):
      let place = SourcePosition(file: file, line: line, column: column)
      self = .templates([TemplateProblem(reason, at: place)])
    case .unreadable(let path, let reason): self = .unreadable(path: path, reason: reason)
    case .missing(let path, let remedy): self = .unreadable(path: path, reason: remedy)
    case .damaged(let path, _, let reason): self = .unreadable(path: path, reason: reason)
    }
  }
}
