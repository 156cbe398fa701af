/// One recorded number, flag, word or interval.
public struct MeasuredValue: Codable, Equatable, Sendable {
  /// Dotted, without the experiment's identifier: `sgd.normRatio`.
  public var name: String
  public var value: Measurement
  /// The unit in print, empty for a pure number: `steps`, `pp`.
  public var unit: String
  /// What was measured, in one line.
  public var explanation: String

  public init(_ name: String, _ value: Measurement, unit: String = "", _ explanation: String) {
    self.name = name
    self.value = value
    self.unit = unit
    self.explanation = explanation
  }
}

/// What a measured value can be. Never NaN or infinite: a run that left the finite numbers is
/// recorded by its blow-up step and a flag.
public enum Measurement: Equatable, Sendable {
  case number(Double)
  case integer(Int)
  case flag(Bool)
  case text(String)
  case interval(Interval)
}

/// A mean with its 95 % confidence interval.
public struct Interval: Codable, Equatable, Sendable {
  public var estimate: Double
  public var low: Double
  public var high: Double

  public init(estimate: Double, low: Double, high: Double) {
    self.estimate = estimate
    self.low = low
    self.high = high
  }
}

extension Measurement: Codable {
  private enum CodingKeys: String, CodingKey {
    case number
    case integer
    case flag
    case text
    case interval
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let number = try container.decodeIfPresent(Double.self, forKey: .number) {
      self = .number(number)
    } else if let integer = try container.decodeIfPresent(Int.self, forKey: .integer) {
      self = .integer(integer)
    } else if let flag = try container.decodeIfPresent(Bool.self, forKey: .flag) {
      self = .flag(flag)
    } else if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      self = .text(text)
    } else {
      self = .interval(try container.decode(Interval.self, forKey: .interval))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .number(let number): try container.encode(number, forKey: .number)
    case .integer(let integer): try container.encode(integer, forKey: .integer)
    case .flag(let flag): try container.encode(flag, forKey: .flag)
    case .text(let text): try container.encode(text, forKey: .text)
    case .interval(let interval): try container.encode(interval, forKey: .interval)
    }
  }
}
