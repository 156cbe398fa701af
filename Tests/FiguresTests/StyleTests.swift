import Testing

@testable import Figures

/// The shipped looks.
struct StyleTests {
  private static let table = StyleTable.shipped

  @Test func `every method of the chapters has a style`() {
    let names = [
      "standard", "std-he", "std-ddi", "wn", "wn-he", "wn-ddi", "wn-fixed", "wn-log", "wn-unit",
      "std-standardized", "wn-standardized", "std-l2", "wn-l2-g", "wn-l2-v", "wn-l2-both",
      "mobn-wn", "bn", "sgd", "heavy-ball",
      "nesterov", "adam", "direction", "weight", "unit", "gradient", "step",
    ]
    let series = (1...12).map { "series-\($0)" }
    for name in names + series { #expect(Self.table.style(named: name)?.name == name) }
  }

  @Test func `names are there once and unknown ones have no style`() {
    #expect(Set(Self.table.names).count == Self.table.names.count)
    #expect(Self.table.style(named: "WN") == nil)
    #expect(Self.table.method(named: "wn") == "wn")
    #expect(Self.table.method(named: "series-1") == nil)
  }

  @Test func `looks for series leave out lines that are taken and put taken colours last`() {
    #expect(Style.series().map(\.name) == (1...12).map { "series-\($0)" })
    #expect(
      Style.series(unlike: ["wn", "adam"]).map(\.name)
        == [3, 4, 5, 6, 7, 10, 11, 12, 2, 8, 9].map { "series-\($0)" })
  }

  /// WCAG 2: at least 3 : 1 for what is drawn, 4.5 : 1 for text.
  @Test func `lines and texts stand out from white`() {
    func contrast(_ color: Color) -> Double { 1.05 / (color.luminance + 0.05) }
    let palette = Self.table.styles.map(\.color)
    for color in Set(palette + [Ink.reference, Ink.spine, Ink.minorTick]) {
      #expect(contrast(color) >= 3, "\(color)")
      #expect(contrast(color.readableOnWhite) >= 4.5, "\(color)")
    }
    for text in [Ink.text, Ink.tickText, Ink.referenceText] { #expect(contrast(text) >= 4.5) }
  }

  static func pairs(_ names: [String]) -> [(Style, Style)] {
    let styles = names.compactMap(table.style)
    return styles.indices.flatMap { a in
      styles.indices.filter { $0 > a }.map { (styles[a], styles[$0]) }
    }
  }

  @Test(arguments: Vision.all)
  func `any two methods differ in colour, dash or marker`(_ vision: Vision) {
    let groups = [
      Self.table.names.filter { $0.hasPrefix("std") || $0.hasPrefix("wn") || $0 == "standard" }
        + ["bn", "mobn-wn"],
      ["sgd", "heavy-ball", "nesterov", "adam"],
      (1...12).map { "series-\($0)" },
      ["direction", "weight", "unit", "gradient", "step"],
    ]
    for (a, b) in groups.flatMap(Self.pairs) {
      let differ =
        vision.distance(a.color, b.color) >= Vision.enough || a.dash != b.dash
        || a.marker != b.marker
      #expect(differ, "\(a.name) and \(b.name)")
    }
  }

  @Test(arguments: Vision.all)
  func `methods that share figures differ without their markers`(_ vision: Vision) {
    let figures = [
      ["standard", "wn", "wn-log", "bn"],
      ["std-he", "wn-he", "std-ddi", "wn-ddi", "mobn-wn", "bn"],
      ["standard", "std-l2", "wn", "wn-l2-g", "wn-l2-v", "wn-l2-both"],
      ["wn", "wn-fixed", "wn-unit", "wn-log"],
      ["standard", "std-l2", "std-l2-implicit", "wn", "wn-fixed", "wn-own-rate", "wn-log"],
      ["standard", "std-standardized", "wn", "wn-ddi", "wn-standardized"],
      ["sgd", "heavy-ball", "nesterov", "adam"],
      (1...7).map { "series-\($0)" },
    ]
    for (a, b) in figures.flatMap(Self.pairs) {
      let differ = vision.distance(a.color, b.color) >= Vision.enough || a.dash != b.dash
      #expect(differ, "\(a.name) and \(b.name): \(vision.distance(a.color, b.color))")
    }
  }

  @Test func `a family has one colour and a marker for each member`() {
    let families = [
      ["standard", "std-he", "std-ddi", "std-standardized"],
      ["wn", "wn-he", "wn-ddi", "wn-fixed", "wn-unit", "wn-own-rate", "wn-standardized"],
      ["std-l2", "std-l2-implicit", "wn-l2-g", "wn-l2-v", "wn-l2-both"],
      ["bn", "mobn-wn"],
    ]
    for family in families {
      #expect(Set(family.compactMap(Self.table.style).map(\.color)).count == 1)
      #expect(Set(family.compactMap(Self.table.style).map(\.marker)).count == family.count)
    }
  }

  @Test func `no two names of one part of the table look the same`() {
    let vectors = ["direction", "weight", "unit", "gradient", "step"]
    let optimizers = ["sgd", "heavy-ball", "nesterov", "adam", "adam-slow"]
    let series = Self.table.names.filter { $0.hasPrefix("series-") }
    let groups = Self.table.names.filter { $0.hasPrefix("group-") }
    let others = Set(vectors + optimizers + series + groups)
    let methods = Self.table.names.filter { !others.contains($0) }
    for names in [methods, vectors, optimizers, series, groups] {
      for (a, b) in Self.pairs(names) {
        let same = a.color == b.color && a.dash == b.dash && a.marker == b.marker
        #expect(!same, "\(a.name) and \(b.name)")
      }
    }
  }

  @Test(arguments: Vision.all)
  func `layers of a stack differ for every reader`(_ vision: Vision) {
    let layers = (0..<6).map(Stack.color(ofLayer:))
    for a in layers.indices {
      for b in layers.indices where b > a {
        #expect(vision.distance(layers[a], layers[b]) >= 10, "\(a) and \(b)")
      }
    }
  }

  @Test func `texts have a contrast of 4_5 to 1 and series of 2 to 1 on white`() {
    for ink in [Ink.text, Ink.tickText, Ink.referenceText] {
      #expect(1.05 / (ink.luminance + 0.05) >= 4.5)
    }
    // Okabe and Ito's orange, the lightest in use, has 2.2; their yellow would have 1.3.
    for style in Self.table.styles {
      #expect(1.05 / (style.color.luminance + 0.05) >= 2, "\(style.name)")
    }
  }

  @Test func `series names are readable on white`() {
    for style in Self.table.styles {
      #expect(1.05 / (style.color.readableOnWhite.luminance + 0.05) >= 4.5, "\(style.name)")
    }
  }
}
