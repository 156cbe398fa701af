internal import Runs

/// A recorded table of every seed's numbers, as a stored property of a result.
///
/// ```
/// @Tabulated("metric of each seed", x: "log₂ η") var metrics: SeedRows
/// ```
@propertyWrapper
struct Tabulated: Sendable {
  let explanation: String
  let x: Quantity
  private var rows: SeedRows?

  /// - Parameters:
  ///   - explanation: what was measured, in one line.
  ///   - x: the quantity at whose values it was measured.
  init(_ explanation: String, x: String) {
    self.explanation = explanation
    self.x = Quantity(x)
  }

  /// - Precondition: it was given before it is read.
  var wrappedValue: SeedRows {
    get {
      guard let rows else { fatalError("never given: \(explanation)") }
      return rows
    }
    set { rows = newValue }
  }
}

/// Rows of numbers, one row per position, in it one number per seed.
struct SeedRows: Equatable, Sendable {
  let positions: [Double]
  let rows: [[Double]]

  init(at positions: [Double], _ rows: [[Double]]) {
    self.positions = positions
    self.rows = rows
  }
}

extension Tabulated: RecordedElement {
  func write(to writer: inout RecordWriter, as name: String) throws(RunsError) {
    let (positions, rows) = (wrappedValue.positions, wrappedValue.rows)
    guard rows.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      throw .notFinite(reason: "the table \(name)")
    }
    writer.tables.append(
      SeedTable(name: name, explanation: explanation, x: x, positions: positions, rows: rows))
  }
}

extension Tabulated: Decodable {
  /// - Throws: `ExperimentsError.missingValue` where the record holds no such table.
  init(from decoder: any Decoder) throws {
    let reader = RecordDecoder(decoder)
    guard let recorded = reader.tables[reader.name] else {
      throw ExperimentsError.missingValue(name: reader.fullName)
    }
    explanation = recorded.explanation
    x = recorded.x
    rows = SeedRows(at: recorded.positions, recorded.rows)
  }
}
