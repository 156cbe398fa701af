import Runs

/// What a name or an expression in a template stands for.
struct TemplateValue: Equatable, Sendable {
  indirect enum Kind: Equatable, Sendable {
    case number(Double)
    case integer(Int)
    case flag(Bool)
    case text(String)
    case interval(Interval)
    /// A number that a format has turned into text.
    case printed(String)
    case list([TemplateValue])
    case group([String: TemplateValue])
    /// A specification's null, which nothing can use.
    case null
  }

  var kind: Kind
  /// The unit in print, empty for a pure number.
  var unit = ""
  /// The words that a text is one of, empty for free text.
  var choices: [String] = []
  /// Where formats round: away from what a number is a bound of.
  var rounding = Rounding.nearest

  init(
    _ kind: Kind, unit: String = "", choices: [String] = [], rounding: Rounding = .nearest
  ) {
    self.kind = kind
    self.unit = unit
    self.choices = choices
    self.rounding = rounding
  }
}

extension TemplateValue {
  init(measured measurement: Measurement, unit: String = "") {
    switch measurement {
    case .number(let number): self.init(.number(number), unit: unit)
    case .integer(let integer): self.init(.integer(integer), unit: unit)
    case .flag(let flag): self.init(.flag(flag), unit: unit)
    case .text(let text): self.init(.text(text), unit: unit)
    case .interval(let interval): self.init(.interval(interval), unit: unit)
    }
  }

  /// A specification or a part of one.
  init(json: JSONValue) {
    switch json {
    case .null: self.init(.null)
    case .bool(let flag): self.init(.flag(flag))
    case .integer(let integer): self.init(.integer(integer))
    case .number(let number):
      // A whole number may come back from disk as an integer; both must print alike.
      let whole = Int(exactly: number)
      self.init(whole.map { .integer($0) } ?? .number(number))
    case .string(let text): self.init(.text(text))
    case .array(let values): self.init(.list(values.map(Self.init(json:))))
    case .object(let members): self.init(.group(members.mapValues(Self.init(json:))))
    }
  }

  /// What it is, with an article, for messages.
  var kindName: String {
    switch kind {
    case .number: return "a number"
    case .integer: return "an integer"
    case .flag: return "a flag"
    case .text: return "a text"
    case .interval: return "an interval"
    case .printed: return "a printed number"
    case .list: return "a list"
    case .group: return "a group"
    case .null: return "null"
    }
  }

  /// The number or integer as a number, nil for anything else.
  var number: Double? {
    switch kind {
    case .number(let number): return number
    case .integer(let integer): return Double(integer)
    default: return nil
    }
  }

  /// The names that may follow a point.
  var memberNames: [String] {
    switch kind {
    case .interval: return ["estimate", "high", "low"]
    case .list: return ["count"]
    case .group(let members): return members.keys.sorted()
    default: return []
    }
  }

  /// What stands behind `.name`, or nil.
  func member(_ name: String) -> TemplateValue? {
    switch (kind, name) {
    case (.interval(let interval), "estimate"): return Self(.number(interval.estimate), unit: unit)
    case (.interval(let interval), "low"): return Self(.number(interval.low), unit: unit)
    case (.interval(let interval), "high"): return Self(.number(interval.high), unit: unit)
    case (.list(let values), "count"): return Self(.integer(values.count))
    case (.group(let members), _): return members[name]
    default: return nil
    }
  }

  /// Whether it is a number, a whole one or an interval.
  var isNumeric: Bool {
    switch kind {
    case .number, .integer, .interval: true
    case .flag, .text, .printed, .list, .group, .null: false
    }
  }

  /// Whether every number in it is finite.
  var isFinite: Bool {
    switch kind {
    case .number(let number): return number.isFinite
    case .interval(let interval):
      return [interval.estimate, interval.low, interval.high].allSatisfy(\.isFinite)
    case .list(let values): return values.allSatisfy(\.isFinite)
    case .integer, .flag, .text, .printed, .group, .null: return true
    }
  }
}
