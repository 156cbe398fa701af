/// How a series or a vector looks in a figure: its colour, the dashes of its line, its marker.
public struct Style: Codable, Hashable, Sendable {
  /// What templates and messages call it.
  public let name: String
  private let hue: Hue
  let dash: Dash
  let marker: Marker

  var color: Color { hue.color }

  /// Its colour, its dashes and its marker in words: `blue, short, triangleDown`.
  public var words: [String] { [hue.rawValue, dash.rawValue, marker.rawValue] }

  /// A look in words.
  ///
  /// - Throws: `StyleError.unknownWord`, with the words that there are.
  public init(name: String, color: String, dash: String, marker: String) throws(StyleError) {
    func known<Word: RawRepresentable<String>>(
      _ word: String, _ kind: String, of words: [Word]
    ) throws(StyleError) -> Word {
      if let known = words.first(where: { $0.rawValue == word }) { return known }
      throw .unknownWord(word, kind: kind, style: name, known: words.map(\.rawValue))
    }
    self.init(
      name, try known(color, "colour", of: Hue.allCases),
      try known(dash, "dash", of: Dash.allCases),
      try known(marker, "marker", of: Marker.ofStyles))
  }

  private init(_ name: String, _ hue: Hue, _ dash: Dash, _ marker: Marker) {
    self.name = name
    self.hue = hue
    self.dash = dash
    self.marker = marker
  }

  /// Whether nothing but the name tells the two apart.
  func looksLike(_ other: Style) -> Bool { isDrawn(like: other) && marker == other.marker }

  /// Whether the two have the same line.
  private func isDrawn(like other: Style) -> Bool { hue == other.hue && dash == other.dash }
}

// MARK: Looks for what is no method

extension Style {
  /// All looks that are there for every figure.
  static let general = families.flatMap(\.styles)

  /// The same by what they are for.
  public static let families = [
    StyleFamily(
      name: "Series",
      explanation: "for what is no method: layers, ranks, rates; neighbours differ most",
      styles: series),
    StyleFamily(
      name: "Groups",
      explanation: "for two properties at once: the letter is the colour, the number the dashes",
      styles: groups),
    StyleFamily(
      name: "Vectors", explanation: "for arrows and paths in the plane", styles: vectors),
  ]

  /// The looks for series that are no methods, without those whose line is that of one of `taken`;
  /// those of other colours first.
  public static func series(unlike taken: [Style] = []) -> [Style] {
    let others = series.filter { look in !taken.contains { look.isDrawn(like: $0) } }
    let isFresh = { (look: Style) in !taken.contains { $0.hue == look.hue } }
    return others.filter(isFresh) + others.filter { !isFresh($0) }
  }

  /// Layers, ranks, rates. In this order neighbours differ most.
  private static let series = [
    Style("series-1", .blue, .solid, .disc),
    Style("series-2", .vermillion, .long, .square),
    Style("series-3", .green, .dashDotted, .triangle),
    Style("series-4", .orange, .solid, .diamond),
    Style("series-5", .purple, .short, .triangleDown),
    Style("series-6", .black, .solid, .pentagon),
    Style("series-7", .sky, .dotted, .star),
    Style("series-8", .vermillion, .dotted, .openSquare),
    Style("series-9", .blue, .dashDotted, .openTriangle),
    Style("series-10", .black, .short, .openDiamond),
    Style("series-11", .orange, .dotted, .openTriangleDown),
    Style("series-12", .green, .long, .plus),
  ]

  /// For two properties at once, such as start and rate: the letter gives the colour, the number the
  /// dashes. The three colours differ in lightness too, so that grey tells them apart.
  private static let groups = zip(
    ["a", "b", "c"], [(Hue.blue, Marker.disc), (.orange, .square), (.black, .triangle)]
  ).flatMap { letter, look in
    zip(1..., [Dash.solid, .short, .dotted]).map { number, dash in
      Style("group-\(letter)\(number)", look.0, dash, look.1)
    }
  }

  /// The vectors of a picture in the plane: v, w, u, a gradient, a step.
  private static let vectors = [
    Style("direction", .blue, .solid, .disc),
    Style("weight", .black, .solid, .square),
    Style("unit", .green, .solid, .triangle),
    Style("gradient", .purple, .solid, .diamond),
    Style("step", .orange, .long, .triangleDown),
  ]
}

// MARK: Words

/// The colours by name; black is for what others are compared with.
enum Hue: String, Codable, CaseIterable, Sendable {
  case black
  case blue
  case vermillion
  case green
  case purple
  case orange
  case sky

  var color: Color {
    switch self {
    case .black: .black
    case .blue: .blue
    case .vermillion: .vermillion
    case .green: .green
    case .purple: .purple
    case .orange: .orange
    case .sky: .sky
    }
  }
}

/// Lengths of drawn and empty stretches in logical pixels; none is a solid line.
enum Dash: String, Codable, CaseIterable, Sendable {
  case solid
  case long
  case short
  case dotted
  case dashDotted

  var pattern: [Double] {
    switch self {
    case .solid: []
    case .long: [11, 4]
    case .short: [4, 2.6]
    case .dotted: [1.9, 2.4]
    case .dashDotted: [10, 3, 2, 3]
    }
  }
}

/// The palette of Okabe and Ito (2008), told apart by readers of every kind of colour vision; orange and
/// sky blue are darker than theirs, so that each has a contrast of 3 : 1 on white.
extension Color {
  static let blue = Color(hex: 0x0072B2)
  static let vermillion = Color(hex: 0xD55E00)
  static let green = Color(hex: 0x009E73)
  static let purple = Color(hex: 0xCC79A7)
  static let orange = Color(hex: 0xBF8600)
  static let sky = Color(hex: 0x3598D3)
}
