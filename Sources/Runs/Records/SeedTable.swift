/// A quantity with every seed at several positions, unrounded: what a reader needs to compute an interval
/// again.
public struct SeedTable: Codable, Equatable, Sendable {
  /// Dotted, without the experiment's identifier: `digits.wn-he.metrics`.
  public var name: String
  /// What was measured, in one line.
  public var explanation: String
  public var x: Quantity
  /// The positions on x, increasing.
  public var positions: [Double]
  /// One row per position, in it one number per seed; other columns of the same record have the same
  /// seeds in the same order.
  public var rows: [[Double]]

  public init(
    name: String, explanation: String, x: Quantity, positions: [Double], rows: [[Double]]
  ) {
    self.name = name
    self.explanation = explanation
    self.x = x
    self.positions = positions
    self.rows = rows
  }
}

extension SeedTable {
  /// - Throws: `DecodingError` also where there is not one row per position, or rows differ in length.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decode(String.self, forKey: .name),
      explanation: try container.decode(String.self, forKey: .explanation),
      x: try container.decode(Quantity.self, forKey: .x),
      positions: try container.decode([Double].self, forKey: .positions),
      rows: try container.decode([[Double]].self, forKey: .rows))
    guard rows.count == positions.count, Set(rows.map(\.count)).count <= 1 else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: "not one row of equal length for each of \(positions.count) positions"))
    }
  }
}
