public import Runs

/// Every name of one experiment that a template may type, for people who write templates.
public struct ValueListing: Codable, Equatable, Sendable {
  /// One name and what it stands for.
  public struct Entry: Codable, Equatable, Sendable {
    /// What this name can be used for.
    public enum Kind: String, Codable, Sendable {
      case value
      case specification
      case series
      case claim
    }

    /// The full name to type.
    public var name: String
    /// Where it can be typed.
    public var kind: Kind
    /// The recorded value; for a series its first and last position, its length and its quantities.
    public var value: String
    /// The unit in print, empty for a pure number.
    public var unit: String
    /// What it is, in one line.
    public var explanation: String
  }

  /// The values, then the specification, then the series, then the claims.
  public let entries: [Entry]

  /// The listing of one record.
  public init(_ record: RunRecord) {
    entries =
      Self.values(of: record) + Self.specification(of: record) + Self.series(of: record)
      + Self.claims(of: record)
  }

  private static func values(of record: RunRecord) -> [Entry] {
    record.values.map { measured in
      let value = TemplateValue(measured: measured.value, unit: measured.unit)
      return Entry(
        name: "\(record.experiment).\(measured.name)", kind: .value, value: value.text,
        unit: measured.unit, explanation: measured.explanation)
    }
  }

  private static func specification(of record: RunRecord) -> [Entry] {
    let prefix = record.experiment
    let seeds = Entry(
      name: "\(prefix).seeds.count", kind: .specification, value: String(record.seeds.count),
      unit: "", explanation: "the number of evaluation seeds")
    return [seeds]
      + leaves(of: TemplateValue(json: record.specification), called: "\(prefix).spec")
  }

  private static func leaves(of value: TemplateValue, called name: String) -> [Entry] {
    guard case .group(let members) = value.kind else {
      return [
        Entry(name: name, kind: .specification, value: value.text, unit: "", explanation: "")
      ]
    }
    return members.sorted { $0.key < $1.key }.flatMap { leaves(of: $1, called: "\(name).\($0)") }
  }

  private static func series(of record: RunRecord) -> [Entry] {
    record.series.map { series in
      Entry(
        name: "\(record.experiment).\(series.name)", kind: .series,
        value: value(of: series),
        unit: "", explanation: series.explanation)
    }
  }

  /// From where to where a template can read it, and what it is: `at:0 … at:3000, 199 points: ‖v‖
  /// against step`.
  private static func value(of series: Series) -> String {
    let ends = [series.positions.first, series.positions.last].compactMap {
      $0.map { "at:\($0.typed)" }
    }
    let range = (ends.first == ends.last ? ends.prefix(1) : ends[...]).joined(separator: " … ")
    let count = series.positions.count
    let points = "\(count) point\(count == 1 ? "" : "s")"
    let against = series.x.label.isEmpty ? "" : " against \(series.x.label)"
    return (range.isEmpty ? "" : range + ", ") + "\(points): \(series.y.label)\(against)"
  }

  private static func claims(of record: RunRecord) -> [Entry] {
    record.verdicts.map { verdict in
      Entry(
        name: "claims.\(verdict.claim)", kind: .claim,
        value: verdict.outcome?.rawValue ?? TemplateValue.undecided, unit: "",
        explanation: verdict.statement)
    }
  }
}

extension ValueListing {
  /// What a list of many numbers is cut to: the names are what people look for.
  private static let longestValue = 48

  /// Aligned columns: name, value with unit, explanation. Long values are cut, which JSON has whole,
  /// and lines at `width`, where one is given.
  public func text(width: Int? = nil) -> String {
    let rows = entries.map { entry in
      let value = entry.unit.isEmpty ? entry.value : "\(entry.value) \(entry.unit)"
      let isLong = value.count > Self.longestValue
      let shown = isLong ? value.prefix(Self.longestValue - 1) + "…" : value
      return [entry.name, shown, entry.explanation]
    }
    return PlainTable(rows).text(width: width)
  }
}
