package import Runs

/// What records hold under the names that templates type, for the rules of a notebook's claims: measured
/// values, the ends of intervals, and the single numbers, flags and words of a specification.
package struct RecordedValues: Sendable {
  /// A single value.
  package struct Value: Sendable {
    package let measurement: Measurement
    package let unit: String
    /// What was measured; empty where no record says so.
    package let explanation: String
  }

  private let table: ValueTable
  private let explanations: [String: String]

  package init(_ records: [RunRecord]) {
    // What is claimed is decided by what was measured, not by other claims.
    let measured = records.map { record in
      var record = record
      record.verdicts = []
      return record
    }
    table = ValueTable(measured, profile: .default)
    let explained = measured.flatMap { record in
      record.values.map { ("\(record.experiment).\($0.name)", $0.explanation) }
    }
    explanations = Dictionary(explained) { first, _ in first }
  }

  /// The value of a full name.
  ///
  /// - Throws: what is wrong with the name, at its place.
  package func value(_ name: YAMLText) throws(TemplateProblem) -> Value {
    try located(at: name.position) { () throws(Complaint) in
      if table.series[name.string] != nil {
        throw .stated("`\(name.string)` is a series, not one value")
      }
      let value = try table.value(name.string)
      guard let measurement = Measurement(value) else {
        throw .stated("`\(name.string)` is \(value.kindName), not one value")
      }
      return Value(
        measurement: measurement, unit: value.unit, explanation: explanations[name.string] ?? "")
    }
  }
}

extension Measurement {
  fileprivate init?(_ value: TemplateValue) {
    switch value.kind {
    case .number(let number): self = .number(number)
    case .integer(let integer): self = .integer(integer)
    case .flag(let flag): self = .flag(flag)
    case .text(let text): self = .text(text)
    case .interval(let interval): self = .interval(interval)
    case .printed, .list, .group, .null: return nil
    }
  }

  /// What it is, with an article, for messages.
  package var kindName: String { TemplateValue(measured: self).kindName }
}
