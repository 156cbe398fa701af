import Reports
import Runs
import Tables

/// Makes a record of a table and what is said of it.
struct TableRecord {
  let name: String
  let description: TableDescription
  let file: TableFile

  /// Reads the table.
  ///
  /// - Parameters:
  ///   - profile: the profile of the report that it is for.
  ///   - progress: told how far a large table is read, in bytes.
  /// - Returns: the record.
  /// - Throws: `ReportError` with file, line and column.
  func record(
    profile: Profile, progress: TableFile.Progress?
  ) throws(ReportError) -> RunRecord {
    let table = try TableRuns(file, as: description, progress: progress)
    do throws(TemplateProblem) {
      let groups = try groups(of: table)
      var values = groups.flatMap { $0.values(description, of: name) }
      for comparison in description.comparisons {
        let comparison = try GroupComparison(comparison, among: groups, as: description)
        values += comparison.values(of: name)
      }
      return RunRecord(
        experiment: name, title: description.title, profile: profile.rawValue,
        specification: specification, seeds: Set(groups.flatMap(\.seeds)).sorted(),
        values: values, series: groups.flatMap { $0.recorded(description) })
    } catch {
      throw .templates([error])
    }
  }

  private func groups(of table: TableRuns) throws(TemplateProblem) -> [RunGroup] {
    guard !table.runs.isEmpty else {
      throw TemplateProblem(
        "the table has a header and no row",
        at: SourcePosition(file: file.path, line: 1, column: 1))
    }
    var shared: [[Double]]?
    if description.steps == .common {
      shared = []
      for index in description.series.indices {
        shared?.append(try table.sharedSteps(index, as: description, in: file.path))
      }
    }
    var groups: [RunGroup] = []
    for index in table.groups.indices {
      groups.append(
        try RunGroup(index, of: table, at: shared, as: description, in: file.path))
    }
    try expectSomething(in: groups)
    return groups
  }

  private func expectSomething(in groups: [RunGroup]) throws(TemplateProblem) {
    for comparison in description.comparisons
    where groups.contains(where: { $0.name == comparison.name }) {
      throw TemplateProblem(
        "the group `\(comparison.name)` has the name of this comparison; call it otherwise in `groups`",
        at: comparison.first.position)
    }
    for (index, series) in description.series.enumerated()
    where groups.allSatisfy({ $0.series[index].isEmpty }) && groups.contains(where: \.hasSeeds) {
      throw TemplateProblem(
        "the column `\(series.column.string)` of \(file.path) holds no number",
        at: series.column.position)
    }
    for group in groups where !group.hasSeeds && group.divergedCount == 0 {
      throw TemplateProblem(
        "no row of \(file.path) is of the group `\(group.name)`",
        at: SourcePosition(file: description.file, line: 1, column: 1))
    }
  }

  /// What the description says, for `NAME.spec` in templates.
  private var specification: JSONValue {
    var columns: [String: JSONValue] = ["step": .string(description.columns.step.string)]
    columns["group"] = description.columns.group.map { .string($0.string) }
    columns["seed"] = description.columns.seed.map { .string($0.string) }
    let series = description.series.map { series in
      var members: [String: JSONValue] = [
        "column": .string(series.column.string), "label": .string(series.label),
        "unit": .string(series.unit),
      ]
      members["better"] = series.better.map { .string($0.rawValue) }
      return (series.name.string, JSONValue.object(members))
    }
    return .object([
      "columns": .object(columns),
      "series": .object(Dictionary(uniqueKeysWithValues: series)),
      "steps": .string(description.steps.rawValue),
      "diverged": .string(description.diverged.rawValue),
    ])
  }
}

extension RunGroup {
  fileprivate var hasSeeds: Bool { !seeds.isEmpty }
}
