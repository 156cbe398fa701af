import Testing

@testable import Figures

struct StyleTableTests {
  private static func style(
    _ name: String, _ color: String = "blue", _ dash: String = "solid", _ marker: String = "disc"
  ) throws(StyleError) -> Style {
    try Style(name: name, color: color, dash: dash, marker: marker)
  }

  @Test func `a look is written in the words of colours, dashes and markers`() throws {
    let style = try Self.style("mine", "vermillion", "dashDotted", "openSquare")
    #expect(style.color == .vermillion)
    #expect(style.dash == .dashDotted)
    #expect(style.marker == .openSquare)
    let table = try StyleTable(methods: [[style]])
    #expect(table.method(named: "mine") == style)
    #expect(table.names == ["mine"] + Style.general.map(\.name))
  }

  @Test(arguments: [
    (
      "bleu", "long", "disc",
      "the style \"a\": there is no colour \"bleu\"; use one of black, blue, vermillion, green,"
        + " purple, orange, sky"
    ),
    (
      "blue", "Long", "disc",
      "the style \"a\": there is no dash \"Long\"; use one of solid, long, short, dotted, dashDotted"
    ),
    (
      "blue", "long", "cross",
      "the style \"a\": there is no marker \"cross\"; use one of disc, square, triangle, diamond,"
        + " triangleDown, pentagon, plus, star, openSquare, openTriangle, openDiamond,"
        + " openTriangleDown"
    ),
  ])
  func `another word, or a marker that says how a run ended, is refused with those that there are`(
    color: String, dash: String, marker: String, message: String
  ) {
    do throws(StyleError) {
      _ = try Self.style("a", color, dash, marker)
      Issue.record("made a style of \(color), \(dash) and \(marker)")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test func `two methods that are compared have not one look, those of different groups may`()
    throws
  {
    let (first, second) = (try Self.style("a"), try Self.style("b"))
    let error = StyleError.lookalikes("a", "b")
    #expect(throws: error) { try StyleTable(methods: [[first, second]]) }
    #expect(error.description.contains("\"a\" and \"b\" look the same"))
    #expect(try StyleTable(methods: [[first], [second]]).method(named: "b") == second)
    for other in [
      try Self.style("b", "green"), try Self.style("b", "blue", "long"),
      try Self.style("b", "blue", "solid", "square"),
    ] {
      #expect(try StyleTable(methods: [[first, other]]).style(named: "b") == other)
    }
  }

  @Test(arguments: ["a", "series-3", "gradient"])
  func `a name that another look has is refused`(_ name: String) throws {
    let groups = [[try Self.style("a")], [try Self.style(name, "green")]]
    #expect(throws: StyleError.repeatedName(name)) { try StyleTable(methods: groups) }
  }
}
