/// How one method looks in every figure, in words whose meaning the figures alone know.
public struct MethodLook: Codable, Equatable, Sendable {
  /// What records and templates call the method: `wn-ddi`.
  public var name: String
  /// The colour, which tells its family: `blue`.
  public var color: String
  /// The dashes of its line: `short`.
  public var dash: String
  /// The shape at single positions: `triangleDown`.
  public var marker: String
  /// What the method is, in a few words for those who choose a style.
  public var explanation: String

  public init(
    _ name: String, _ color: String, _ dash: String, _ marker: String, _ explanation: String = ""
  ) {
    self.name = name
    self.color = color
    self.dash = dash
    self.marker = marker
    self.explanation = explanation
  }
}

extension MethodLook {
  /// Looks are JSON with a member for each word; the explanation may be left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    color = try container.decode(String.self, forKey: .color)
    dash = try container.decode(String.self, forKey: .dash)
    marker = try container.decode(String.self, forKey: .marker)
    explanation = try container.decodeIfPresent(String.self, forKey: .explanation) ?? ""
  }
}

/// The looks of all methods that a report may show.
public struct MethodLooks: Codable, Equatable, Sendable {
  /// The methods of one group are compared with each other: no two of them look the same.
  public var groups: [[MethodLook]]

  public init(_ groups: [[MethodLook]]) {
    self.groups = groups
  }
}
