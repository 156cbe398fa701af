internal import Runs

/// A recorded number, word or interval, as a stored property of a result: the property's name is the last
/// part of the value's name, and the wrapper carries what else a record says of it.
///
/// ```
/// @Measured("median first step at the threshold", unit: "steps") var steps: Double
/// ```
@propertyWrapper
struct Measured<Value: Measurable>: Sendable {
  let explanation: String
  let unit: String
  /// With the experiment's identifier, once it was read from a record.
  private let name: String
  private var value: Value?

  /// - Parameters:
  ///   - explanation: what was measured, in one line.
  ///   - unit: the unit in print, empty for a pure number.
  init(_ explanation: String, unit: String = "") {
    self.explanation = explanation
    self.unit = unit
    name = ""
    value = Value.absent
  }

  /// - Precondition: it was given before it is read.
  var wrappedValue: Value {
    get {
      guard let value else { fatalError("never given: \(explanation)") }
      return value
    }
    set { value = newValue }
  }

  /// The value with the name under which it was recorded, as evidence of a claim.
  var projectedValue: Reading<Value> { Reading(name: name, value: wrappedValue, unit: unit) }
}

extension Measured: RecordedElement {
  func write(to writer: inout RecordWriter, as name: String) throws(RunsError) {
    guard let measurement = wrappedValue.measurement else { return }
    let sampling = wrappedValue.sampling
    let numbers = (sampling?.seeds ?? []) + (sampling?.studies ?? [])
    guard measurement.isFinite, numbers.allSatisfy(\.isFinite) else {
      throw .notFinite(reason: "the value \(name)")
    }
    writer.values.append(
      MeasuredValue(name, measurement, unit: unit, explanation, sampling: sampling))
  }
}

extension Measured: Decodable {
  /// - Throws: `ExperimentsError.missingValue` where the record holds no such value.
  init(from decoder: any Decoder) throws {
    let reader = RecordDecoder(decoder)
    let recorded = reader.values[reader.name]
    name = reader.fullName
    explanation = recorded?.explanation ?? ""
    unit = recorded?.unit ?? ""
    value = recorded.map(Value.read) ?? Value.absent
    if value == nil { throw ExperimentsError.missingValue(name: name) }
  }
}

/// A value that was read from a record.
struct Reading<Value: Measurable>: Sendable {
  /// With the experiment's identifier: `growth.sgd.decreases`.
  let name: String
  let value: Value
  var unit = ""

  /// The value that an optional one holds.
  ///
  /// - Throws: `ExperimentsError.missingValue` where it holds none.
  func unwrapped<Wrapped>() throws(ExperimentsError) -> Reading<Wrapped>
  where Value == Wrapped? {
    guard let value else { throw .missingValue(name: name) }
    return Reading<Wrapped>(name: name, value: value, unit: unit)
  }
}
