/// One named series: a measured quantity against steps, epochs, a learning rate or another quantity,
/// summarized over seeds.
public struct Series: Codable, Equatable, Sendable {
  /// Dotted, without the experiment's identifier: `sgd.norm`.
  public var name: String
  /// What was measured, in one line.
  public var explanation: String
  public var x: Quantity
  public var y: Quantity
  /// The positions on x, increasing.
  public var positions: [Double]
  /// The median over seeds at each position; nil where no finite value exists.
  public var median: [Double?]
  /// The spread over seeds; nil for a series that has one run or no randomness.
  public var spread: Spread?
  /// At most three single seeds, for thin lines.
  public var seeds: [SeedPath]

  public init(
    name: String, explanation: String, x: Quantity, y: Quantity, positions: [Double],
    median: [Double?], spread: Spread? = nil, seeds: [SeedPath] = []
  ) {
    self.name = name
    self.explanation = explanation
    self.x = x
    self.y = y
    self.positions = positions
    self.median = median
    self.spread = spread
    self.seeds = seeds
  }

  public init(name: String, explanation: String, x: Quantity, y: Quantity, _ values: SeriesValues) {
    self.init(
      name: name, explanation: explanation, x: x, y: y, positions: values.positions,
      median: values.median, spread: values.spread, seeds: values.seeds)
  }

  /// What it holds without its name and its quantities.
  public var values: SeriesValues {
    SeriesValues(positions: positions, median: median, spread: spread, seeds: seeds)
  }
}

extension Series {
  /// - Throws: `DecodingError` also where a list is not as long as that of the positions.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decode(String.self, forKey: .name),
      explanation: try container.decode(String.self, forKey: .explanation),
      x: try container.decode(Quantity.self, forKey: .x),
      y: try container.decode(Quantity.self, forKey: .y),
      positions: try container.decode([Double].self, forKey: .positions),
      median: try container.decode([Double?].self, forKey: .median),
      spread: try container.decodeIfPresent(Spread.self, forKey: .spread),
      seeds: try container.decode([SeedPath].self, forKey: .seeds))
    let edges = spread.map { [$0.minimum, $0.lowerQuartile, $0.upperQuartile, $0.maximum] } ?? []
    let lists = [median] + edges + seeds.map(\.values)
    if let other = lists.first(where: { $0.count != positions.count }) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "\(positions.count) positions and \(other.count) values at them"))
    }
  }
}

/// A plotted quantity: the text for its axis, with symbol and unit, such as `‖v‖` or `loss (nats)`.
public struct Quantity: Codable, Equatable, Sendable {
  public var label: String

  public init(_ label: String) {
    self.label = label
  }
}

/// Quartiles and extremes over seeds at each position of a series.
public struct Spread: Codable, Equatable, Sendable {
  public var minimum: [Double?]
  public var lowerQuartile: [Double?]
  public var upperQuartile: [Double?]
  public var maximum: [Double?]

  public init(
    minimum: [Double?], lowerQuartile: [Double?], upperQuartile: [Double?], maximum: [Double?]
  ) {
    self.minimum = minimum
    self.lowerQuartile = lowerQuartile
    self.upperQuartile = upperQuartile
    self.maximum = maximum
  }
}

/// The path of a single seed, at the positions of its series.
public struct SeedPath: Codable, Equatable, Sendable {
  public var seed: Int
  public var values: [Double?]

  public init(seed: Int, values: [Double?]) {
    self.seed = seed
    self.values = values
  }
}
