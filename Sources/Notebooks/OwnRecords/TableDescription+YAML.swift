import Reports
import Runs

extension TableDescription {
  static let keys = [
    "title", "table", "columns", "groups", "series", "below", "above", "compare", "steps",
    "diverged",
  ]

  /// Reads the text of a file.
  ///
  /// - Parameters:
  ///   - contents: the text.
  ///   - file: its name in messages.
  /// - Throws: `ReportError` with everything that is wrong.
  init(contents: String, file: String) throws(ReportError) {
    let log = ProblemLog()
    let read = log.attempt { () throws(TemplateProblem) in
      let fields = try YAMLMapping(contents: contents, file: file, keys: Self.keys, log: log)
      return DescriptionReader(fields: fields, file: file, log: log).description
    }
    guard let description = read ?? nil, log.problems.isEmpty else {
      throw .templates(log.sorted)
    }
    self = description
  }
}

/// Reads one description; what is wrong is noted, and reading goes on.
private struct DescriptionReader {
  let fields: YAMLMapping
  let file: String
  let log: ProblemLog

  /// Nil where something that everything else needs is missing.
  var description: TableDescription? {
    let title = log.attempt { () throws(TemplateProblem) in try fields.text("title").string }
    let table = attempt { () throws(TemplateProblem) in try Self.place(fields.optionalText("table"))
    }
    let columns = log.attempt(readColumns)
    let groups = attempt { () throws(TemplateProblem) in try readGroups(columns) }
    let series = log.attempt(readSeries) ?? []
    let comparisons = attempt { () throws(TemplateProblem) in
      try readComparisons(columns, groups, series)
    }
    let steps = attempt { () throws(TemplateProblem) in try fields.choice("steps", StepsRule.self) }
    let diverged = attempt { () throws(TemplateProblem) in
      try fields.choice("diverged", DivergedRule.self)
    }
    guard let title, let columns, !series.isEmpty else { return nil }
    return TableDescription(
      file: file, title: title, table: table, columns: columns, groups: groups, series: series,
      comparisons: comparisons ?? [], steps: steps ?? .equal, diverged: diverged ?? .refuse)
  }

  private func attempt<Value>(_ body: () throws(TemplateProblem) -> Value?) -> Value? {
    log.attempt(body) ?? nil
  }

  /// A table lies where it does wherever the notebook lies.
  private static func place(_ text: YAMLText?) throws(TemplateProblem) -> YAMLText? {
    guard let text else { return nil }
    guard !text.string.hasPrefix("/"), !text.string.hasPrefix("~") else {
      throw TemplateProblem(
        "`table` is a way from this file's folder, such as `log.csv`", at: text.position)
    }
    return text
  }

  private func readColumns() throws(TemplateProblem) -> TableDescription.Columns {
    let columns = try fields.mapping("columns", keys: ["group", "seed", "step"], log: log)
    return TableDescription.Columns(
      group: try columns.optionalText("group"), seed: try columns.optionalText("seed"),
      step: try columns.text("step"))
  }

  private func readGroups(
    _ columns: TableDescription.Columns?
  ) throws(TemplateProblem) -> [TableDescription.Group]? {
    guard fields.has("groups") else { return nil }
    let mapping = try fields.mapping("groups", log: log)
    guard columns == nil || columns?.group != nil else {
      throw TemplateProblem(
        "groups without a column that tells them; name it: `columns: {group: run, …}`",
        at: mapping.position)
    }
    var groups: [TableDescription.Group] = []
    for name in mapping.keys {
      try expectName(name)
      let text = try mapping.text(name.string)
      guard !groups.contains(where: { $0.text == text.string }) else {
        throw TemplateProblem("two names for “\(text.string.shown(upTo: 60))”", at: text.position)
      }
      groups.append(TableDescription.Group(name: name.string, text: text.string))
    }
    guard !groups.isEmpty else {
      throw TemplateProblem("`groups` names no group; leave it out", at: mapping.position)
    }
    return groups
  }

  private func expectName(_ name: YAMLText) throws(TemplateProblem) {
    if let fault = RecordName.fault(name.string) { throw TemplateProblem(fault, at: name.position) }
  }
}

// MARK: Series

