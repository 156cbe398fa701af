import Reports
import Runs
import Statistics

/// What the runs of one group say together.
struct RunGroup {
  /// Empty where there is one group without a name.
  let name: String
  let seeds: [Int]
  /// In the order of the description.
  let series: [GroupSeries]
  let divergedCount: Int

  /// - Parameters:
  ///   - index: the group in the order of the table's.
  ///   - table: the runs of all groups.
  ///   - shared: the steps that count, by series; nil where the runs of a group must have the same.
  ///   - description: what is said of the table.
  ///   - path: its file in messages.
  /// - Throws: what is wrong, with the line of the table.
  init(
    _ index: Int, of table: TableRuns, at shared: [[Double]]?, as description: TableDescription,
    in path: String
  ) throws(TemplateProblem) {
    let runs = table.finished(of: index)
    name = table.groups[index]
    seeds = runs.map(\.seed)
    divergedCount = table.divergedCount(of: index)
    var series: [GroupSeries] = []
    for place in description.series.indices {
      series.append(
        try GroupSeries(
          place, of: runs, at: shared?[place], group: name, as: description, in: path))
    }
    self.series = series
  }

  private var prefix: String { name.isEmpty ? "" : name + "." }

  /// The number of different steps among some.
  private func count(_ steps: [[Double]]) -> Int {
    guard let first = steps.first else { return 0 }
    return steps.allSatisfy { $0 == first } ? first.count : Set(steps.joined()).count
  }
}

// MARK: Values

extension RunGroup {
  /// The counts, and what there is of each series.
  func values(_ description: TableDescription, of experiment: String) -> [MeasuredValue] {
    var values = [
      MeasuredValue(prefix + "seedCount", .integer(seeds.count), "runs that count"),
      MeasuredValue(
        prefix + "stepCount", .integer(count(series.filter { !$0.isEmpty }.map(\.steps))),
        "steps at which something counts"),
      MeasuredValue(
        prefix + "diverged", .integer(divergedCount), "runs that are left out, not finite"),
      MeasuredValue(
        prefix + "droppedSteps", .integer(Set(series.flatMap(\.dropped)).count),
        "steps that not all runs have, left out"),
    ]
    for (one, recorded) in zip(description.series, series) where !recorded.isEmpty {
      let name = prefix + one.name.string
      values += summary(
        recorded.values.map { $0[$0.count - 1] }, "\(name).final", one,
        "\(one.label) \(recorded.lastStep)", experiment)
      values += best(recorded, name, one, experiment)
      values += one.thresholds.flatMap { passed($0, recorded, name, one, experiment) }
    }
    return values
  }

  /// The median of one number per seed, with its quartiles where there are several.
  private func summary(
    _ numbers: [Double], _ name: String, _ one: SeriesDescription, _ what: String,
    _ experiment: String
  ) -> [MeasuredValue] {
    func value(_ suffix: String, _ fraction: Double, _ word: String) -> MeasuredValue {
      func quantile(_ numbers: [Double]) -> Double {
        SeriesValues.quantile(fraction, of: numbers.sorted())
      }
      return MeasuredValue(
        name + suffix, .number(quantile(numbers)), unit: one.unit,
        numbers.count > 1 ? "\(what), \(word) over seeds" : what,
        sampling: numbers.count > 1 ? Sampling(of: experiment, numbers, quantile) : nil)
    }
    let median = value("", 0.5, "median")
    guard numbers.count > 1 else { return [median] }
    return [
      median, value(".lowerQuartile", 0.25, "lower quartile"),
      value(".upperQuartile", 0.75, "upper quartile"),
    ]
  }

  private func best(
    _ recorded: GroupSeries, _ name: String, _ one: SeriesDescription, _ experiment: String
  ) -> [MeasuredValue] {
    guard let better = one.better else { return [] }
    let places = recorded.values.map { values in
      // The first of equal ones.
      values.indices.dropFirst().reduce(0) { best, index in
        let isBetter =
          better == .lower ? values[index] < values[best] : values[index] > values[best]
        return isBetter ? index : best
      }
    }
    let numbers = zip(recorded.values, places).map { $0[$1] }
    let steps = places.map { recorded.steps[$0] }
    return summary(numbers, "\(name).best", one, "best \(one.label)", experiment) + [
      MeasuredValue(
        "\(name).bestStep", .number(steps.median),
        "step of the best \(one.label), median over seeds",
        sampling: steps.count > 1 ? Sampling(of: experiment, steps, \.median) : nil)
    ]
  }

  private func passed(
    _ threshold: SeriesDescription.Threshold, _ recorded: GroupSeries, _ name: String,
    _ one: SeriesDescription, _ experiment: String
  ) -> [MeasuredValue] {
    let first = recorded.values.map { values in
      values.firstIndex(where: threshold.isPassed).map { recorded.steps[$0] }
    }
    let steps = first.compactMap { $0 }
    let what = "\(one.label) \(threshold.side.rawValue) \(threshold.number.plain)"
    let reached = MeasuredValue(
      "\(name).\(threshold.name).reached", .integer(steps.count), "runs with \(what)",
      sampling: first.count > 1 ? Sampling(of: experiment, counting: first.map { $0 != nil }) : nil)
    guard !steps.isEmpty else { return [reached] }
    return [
      reached,
      MeasuredValue(
        "\(name).\(threshold.name).step", .number(steps.median),
        "first step with \(what), median over the seeds that have one",
        sampling: first.count > 1
          ? Sampling(of: experiment, first) { drawn in
            // A study may have drawn none of them: it has waited to the end.
            let found = drawn.compactMap { $0 }
            return found.isEmpty ? recorded.steps[recorded.steps.count - 1] : found.median
          } : nil),
    ]
  }
}

// MARK: Series

extension RunGroup {
  /// The recorded series, thinned as those of experiments are.
  func recorded(_ description: TableDescription) -> [Series] {
    zip(description.series, series).filter { !$1.isEmpty }.map { one, recorded in
      let kept = Thinning.logarithmic.positions(of: recorded.steps.count)
      let paths = recorded.values.map { values in kept.map { values[$0] } }
      var values = SeriesValues(at: kept.map { recorded.steps[$0] }, paths)
      // Not rounded: great steps that lie close together would become one.
      values.positions = kept.map { recorded.steps[$0] }
      values.seeds = zip(seeds, paths).prefix(3).map { seed, path in
        SeedPath(seed: seed, values: path.map(\.sixDigits))
      }
      return Series(
        name: prefix + one.name.string, explanation: one.label,
        x: Quantity(description.columns.step.string), y: one.quantity, values)
    }
  }
}
