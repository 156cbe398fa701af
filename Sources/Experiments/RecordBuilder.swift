internal import Runs

/// Gathers the values and series of a record while an experiment runs.
struct RecordBuilder {
  private var values: [MeasuredValue] = []
  private var series: [Trace] = []

  /// Records a number. A value that is not finite is an error of the experiment, which must record a
  /// flag or a censored step instead.
  mutating func number(_ name: String, _ value: Double, unit: String = "", _ explanation: String) {
    precondition(value.isFinite, "the value \(name) is not finite")
    values.append(MeasuredValue(name, .number(value), unit: unit, explanation))
  }

  mutating func integer(_ name: String, _ value: Int, unit: String = "", _ explanation: String) {
    values.append(MeasuredValue(name, .integer(value), unit: unit, explanation))
  }

  mutating func flag(_ name: String, _ value: Bool, _ explanation: String) {
    values.append(MeasuredValue(name, .flag(value), explanation))
  }

  mutating func text(_ name: String, _ value: String, _ explanation: String) {
    values.append(MeasuredValue(name, .text(value), explanation))
  }

  mutating func interval(
    _ name: String, _ value: Interval, unit: String = "", _ explanation: String
  ) {
    values.append(MeasuredValue(name, .interval(value), unit: unit, explanation))
  }

  mutating func trace(_ trace: Trace) {
    series.append(trace)
  }

  /// - Throws: `RunsError` for a specification that JSON cannot hold.
  func record(
    of experiment: String, title: String, profile: Profile, specification: some Encodable,
    seeds: [Int]
  ) throws(RunsError) -> RunRecord {
    RunRecord(
      experiment: experiment, title: title, profile: profile.rawValue,
      specification: try JSONValue(encoding: specification), seeds: seeds, values: values,
      series: series)
  }
}
