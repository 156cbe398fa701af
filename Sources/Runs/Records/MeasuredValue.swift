/// One recorded number, flag, word or interval.
public struct MeasuredValue: Codable, Equatable, Sendable {
  /// Dotted, without the experiment's identifier: `sgd.normRatio`.
  public var name: String
  public var value: Measurement
  /// The unit in print, empty for a pure number: `steps`, `pp`.
  public var unit: String
  /// What was measured, in one line.
  public var explanation: String
  /// How much of it is the luck of the seeds; nil where that is not known or there is none.
  public var sampling: Sampling?

  public init(
    _ name: String, _ value: Measurement, unit: String = "", _ explanation: String,
    sampling: Sampling? = nil
  ) {
    self.name = name
    self.value = value
    self.unit = unit
    self.explanation = explanation
    self.sampling = sampling
  }
}

/// What a value that depends on seeds is in each of them, and would be with others like them.
public struct Sampling: Codable, Equatable, Sendable {
  /// One number per seed, unrounded, of which the value is the mean; nil where it is none.
  public var seeds: [Double]?
  /// The value in each of several studies that draw their seeds from these.
  public var studies: [Double]

  public init(seeds: [Double]? = nil, studies: [Double]) {
    self.seeds = seeds
    self.studies = studies
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

  /// As wide, around another estimate.
  public func moved(to other: Double) -> Interval {
    Interval(estimate: other, low: low + (other - estimate), high: high + (other - estimate))
  }
}

extension Measurement {
  /// Another value of its kind: a number, a whole number, or an interval as wide.
  public func moved(to other: Double) -> Measurement {
    switch self {
    case .number: .number(other)
    case .integer(let integer): .integer(Int(exactly: other) ?? integer)
    case .interval(let interval): .interval(interval.moved(to: other))
    case .flag, .text: self
    }
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
