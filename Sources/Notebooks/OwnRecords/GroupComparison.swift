import Reports
import Runs
import Statistics

/// Two groups at their last step, seed by seed.
struct GroupComparison {
  let description: ComparisonDescription
  private let series: SeriesDescription
  private let first: [Double]
  private let second: [Double]
  private let lastStep: String

  /// - Throws: why they cannot be compared, with the place in the description.
  init(
    _ comparison: ComparisonDescription, among groups: [RunGroup],
    as table: TableDescription
  ) throws(TemplateProblem) {
    description = comparison
    func group(_ name: YAMLText) throws(TemplateProblem) -> RunGroup {
      guard let group = groups.first(where: { $0.name == name.string }) else {
        throw TemplateProblem(unknown: name, among: groups.map(\.name))
      }
      return group
    }
    let one = try group(comparison.first)
    let other = try group(comparison.second)
    guard
      let index = table.series.firstIndex(where: { $0.name.string == comparison.series.string })
    else {
      throw TemplateProblem(unknown: comparison.series, among: table.series.map(\.name.string))
    }
    series = table.series[index]
    try Self.expectSameEnd(one.series[index], other.series[index], comparison)
    lastStep = one.series[index].lastStep
    let shared = one.seeds.filter(Set(other.seeds).contains)
    guard shared.count > 1 else {
      throw TemplateProblem(
        "\(one.name) and \(other.name) share \(shared.count == 1 ? "one seed" : "no seed");"
          + " an interval needs two",
        at: comparison.first.position)
    }
    first = Self.finals(of: one, index, shared)
    second = Self.finals(of: other, index, shared)
  }

  /// Of each seed the value at the last step.
  private static func finals(of group: RunGroup, _ series: Int, _ seeds: [Int]) -> [Double] {
    let wanted = Set(seeds)
    return zip(group.seeds, group.series[series].values).filter { wanted.contains($0.0) }.map {
      $1[$1.count - 1]
    }
  }

  private static func expectSameEnd(
    _ one: GroupSeries, _ other: GroupSeries, _ comparison: ComparisonDescription
  ) throws(TemplateProblem) {
    let (first, second) = (comparison.first.string, comparison.second.string)
    let of = comparison.series
    guard let end = one.steps.last, let otherEnd = other.steps.last else {
      throw TemplateProblem(
        "\(one.isEmpty ? first : second) has no `\(of.string)` that counts", at: of.position)
    }
    guard end == otherEnd else {
      throw TemplateProblem(
        "\(first) ends at step \(end.plain) and \(second) at step \(otherEnd.plain); `steps: common`"
          + " ends at the last step that all runs have",
        at: of.position)
    }
  }
}

extension GroupComparison {
  /// The paired effect at the last step: the ratio of positive numbers, and the difference.
  func values(of experiment: String) -> [MeasuredValue] {
    let prefix = "\(description.name).\(series.name.string)."
    let names = "\(description.first.string) and \(description.second.string)"
    let differences = zip(first, second).map { $0 - $1 }
    let effect = PairedEffect(differences, of: experiment)
    var values = [
      MeasuredValue(prefix + "seedCount", .integer(first.count), "seeds that \(names) share"),
      MeasuredValue(
        prefix + "difference", .interval(effect.interval), unit: series.unit,
        "\(series.label) \(lastStep), difference of \(names), mean over seeds",
        sampling: Sampling(of: experiment, meanOf: differences)),
    ]
    if let better = series.better {
      let favourable = differences.map { better == .lower ? $0 < 0 : $0 > 0 }
      values.append(
        MeasuredValue(
          prefix + "favourable", .integer(favourable.count { $0 }),
          "seeds in which \(description.first.string) has the better \(series.label)",
          sampling: Sampling(of: experiment, counting: favourable)))
    }
    return values + ratio(prefix, names, experiment)
  }

  /// None where a number is not positive, or the interval is wider than numbers reach.
  private func ratio(
    _ prefix: String, _ names: String, _ experiment: String
  ) -> [MeasuredValue] {
    guard (first + second).allSatisfy({ $0 > 0 }) else { return [] }
    let effect = PairedEffect.logRatio(first: first, second: second, of: experiment)
    let interval = effect.interval.exponential
    guard interval.high.isFinite, interval.low > 0 else { return [] }
    let sampling = Sampling(of: experiment, effect.differences) { logarithms in
      let mean = logarithms.mean
      return Interval(estimate: mean, low: mean, high: mean).exponential.estimate
    }
    guard sampling.studies.allSatisfy(\.isFinite) else { return [] }
    return [
      MeasuredValue(
        prefix + "ratio", .interval(interval),
        "\(series.label) \(lastStep), ratio of \(names), geometric mean over seeds",
        sampling: sampling)
    ]
  }
}
