internal import Runs

/// Reads recorded values for a predicate, and keeps each with the condition that was put on it.
struct EvidenceCollector {
  let records: [String: RunRecord]
  private(set) var evidence: [Evidence] = []

  init(records: [String: RunRecord]) {
    self.records = records
  }

  /// Whether the value with that full name, such as `anatomy.worst.orthogonality`, meets the
  /// condition; `role` says what that tells of the claim.
  ///
  /// - Throws: `ExperimentsError.missingValue`.
  mutating func check(
    _ name: String, _ label: String, _ condition: Condition, _ role: Role = .supports
  ) throws(ExperimentsError) -> Bool {
    let value = try measurement(name)
    let holds = condition.holds(value)
    evidence.append(
      Evidence(
        name: name, label: label, value: value, requirement: condition.text, holds: holds,
        bearing: role.bearing(holds)))
    return holds
  }

  /// What a condition is for.
  enum Role {
    /// It speaks for the claim if it holds, and against it if it does not.
    case supports
    /// The other way round.
    case opposes
    /// It is looked at beside the verdict.
    case beside

    func bearing(_ holds: Bool) -> Evidence.Bearing {
      switch self {
      case .supports: holds ? .for : .against
      case .opposes: holds ? .against : .for
      case .beside: .neither
      }
    }
  }

  /// What the verdict of one cell with that full name says; a void one says nothing. The statement on
  /// trial needs it to be `better`.
  ///
  /// - Throws: `ExperimentsError.missingValue`.
  mutating func cell(
    _ name: String, _ label: String
  ) throws(ExperimentsError) -> CellVerdict {
    let value = try measurement(name)
    guard case .text(let text) = value else { throw .missingValue(name: name) }
    let verdict = CellVerdict(rawValue: text) ?? .inconclusive
    evidence.append(
      Evidence(
        name: name, label: label, value: value, requirement: CellVerdict.better.rawValue,
        holds: verdict == .better, bearing: verdict.bearing))
    return verdict
  }

  /// Whether a record holds the value with that full name.
  func has(_ name: String) -> Bool {
    (try? measurement(name)) != nil
  }

  private func measurement(_ name: String) throws(ExperimentsError) -> Measurement {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let value = records[parts[0]]?.value(parts[1]) else {
      throw .missingValue(name: name)
    }
    return value.value
  }
}

extension CellVerdict {
  /// What a cell says of a statement that needs it to be `better`.
  fileprivate var bearing: Evidence.Bearing {
    switch self {
    case .better: .for
    case .worse, .equivalent: .against
    case .inconclusive: .neither
    }
  }
}

/// A condition on a recorded value.
enum Condition: Sendable {
  case below(Double)
  case above(Double)
  case atLeast(Double)
  case within(ClosedRange<Double>)
  case equal(Int)
  case isTrue

  func holds(_ value: Measurement) -> Bool {
    switch (self, value) {
    case (.below(let bound), .number(let number)): number < bound
    case (.below(let bound), .integer(let number)): Double(number) < bound
    case (.above(let bound), .number(let number)): number > bound
    case (.above(let bound), .integer(let number)): Double(number) > bound
    case (.atLeast(let bound), .number(let number)): number >= bound
    case (.atLeast(let bound), .integer(let number)): Double(number) >= bound
    case (.within(let range), .number(let number)): range.contains(number)
    case (.within(let range), .integer(let number)): range.contains(Double(number))
    case (.equal(let expected), .integer(let number)): number == expected
    case (.isTrue, .flag(let flag)): flag
    default: false
    }
  }

  /// In print: `< 10⁻¹³`.
  var text: String {
    switch self {
    case .below(let bound): "< \(Self.short(bound))"
    case .above(let bound): "> \(Self.short(bound))"
    case .atLeast(let bound): "≥ \(Self.short(bound))"
    case .within(let range): "in [\(Self.short(range.lowerBound)), \(Self.short(range.upperBound))]"
    case .equal(let expected): "= \(expected)"
    case .isTrue: "holds"
    }
  }

  /// The shortest decimal form: whole numbers without a point, small powers of ten as such.
  private static func short(_ number: Double) -> String {
    let text = "\(number)"
    if number == number.rounded(), number.magnitude < 1e6 { return "\(Int(number))" }
    guard text.hasPrefix("1e-"), let exponent = Int(text.dropFirst(3)) else { return text }
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return "10⁻" + "\(exponent)".compactMap(\.wholeNumberValue).map { String(digits[$0]) }.joined()
  }
}
