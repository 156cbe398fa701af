internal import Runs

/// A recorded series, as a stored property of a result; the counterpart of `Measured`.
///
/// ```
/// @Plotted("length of v", x: "step", y: "‖v‖") var norm: SeriesValues
/// ```
@propertyWrapper
struct Plotted<Content: Plottable>: Sendable {
  let explanation: String
  let x: Quantity
  let y: Quantity
  private var content: Content?

  /// - Parameters:
  ///   - explanation: what was measured, in one line.
  ///   - x: the quantity at whose values it was measured, as an axis names it.
  ///   - y: the measured quantity, as an axis names it.
  init(_ explanation: String, x: String, y: String) {
    self.explanation = explanation
    self.x = Quantity(x)
    self.y = Quantity(y)
    content = Content.absent
  }

  /// - Precondition: it was given before it is read.
  var wrappedValue: Content {
    get {
      guard let content else { fatalError("never given: \(explanation)") }
      return content
    }
    set { content = newValue }
  }
}

protocol Plottable: RecordedContent {
  /// Nil for what is not recorded.
  var values: SeriesValues? { get }
}

extension SeriesValues: Plottable {
  var values: SeriesValues? { self }
}

extension Optional: Plottable where Wrapped: Plottable {
  var values: SeriesValues? { self?.values }
}

extension Plotted: RecordedElement {
  func write(to writer: inout RecordWriter, as name: String) throws(RunsError) {
    guard let values = wrappedValue.values else { return }
    guard values.median.allSatisfy({ $0?.isFinite ?? true }) else {
      throw .notFinite(reason: "the series \(name)")
    }
    writer.series.append(Series(name: name, explanation: explanation, x: x, y: y, values))
  }
}

extension Plotted: Decodable {
  /// - Throws: `ExperimentsError.missingValue` where the record holds no such series.
  init(from decoder: any Decoder) throws {
    let reader = RecordDecoder(decoder)
    let recorded = reader.series[reader.name]
    explanation = recorded?.explanation ?? ""
    x = recorded?.x ?? Quantity("")
    y = recorded?.y ?? Quantity("")
    content = recorded.map { $0.values as? Content } ?? Content.absent
    if content == nil { throw ExperimentsError.missingValue(name: reader.fullName) }
  }
}
