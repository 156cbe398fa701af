import Runs

/// What can stand behind `|` in a hole.
enum Filter: String, CaseIterable, Sendable {
  // Formats: a number becomes a text.
  case fixed
  case significant
  case scientific
  case percent
  case times
  case interval
  case integer
  case plain
  // A series becomes its number at a position.
  case at
  // Arithmetic: a number becomes another number.
  case abs
  case over
  case minus
  case power2
  case upper
  case lower
  // Text.
  case signed
  case unit
  case join
}

extension Filter {
  /// What the filter makes of a value.
  func applied(
    to value: TemplateValue, argument: TemplateValue?
  ) throws(Complaint) -> TemplateValue {
    switch self {
    case .fixed, .significant, .scientific, .percent, .times, .interval:
      return TemplateValue(.printed(try formatted(value, digits: try digits(argument))))
    case .over, .minus:
      return TemplateValue(.number(try combined(value, with: argument)))
    case .upper, .lower: return try bound(value, digits: try digits(argument))
    // The name of a series is read where names are.
    case .at: throw wrong("the name of a recorded series", value)
    default:
      guard argument == nil else { throw .badArgument(filter: rawValue, expected: "no argument") }
      return try appliedAlone(to: value)
    }
  }

  private func appliedAlone(to value: TemplateValue) throws(Complaint) -> TemplateValue {
    switch self {
    case .integer: return TemplateValue(.printed(try whole(value)))
    case .plain: return TemplateValue(.printed(try plain(value)))
    case .abs: return try magnitude(value)
    case .power2:
      let power = try power(value)
      guard power.isFinite else { throw .notFinite("power2") }
      return power
    case .signed: return try signed(value)
    case .unit: return try unit(value)
    default: return try joined(value)
    }
  }
}

// MARK: Formats

extension Filter {
  private func formatted(_ value: TemplateValue, digits: Int) throws(Complaint) -> String {
    if self == .interval {
      guard case .interval(let interval) = value.kind else { throw wrong("an interval", value) }
      return NumberFormat.interval(interval, digits: digits)
    }
    let number = try number(value)
    let rounding = value.rounding
    switch self {
    case .significant:
      return NumberFormat.significant(number, digits: digits, rounding: rounding)
    case .scientific: return NumberFormat.scientific(number, digits: digits, rounding: rounding)
    case .percent: return NumberFormat.percent(number, digits: digits, rounding: rounding)
    case .times: return NumberFormat.fixed(number, digits: digits, rounding: rounding) + "×"
    default: return NumberFormat.fixed(number, digits: digits, rounding: rounding)
    }
  }

  private func whole(_ value: TemplateValue) throws(Complaint) -> String {
    if case .integer(let integer) = value.kind { return NumberFormat.integer(integer) }
    return NumberFormat.fixed(try number(value), digits: 0, rounding: value.rounding)
  }

  /// The filters whose digits are counted from the first one that is not zero.
  private static let significantDigits: [Self] = [.significant, .upper, .lower]

  private func digits(_ argument: TemplateValue?) throws(Complaint) -> Int {
    let allowed = Self.significantDigits.contains(self) ? 1...12 : 0...12
    guard case .integer(let digits) = argument?.kind, allowed.contains(digits) else {
      let range = "\(allowed.lowerBound) to \(allowed.upperBound)"
      throw .badArgument(
        filter: rawValue, expected: "a number of digits, \(range): `\(rawValue):3`")
    }
    return digits
  }

  private func plain(_ value: TemplateValue) throws(Complaint) -> String {
    if case .integer(let integer) = value.kind { return NumberFormat.integer(integer) }
    let number = try number(value)
    guard let text = NumberFormat.plain(number) else { throw .tooManyDigits("\(number)") }
    return text
  }
}

// MARK: Arithmetic

extension Filter {
  private func combined(
    _ value: TemplateValue, with argument: TemplateValue?
  ) throws(Complaint) -> Double {
    guard let argument, argument.number != nil else {
      throw .badArgument(filter: rawValue, expected: "a value: `\(rawValue): growth.sgd.norm`")
    }
    let (number, other) = (try exact(value), try exact(argument))
    let result = self == .over ? number / other : number - other
    guard result.isFinite else { throw .notFinite("\(number) | \(rawValue): \(other)") }
    return result
  }

  /// What "at most" or "at least" may say of a number in so many significant digits.
  private func bound(_ value: TemplateValue, digits: Int) throws(Complaint) -> TemplateValue {
    let rounding: Rounding = self == .upper ? .up : .down
    let number = value.rounding == rounding ? try self.number(value) : try exact(value)
    let bound = NumberFormat.bound(of: number, digits: digits, rounding: rounding)
    guard bound.isFinite else { throw .notFinite("\(number) | \(rawValue): \(digits)") }
    return TemplateValue(.number(bound), unit: value.unit, rounding: rounding)
  }

  private func power(_ value: TemplateValue) throws(Complaint) -> TemplateValue {
    if case .interval(let interval) = value.kind {
      let raised = Interval(
        estimate: PowerOfTwo.raised(to: interval.estimate),
        low: PowerOfTwo.raised(to: interval.low), high: PowerOfTwo.raised(to: interval.high))
      return TemplateValue(.interval(raised))
    }
    return TemplateValue(.number(PowerOfTwo.raised(to: try exact(value))))
  }

  private func magnitude(_ value: TemplateValue) throws(Complaint) -> TemplateValue {
    if case .integer(let integer) = value.kind {
      let magnitude = Int(exactly: integer.magnitude)
      return TemplateValue(
        magnitude.map { .integer($0) } ?? .number(Double(integer.magnitude)), unit: value.unit)
    }
    return TemplateValue(.number(try exact(value).magnitude), unit: value.unit)
  }

  /// The number that arithmetic may use: of a bound nobody knows on which side the result lies.
  private func exact(_ value: TemplateValue) throws(Complaint) -> Double {
    guard value.rounding == .nearest else { throw .arithmeticOfBound(rawValue) }
    return try number(value)
  }

  private func number(_ value: TemplateValue) throws(Complaint) -> Double {
    guard let number = value.number else { throw wrong("a number", value) }
    if case .integer(let integer) = value.kind, Int(exactly: number) != integer {
      throw .inexact("\(integer)", remedy: "print it by `integer` or without a format")
    }
    return number
  }
}

// MARK: Text

extension Filter {
  /// A plus before a printed number that is neither negative nor zero.
  private func signed(_ value: TemplateValue) throws(Complaint) -> TemplateValue {
    guard case .printed(let text) = value.kind else {
      throw wrong("a printed number, as in `fixed:2 | signed`", value)
    }
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let isPositive = digits.contains { $0 != "0" && $0 != "." }
    return TemplateValue(.printed(isPositive ? "+" + text : text))
  }

  private func unit(_ value: TemplateValue) throws(Complaint) -> TemplateValue {
    guard !value.unit.isEmpty else { throw .emptyText("the unit of a pure number") }
    return TemplateValue(.text(value.unit))
  }

  private func joined(_ value: TemplateValue) throws(Complaint) -> TemplateValue {
    guard case .list(let items) = value.kind, !items.isEmpty else {
      throw wrong("a list of values", value)
    }
    var texts: [String] = []
    for item in items {
      texts.append(item.number == nil ? try item.bareText(of: "an item") : try plain(item))
    }
    return TemplateValue(.printed(texts.joined(separator: ", ")))
  }

  private func wrong(_ takes: String, _ value: TemplateValue) -> Complaint {
    .wrongKind(user: "`\(rawValue)`", takes: takes, found: value.kindName)
  }
}
