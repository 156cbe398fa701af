import Runs

/// The series of a record that patterns ask for.
enum SeriesSelection {
  /// In the order of the patterns, for each in the order of ``NumberedName``, each series once. A
  /// pattern matches names with or without the experiment in front.
  ///
  /// - Throws: ``ReportError/recordsNoSeries(experiment:)``,
  ///   ``ReportError/notSeries(pattern:experiment:)`` for a pattern that matches single
  ///   values only, ``ReportError/noSeries(pattern:experiment:nearest:)`` for one that matches nothing.
  static func series(
    of record: RunRecord, matching patterns: [String]
  ) throws(ReportError) -> [Series] {
    var selected: [Series] = []
    let inOrder = record.series.map { (name: NumberedName($0.name), series: $0) }
      .sorted { $0.name < $1.name }.map(\.series)
    for pattern in patterns {
      let found = inOrder.filter { matches(pattern, $0.name, record.experiment) }
      guard !found.isEmpty else { throw noMatch(of: pattern, in: record) }
      selected += found.filter { series in !selected.contains { $0.name == series.name } }
    }
    return selected
  }

  private static func matches(_ pattern: String, _ name: String, _ experiment: String) -> Bool {
    Glob.matches(pattern, name) || Glob.matches(pattern, "\(experiment).\(name)")
  }

  private static func noMatch(of pattern: String, in record: RunRecord) -> ReportError {
    let experiment = record.experiment
    guard !record.series.isEmpty else { return .recordsNoSeries(experiment: experiment) }
    guard !record.values.contains(where: { matches(pattern, $0.name, experiment) }) else {
      return .notSeries(pattern: pattern, experiment: experiment)
    }
    return .noSeries(
      pattern: pattern, experiment: experiment, nearest: nearest(to: pattern, in: record))
  }

  /// The full names that were probably meant.
  private static func nearest(to pattern: String, in record: RunRecord) -> [String] {
    let prefix = record.experiment + "."
    let names = record.series.map(\.name)
    let full = NearestName.all(meantBy: pattern, among: names.map { prefix + $0 })
    guard full.isEmpty else { return full }
    return NearestName.all(meantBy: pattern, among: names).map { prefix + $0 }
  }
}
