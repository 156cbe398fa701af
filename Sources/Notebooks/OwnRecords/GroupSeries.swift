import Reports

/// One series of a group at the steps that all its seeds have.
struct GroupSeries {
  let steps: [Double]
  /// Per seed, in the order of the group's.
  let values: [[Double]]
  /// The steps that not all seeds have.
  let dropped: [Double]

  var isEmpty: Bool { steps.isEmpty }

  /// Nothing was recorded.
  static let none = GroupSeries(steps: [], values: [], dropped: [])

  private init(steps: [Double], values: [[Double]], dropped: [Double]) {
    (self.steps, self.values, self.dropped) = (steps, values, dropped)
  }

  /// - Parameters:
  ///   - index: the series in the order of the description.
  ///   - runs: the runs of a group, by seed.
  ///   - group: its name in messages; empty where it has none.
  ///   - description: what is said of the table.
  ///   - table: its file in messages.
  /// - Throws: what is wrong, with the line of the table.
  init(
    _ index: Int, of runs: [TableRuns.Run], group: String, as description: TableDescription,
    in table: String
  ) throws(TemplateProblem) {
    let place = GroupPlace(
      series: description.series[index].name.string, group: group, table: table, runs: runs,
      index: index)
    for run in runs { try place.expectOneValueEach(run) }
    guard runs.contains(where: { !$0.paths[index].isEmpty }) else {
      self = .none
      return
    }
    let paths = runs.map(\.paths[index])
    let isEven = paths.allSatisfy { $0.steps == paths[0].steps }
    guard !isEven else {
      self.init(steps: paths[0].steps, values: paths.map(\.values), dropped: [])
      return
    }
    guard description.steps == .common else { throw place.unevenSteps(description.file) }
    let shared = paths.dropFirst().reduce(paths[0].steps) { $0.shared(with: $1.steps) }
    guard !shared.isEmpty else { throw place.noSharedStep }
    let kept = Set(shared)
    let dropped = Set(paths.flatMap { $0.steps.filter { !kept.contains($0) } })
    self.init(
      steps: shared, values: paths.map { $0.values(at: shared) }, dropped: Array(dropped))
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

  /// The first step that one of two seeds lacks.
  func unevenSteps(_ description: String) -> TemplateProblem {
    for run in runs.dropFirst() where run.paths[index].steps != runs[0].paths[index].steps {
      let (one, other) = (runs[0].paths[index], run.paths[index])
      let place = zip(one.steps, other.steps).enumerated().first { $0.element.0 != $0.element.1 }
      let at = place?.offset ?? min(one.steps.count, other.steps.count)
      let isInOne =
        at < one.steps.count && (at >= other.steps.count || one.steps[at] < other.steps[at])
      let (has, lacks) = isInOne ? (runs[0], run) : (run, runs[0])
      let path = has.paths[index]
      return problem(
        "\(name(lacks)) has no `\(series)` at step \(path.steps[at].plain), which \(name(has)) has;"
          + " `steps: common` in \(description) keeps the steps that all seeds have",
        line: path.line(at))
    }
    return noSharedStep
  }

  var noSharedStep: TemplateProblem {
    problem(
      "there is no step at which all seeds\(group.isEmpty ? "" : " of \(group)") have `\(series)`",
      line: 1)
  }
}

extension Double {
  /// Whole numbers without a point.
  var plain: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
