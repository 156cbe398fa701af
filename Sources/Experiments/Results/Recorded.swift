internal import Runs

/// What an experiment measured, or a part of that: a struct whose stored properties are `@Measured` values,
/// `@Plotted` series, `@Tabulated` tables, other such structs and `Parts`, and nothing else.
///
/// The record is derived from it, each name being the path of properties that leads to a value, and is read
/// back into it: claims are decided from records, fresh ones, kept ones and committed ones alike.
protocol Recorded: Decodable, RecordedElement, Sendable {}

/// What a result may consist of.
protocol RecordedElement {
  /// Adds what it holds to a record under that name.
  ///
  /// - Throws: `RunsError.notFinite` with the first name whose number is not finite.
  func write(to writer: inout RecordWriter, as name: String) throws(RunsError)
}

extension Recorded {
  func write(to writer: inout RecordWriter, as name: String) throws(RunsError) {
    for (label, value) in Swift.Mirror(reflecting: self).children {
      guard let element = value as? any RecordedElement, let label else {
        fatalError("\(type(of: self)) holds what cannot be recorded: \(label ?? "")")
      }
      // The storage of a wrapped property has the property's name behind an underscore.
      let own = label.hasPrefix("_") ? String(label.dropFirst()) : label
      try element.write(to: &writer, as: element is any RecordedParts ? name : name.dotted(own))
    }
  }
}

extension Optional: RecordedElement where Wrapped: RecordedElement {
  func write(to writer: inout RecordWriter, as name: String) throws(RunsError) {
    try self?.write(to: &writer, as: name)
  }
}

/// Gathers what a record holds.
struct RecordWriter {
  var values: [MeasuredValue] = []
  var series: [Series] = []
  var tables: [SeedTable] = []

  /// - Precondition: no two values, no two series and no two tables have the same name.
  /// - Throws: `RunsError.notFinite` with the first name whose number is not finite.
  init(_ result: some Recorded) throws(RunsError) {
    try result.write(to: &self, as: "")
    for names in [values.map(\.name), series.map(\.name), tables.map(\.name)] {
      guard Set(names).count == names.count else {
        fatalError("a name that two parts of a result share")
      }
    }
  }
}

extension String {
  /// This name with one more part.
  func dotted(_ part: String) -> String { isEmpty ? part : "\(self).\(part)" }
}

/// Numbers as parts of recorded names.
enum RecordedName {
  /// 0.25 → `0_25`.
  static func part(_ number: Double) -> String {
    let text = number == number.rounded() ? "\(Int(number))" : "\(number)"
    return text.replacing(".", with: "_")
  }
}