extension DescriptionReader {
  private func readSeries() throws(TemplateProblem) -> [SeriesDescription] {
    let mapping = try fields.mapping("series", log: log)
    var series: [SeriesDescription] = []
    for name in mapping.keys {
      let one = log.attempt { () throws(TemplateProblem) in
        try expectName(name)
        return try readSeries(name, in: mapping)
      }
      if let one { series.append(one) }
    }
    guard !mapping.keys.isEmpty else {
      throw TemplateProblem(
        "`series` names no series; name one, such as `loss: {}`", at: mapping.position)
    }
    for side in [SeriesDescription.Threshold.Side.below, .above] where fields.has(side.rawValue) {
      try addThresholds(side, to: &series)
    }
    return series
  }

  private func readSeries(
    _ name: YAMLText, in mapping: YAMLMapping
  ) throws(TemplateProblem) -> SeriesDescription {
    let keys = ["column", "label", "unit", "better"]
    let fields = try mapping.mapping(name.string, keys: keys, log: log)
    return SeriesDescription(
      name: name, column: try fields.optionalText("column") ?? name,
      label: try fields.optionalText("label")?.string ?? name.string,
      unit: try fields.textOrNone("unit"),
      better: try fields.choice("better", SeriesDescription.Better.self))
  }

  private func addThresholds(
    _ side: SeriesDescription.Threshold.Side, to series: inout [SeriesDescription]
  ) throws(TemplateProblem) {
    let mapping = try fields.mapping(side.rawValue, log: log)
    for name in mapping.keys {
      guard let index = series.firstIndex(where: { $0.name.string == name.string }) else {
        // One that is wrong was told already.
        guard !fields.names("series").contains(name.string) else { continue }
        throw TemplateProblem(unknown: name, among: series.map(\.name.string))
      }
      let texts = try mapping.texts(name.string)
      for (text, number) in zip(texts, try mapping.numbers(name.string)) {
        guard !series[index].thresholds.contains(where: { $0.side == side && $0.number == number })
        else {
          throw TemplateProblem("`\(text.string)` is given twice", at: text.position)
        }
        let digits = text.string.replacing(".", with: "_").replacing("+", with: "")
        series[index].thresholds.append(
          SeriesDescription.Threshold(side: side, number: number, name: side.rawValue + digits))
      }
    }
  }
}

// MARK: Comparisons

extension DescriptionReader {
  private func readComparisons(
    _ columns: TableDescription.Columns?, _ groups: [TableDescription.Group]?,
    _ series: [SeriesDescription]
  ) throws(TemplateProblem) -> [ComparisonDescription]? {
    guard fields.has("compare") else { return nil }
    let mappings = try fields.mappings("compare", keys: ["first", "second", "of"], log: log)
    guard columns == nil || columns?.group != nil else {
      throw TemplateProblem(
        "no groups to compare; name the column that tells them: `columns: {group: run, …}`",
        at: fields.position(of: "compare"))
    }
    var comparisons: [ComparisonDescription] = []
    for mapping in mappings {
      let comparison = ComparisonDescription(
        first: try mapping.text("first"), second: try mapping.text("second"),
        series: try mapping.text("of"))
      let of = comparison.series
      if !series.contains(where: { $0.name.string == of.string }),
        !fields.names("series").contains(of.string)
      {
        throw TemplateProblem(unknown: of, among: series.map(\.name.string))
      }
      for group in [comparison.first, comparison.second] {
        guard let groups, !groups.contains(where: { $0.name == group.string }) else { continue }
        throw TemplateProblem(unknown: group, among: groups.map(\.name))
      }
      guard comparison.first.string != comparison.second.string else {
        throw TemplateProblem("a group is compared with itself", at: comparison.second.position)
      }
      let isTold = comparisons.contains {
        $0.name == comparison.name && $0.series.string == comparison.series.string
      }
      guard !isTold else {
        throw TemplateProblem("the same comparison twice", at: mapping.position)
      }
      comparisons.append(comparison)
    }
    return comparisons
  }
}

extension YAMLMapping {
  /// The keys of the mapping under a key, whatever is in it; none where there is no mapping.
  fileprivate func names(_ key: String) -> [String] {
    let log = ProblemLog()
    let mapping = log.attempt { () throws(TemplateProblem) in try self.mapping(key, log: log) }
    return mapping?.keys.map(\.string) ?? []
  }
}
