import Reports
import Runs
import Statistics

/// Two groups at their last step, seed by seed.
struct GroupComparison {
  let description: ComparisonDescription
  private let series: SeriesDescription
  private let first: [Double]
  private let second: [Double]

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
    let step = try Self.step(
      one.series[index], other.series[index], comparison, isShared: table.steps == .common)
    let shared = one.seeds.filter(Set(other.seeds).contains)
    guard shared.count > 1 else {
      throw TemplateProblem(
        "\(one.name) and \(other.name) share \(shared.count == 1 ? "one seed" : "no seed");"
          + " an interval needs two",
        at: comparison.first.position)
    }
    first = Self.values(of: one, index, at: step, shared)
    second = Self.values(of: other, index, at: step, shared)
  }

  private static func values(
    of group: RunGroup, _ series: Int, at step: Double, _ seeds: [Int]
  ) -> [Double] {
    let recorded = group.series[series]
    let place = recorded.steps.firstIndex(of: step) ?? recorded.steps.count - 1
    let wanted = Set(seeds)
    return zip(group.seeds, recorded.values).filter { wanted.contains($0.0) }.map { $1[place] }
  }

  /// The last step that both have.
  private static func step(
    _ one: GroupSeries, _ other: GroupSeries, _ comparison: ComparisonDescription, isShared: Bool
  ) throws(TemplateProblem) -> Double {
    let (first, second) = (comparison.first.string, comparison.second.string)
    let of = comparison.series
    guard let end = one.steps.last, let otherEnd = other.steps.last else {
      throw TemplateProblem(
        "\(one.isEmpty ? first : second) has no `\(of.string)` that counts", at: of.position)
    }
    if end == otherEnd { return end }
    let remedy = "`steps: common` compares at the last step that both have"
    guard isShared else {
      throw TemplateProblem(
        "\(first) ends at step \(end.plain) and \(second) at step \(otherEnd.plain); \(remedy)",
        at: of.position)
    }
    guard let step = one.steps.shared(with: other.steps).last else {
      throw TemplateProblem(
        "\(first) and \(second) have no step in common", at: of.position)
    }
    return step
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
        "\(series.label) at the last step, difference of \(names), mean over seeds",
        sampling: Sampling(of: experiment, differences, isMean: true, \.mean)),
    ]
    if let better = series.better {
      let favourable = differences.count { better == .lower ? $0 < 0 : $0 > 0 }
      values.append(
        MeasuredValue(
          prefix + "favourable", .integer(favourable),
          "seeds in which \(description.first.string) has the better \(series.label)"))
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
        "\(series.label) at the last step, ratio of \(names), geometric mean over seeds",
        sampling: sampling)
    ]
  }
}
