public import Runs

/// The files of a new notebook, which shows something of each of some records.
public struct NotebookDraft: Sendable {
  /// The contents by path within the notebook.
  public private(set) var files: [String: String] = [:]

  /// The cell of a figure that shows some series of a record; nil where it has none.
  public typealias FigureCell = (RunRecord) throws -> String?

  /// A table has no more rows.
  private static let rowLimit = 6

  /// - Parameters:
  ///   - title: what the notebook is called.
  ///   - records: what it shows, a chapter each.
  ///   - claims: claims of the program that these records decide, with their verdicts.
  ///   - figure: what draws something of a record.
  /// - Throws: what `figure` throws.
  public init(
    title: String, records: [RunRecord], claims: [Verdict], figure: FigureCell
  ) throws {
    let own = records.lazy.compactMap(DraftedClaim.init).first
    let names = claims.map(\.claim) + (own.map { [$0.name] } ?? [])
    files["notebook.yaml"] = Self.settings(title)
    files["README.md"] = Self.index(records, verdicts: names)
    if let own { files["claims.yaml"] = own.text }
    for (index, record) in records.enumerated() {
      let shown = claims.filter { $0.experiments[0] == record.experiment }.map(\.claim)
      let isHome = own?.record == record.experiment
      files[Self.chapter(index, record)] = try Self.chapter(
        record, claims: shown + (isHome ? own.map { [$0.name] } ?? [] : []), figure: figure)
    }
  }

  /// Brings a further file along.
  public mutating func add(_ path: String, _ contents: String) { files[path] = contents }

  private static func settings(_ title: String) -> String {
    """
    # What this notebook is called.
    title: '\(title.replacing("'", with: "''"))'
    # Where its report goes, from this folder.
    output: report
    # How much is run: default, quick, sample or full.
    profile: default
    # Who says what claims.yaml claims.
    sources:
      notebook: this notebook

    """
  }

  private static func chapter(_ index: Int, _ record: RunRecord) -> String {
    let number = index + 1
    return (number < 10 ? "0" : "") + "\(number)-\(record.experiment.lowercased()).md"
  }

  private static func index(_ records: [RunRecord], verdicts: [String]) -> String {
    let links = records.enumerated().map { index, record in
      "- [\(record.experiment)](\(chapter(index, record)))"
    }
    let table = ["```table", "verdicts: [\(verdicts.joined(separator: ", "))]", "```"]
    let end =
      verdicts.isEmpty ? [] : ["", "The verdicts, all decided by recorded runs:", ""] + table
    return
      ([
        "# {{ report.title }}", "", "{% comment %}",
        "This is the index; every file `NN-name.md` is a chapter.",
        "`wnreport generate` with the name of this folder writes the report.", "{% endcomment %}",
        "A notebook of recorded runs:", "",
      ] + links + end).joined(separator: "\n") + "\n"
  }
}

// MARK: A chapter

extension NotebookDraft {
  /// A line for each group of a table of which something does not count.
  private static func leftOut(_ record: RunRecord) -> [String] {
    let counts = Dictionary(uniqueKeysWithValues: record.values.map { ($0.name, $0.value) })
    let groups = record.values.map(\.name).filter { $0.hasSuffix("droppedSteps") }
      .map { $0.dropLast("droppedSteps".count) }
      .filter { group in
        ["diverged", "droppedSteps"].contains { counts[group + $0] != .integer(0) }
      }
    let lines = groups.map { group in
      let name = "\(record.experiment).\(group)"
      return
        "- \(group.isEmpty ? "all runs" : "`\(group.dropLast())`"): {{ \(name)seedCount }} runs count at"
        + " {{ \(name)stepCount }} steps; {{ \(name)diverged }} diverged, and {{ \(name)droppedSteps }} steps"
        + " are left out, which not all runs have"
    }
    return lines.isEmpty ? [] : ["What counts:", ""] + lines + [""]
  }

