import Reports

/// One series of a group at the steps that count.
struct GroupSeries {
  let steps: [Double]
  /// Per seed, in the order of the group's.
  let values: [[Double]]
  /// The steps that not all runs have.
  let dropped: [Double]

  var isEmpty: Bool { steps.isEmpty }
  /// Where its final values stand, for people.
  var lastStep: String { "at the last step (\(steps.last?.plain ?? "none"))" }

  /// Nothing was recorded.
  static let none = GroupSeries(steps: [], values: [], dropped: [])

  private init(steps: [Double], values: [[Double]], dropped: [Double]) {
    (self.steps, self.values, self.dropped) = (steps, values, dropped)
  }

  /// - Parameters:
  ///   - index: the series in the order of the description.
  ///   - runs: the runs of a group, by seed.
  ///   - shared: the steps that count; nil where the runs must have the same.
  ///   - group: its name in messages; empty where it has none.
  ///   - description: what is said of the table.
  ///   - table: its file in messages.
  /// - Throws: what is wrong, with the line of the table.
  init(
    _ index: Int, of runs: [TableRuns.Run], at shared: [Double]?, group: String,
    as description: TableDescription, in table: String
  ) throws(TemplateProblem) {
    let place = GroupPlace(
      series: description.series[index].name.string, group: group, table: table, runs: runs,
      index: index)
    for run in runs { try place.expectOneValueEach(run) }
    let paths = runs.map(\.paths[index])
    guard let first = paths.first, !paths.allSatisfy(\.isEmpty) else {
      self = .none
      return
    }
    if shared == nil { try place.expectSameSteps(description.file) }
    let steps = shared ?? first.steps
    let kept = Set(steps)
    self.init(
      steps: steps, values: paths.map { $0.values(at: steps) },
      dropped: Array(Set(paths.flatMap { $0.steps.filter { !kept.contains($0) } })))
  }
}

extension TableRuns {
  /// The steps of a series that all finished runs have, of all groups in which it was recorded.
  ///
  /// - Throws: that there is none.
  func sharedSteps(
    _ index: Int, as description: TableDescription, in table: String
  ) throws(TemplateProblem) -> [Double] {
    let recording = groups.indices.map(finished).filter { runs in
      runs.contains { !$0.paths[index].isEmpty }
    }
    let paths = recording.joined().map(\.paths[index].steps)
    guard let first = paths.first else { return [] }
    let shared = paths.dropFirst().reduce(first) { $0.shared(with: $1) }
    guard !shared.isEmpty else {
      throw TemplateProblem(
        "there is no step at which all runs have `\(description.series[index].name.string)`",
        at: SourcePosition(file: table, line: 1, column: 1))
    }
    return shared
  }
}

/// What is wrong with one series of a group, and where.
private struct GroupPlace {
  let series: String
  let group: String
  let table: String
  let runs: [TableRuns.Run]
  let index: Int

  private func name(_ run: TableRuns.Run) -> String {
    "seed \(run.seed)" + (group.isEmpty ? "" : " of \(group)")
  }

  private func problem(_ message: String, line: Int) -> TemplateProblem {
    TemplateProblem(message, at: SourcePosition(file: table, line: line, column: 1))
  }

  func expectOneValueEach(_ run: TableRuns.Run) throws(TemplateProblem) {
    let path = run.paths[index]
    guard let second = path.duplicate else { return }
    throw problem(
      "a second `\(series)` of \(name(run)) at step \(path.steps[second].plain); the first is on line"
        + " \(path.line(second - 1))",
      line: path.line(second))
  }

  /// Looks for the first step that one of two seeds lacks.
  func expectSameSteps(_ description: String) throws(TemplateProblem) {
    let first = runs[0]
    for run in runs.dropFirst() where run.paths[index].steps != first.paths[index].steps {
      let (one, other) = (first.paths[index].steps, run.paths[index].steps)
      let at =
        zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        ?? min(one.count, other.count)
      let isInFirst = at < one.count && (at >= other.count || one[at] < other[at])
      let (has, lacks) = isInFirst ? (first, run) : (run, first)
      let (path, rest) = (has.paths[index], lacks.paths[index])
      throw problem(
        "\(name(lacks)) has no `\(series)` at step \(path.steps[at].plain), which \(name(has)) has on"
          + " line \(path.line(at)); `steps: common` in \(description) keeps the steps that all runs"
          + " have",
        line: rest.isEmpty ? path.line(at) : rest.line(min(at, rest.steps.count - 1)))
    }
  }
}

extension Double {
  /// Whole numbers without a point.
  var plain: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
