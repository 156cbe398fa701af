/// How one method looks in every figure: its colour, the dashes of its line, its marker.
///
/// The colour tells the family (standard, weight norm, log g, +L2, batch-normalized), dashes and
/// marker tell the members of a family apart.
public struct MethodStyle: Sendable {
  /// What figures and templates call it.
  public let name: String
  let color: Color
  let dash: Dash
  let marker: Marker

  /// The style of that name, or nil where the table has none.
  public init?(named name: String) {
    guard let style = Self.table.first(where: { $0.name == name }) else { return nil }
    self = style
  }

  private init(_ name: String, _ color: Color, _ dash: Dash, _ marker: Marker) {
    self.name = name
    self.color = color
    self.dash = dash
    self.marker = marker
  }

  /// All names of the table, in its order.
  public static var names: [String] { table.map(\.name) }

  /// The looks for what is no method, without those whose line is that of one of `methods`; those of
  /// other colours first.
  public static func seriesNames(unlike methods: [String] = []) -> [String] {
    let taken = table.filter { methods.contains($0.name) }
    let others = series.filter { look in
      !taken.contains { $0.color == look.color && $0.dash == look.dash }
    }
    let isFresh = { (look: MethodStyle) in !taken.contains { $0.color == look.color } }
    return (others.filter(isFresh) + others.filter { !isFresh($0) }).map(\.name)
  }

  static let table: [MethodStyle] = methods + optimizers + series + groups + vectors

  private static let methods = [
    MethodStyle("standard", .baseline, .solid, .disc),
    MethodStyle("std-he", .baseline, .solid, .square),
    MethodStyle("std-ddi", .baseline, .short, .triangle),
    MethodStyle("std-replay", .baseline, .long, .triangleDown),
    MethodStyle("std-schedule", .baseline, .dotted, .openDiamond),
    MethodStyle("std-standardized", .baseline, .long, .openSquare),

    MethodStyle("wn", .blue, .solid, .square),
    MethodStyle("wn-he", .blue, .solid, .diamond),
    MethodStyle("wn-ddi", .blue, .short, .triangleDown),
    MethodStyle("wn-fixed", .blue, .dashDotted, .pentagon),
    MethodStyle("wn-unit", .blue, .long, .plus),
    MethodStyle("wn-own-rate", .blue, .dotted, .disc),
    MethodStyle("wn-standardized", .blue, .dotted, .openTriangle),

    MethodStyle("wn-log", .green, .solid, .diamond),

    MethodStyle("std-l2", .vermillion, .long, .openSquare),
    MethodStyle("std-l2-implicit", .vermillion, .short, .plus),
    MethodStyle("wn-l2-g", .vermillion, .short, .openTriangle),
    MethodStyle("wn-l2-v", .vermillion, .dotted, .openDiamond),
    MethodStyle("wn-l2-both", .vermillion, .dashDotted, .openTriangleDown),

    MethodStyle("bn", .orange, .dashDotted, .star),
    MethodStyle("mobn-wn", .orange, .long, .triangle),
  ]

  private static let optimizers = [
    MethodStyle("sgd", .baseline, .solid, .disc),
    MethodStyle("heavy-ball", .blue, .long, .square),
    MethodStyle("nesterov", .green, .dashDotted, .triangle),
    MethodStyle("adam", .vermillion, .solid, .diamond),
    MethodStyle("adam-slow", .vermillion, .dotted, .openDiamond),
  ]

  /// For what is no method: layers, ranks, rates. In this order neighbours differ most.
  private static let series = [
    MethodStyle("series-1", .blue, .solid, .disc),
    MethodStyle("series-2", .vermillion, .long, .square),
    MethodStyle("series-3", .green, .dashDotted, .triangle),
    MethodStyle("series-4", .orange, .solid, .diamond),
    MethodStyle("series-5", .purple, .short, .triangleDown),
    MethodStyle("series-6", .baseline, .solid, .pentagon),
    MethodStyle("series-7", .sky, .dotted, .star),
    MethodStyle("series-8", .vermillion, .dotted, .openSquare),
    MethodStyle("series-9", .blue, .dashDotted, .openTriangle),
    MethodStyle("series-10", .baseline, .short, .openDiamond),
    MethodStyle("series-11", .orange, .dotted, .openTriangleDown),
    MethodStyle("series-12", .green, .long, .plus),
  ]

  /// For two properties at once, such as start and rate: the letter gives the colour, the number the
  /// dashes. The three colours differ in lightness too, so that grey tells them apart.
  private static let groups = zip(
    ["a", "b", "c"], [(Color.blue, Marker.disc), (.orange, .square), (.baseline, .triangle)]
  ).flatMap { letter, look in
    zip(1..., [Dash.solid, .short, .dotted]).map { number, dash in
      MethodStyle("group-\(letter)\(number)", look.0, dash, look.1)
    }
  }

  /// The vectors of a picture in the plane: v, w, u, a gradient, a step.
  private static let vectors = [
    MethodStyle("direction", .blue, .solid, .disc),
    MethodStyle("weight", .baseline, .solid, .square),
    MethodStyle("unit", .green, .solid, .triangle),
    MethodStyle("gradient", .purple, .solid, .diamond),
    MethodStyle("step", .orange, .long, .triangleDown),
  ]
}

/// Lengths of drawn and empty stretches in logical pixels; none is a solid line.
enum Dash: CaseIterable, Sendable {
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
  /// Black, for what others are compared with.
  static let baseline = Color(hex: 0x000000)
}