  private static func chapter(
    _ record: RunRecord, claims: [String], figure: FigureCell
  ) throws -> String {
    let name = record.experiment
    var lines = [
      "# \(name)", "", "{{ \(name).title }}", "", "{% comment %}",
      "In this folder, `wnreport show \(name)` lists all names, and with `--plot '*' --yaml` it prints figures",
      "to paste. `wnreport help filters` tells the formats behind the bar.",
      "{% endcomment %}",
    ]
    let values = record.values.filter { $0.value.format != nil }
      .enumerated().sorted { ($0.element.interest, $0.offset) < ($1.element.interest, $1.offset) }
      .map(\.element).prefix(rowLimit)
    lines += leftOut(record)
    if !values.isEmpty {
      lines += ["```table", "columns: [name, value]", "rows:"]
      lines += values.map { value in
        "  - [\"`\(name).\(value.name)`\", \"{{ \(name).\(value.name)\(value.value.format ?? "") }}\"]"
      }
      lines += ["```", ""]
    }
    if let cell = try figure(record) { lines += [cell, ""] }
    for claim in claims { lines += ["```claim", "claim: \(claim)", "```", ""] }
    if let claim = claims.last {
      lines += [
        "{% comment %}", "A condition lets the prose follow the runs.", "{% endcomment %}",
        "{% if claims.\(claim).outcome == \"supported\" %}The runs support it."
          + "{% else %}The runs do not support it.{% endif %}",
      ]
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension MeasuredValue {
  /// Small for what is looked at first: comparisons, then where a loss ends, then where anything does.
  fileprivate var interest: Int {
    if case .interval = value { return 0 }
    guard name.hasSuffix(".final") else { return 3 }
    return name.contains("loss") ? 1 : 2
  }
}

extension Measurement {
  /// How a template prints it; nil for texts and flags.
  fileprivate var format: String? {
    switch self {
    case .number: " | significant:3"
    case .integer: ""
    case .interval: " | interval:2"
    case .flag, .text: nil
    }
  }
}

// MARK: A claim

/// A first claim on a recorded value, to be replaced by one that somebody means.
private struct DraftedClaim {
  let record: String
  let name: String
  let text: String

  /// Nil where no value can be above or below anything.
  init?(_ record: RunRecord) {
    let intervals = record.values.filter { $0.name.hasSuffix(".ratio") }
    let numbers = record.values.filter { if case .number = $0.value { true } else { false } }
    let value = intervals.first ?? numbers.min { $0.interest < $1.interest }
    guard let value else { return nil }
    self.record = record.experiment
    name = "\(record.experiment.lowercased().replacing("_", with: "-"))-first"
    let full = "\(record.experiment).\(value.name)"
    let (bound, outcome) = Self.ruling(value.value)
    let (comparison, number) = bound
    let words = ["at-most": "not above", "at-least": "not below"][comparison] ?? comparison
    text = """
      # Statements on trial. Each needs a box on some page; a verdict that is not the pinned one fails.
      # This one is a beginning: say what you mean, and which recorded value decides it.
      claims:
        \(name):
          statement: '\(full) is \(words) \(number).'
          kind: experiment
          source: notebook
          rule: {value: \(full), \(comparison): \(number), label: '\(full)'}
          pinned: \(outcome)

      """
  }

  /// What holds of a ratio and one, or of a number and zero.
  private static func ruling(
    _ value: Measurement
  ) -> (bound: (comparison: String, number: Int), outcome: Outcome) {
    switch value {
    case .interval(let ratio):
      if ratio.low >= 1 { return (("at-least", 1), .supported) }
      return (("below", 1), ratio.high < 1 ? .supported : .inconclusive)
    case .number(let number): return ((number > 0 ? "above" : "at-most", 0), .supported)
    case .integer, .flag, .text: preconditionFailure("a claim on what has no sign")
    }
  }
}
