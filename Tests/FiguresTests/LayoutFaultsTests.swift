import Testing

@testable import Figures

struct LayoutFaultsTests {
  static let area = Rect(minX: 20, minY: 20, maxX: 80, maxY: 80)

  static func layout(_ commands: [DrawCommand]) -> FigureLayout {
    FigureLayout(width: 100, height: 100, commands: commands, areas: [area])
  }

  static func text(_ x: Double, _ y: Double, size: Double = 12) -> DrawCommand {
    .text(TextLine("text", at: Point(x: x, y: y), align: 0.5, size: size, color: .black))
  }

  @Test func `texts that are clipped, small or overlapping are found`() {
    let layout = Self.layout([Self.text(50, 10, size: 10), Self.text(55, 10), Self.text(0, 95)])
    #expect(
      LayoutFaults.texts(in: layout)
        == ["clipped: text", "small: text", "overlapping: text and text"])
  }

  @Test func `a text in a plot area is found, unless arrows are named there`() {
    let layout = Self.layout([Self.text(50, 50), Self.text(50, 10)])
    let empty = Panel(x: Axis(label: ""), y: Axis(label: ""), marks: [])
    #expect(LayoutFaults.overData(in: layout, of: Figure(panels: [empty])) == ["over data: text"])
    #expect(LayoutFaults.overData(in: layout, of: Samples.vectors) == [])
  }

  @Test func `a coordinate that is no number and a shape out of bounds are found`() {
    func stroke(_ x: Double, clip: Rect?) -> DrawCommand {
      .stroke(Stroke(path: [Point(x: x, y: 50)], color: .black, width: 1, clip: clip))
    }
    let good = [stroke(50, clip: nil), stroke(-1e5, clip: Self.area)]
    #expect(LayoutFaults.places(in: Self.layout(good)) == [])
    let bad = [
      stroke(.nan, clip: Self.area), stroke(50, clip: Self.area.expanded(by: 15)),
      stroke(-1, clip: nil),
    ]
    let faults = LayoutFaults.places(in: Self.layout(bad)).map { $0.prefix { $0 != ":" } }
    #expect(faults == ["not finite", "clipped too widely", "off the page"])
  }

  @Test func `a hairline of no length or of more than two pixels is found`() {
    func line(_ length: Double, _ thickness: Int) -> DrawCommand {
      let from = Point(x: 30, y: 30.3)
      return .hairline(
        Hairline(
          from: from, to: Point(x: 30 + length, y: 30.3), color: .black, thickness: thickness))
    }
    #expect(LayoutFaults.hairlines(in: Self.layout([line(9, 1), line(9, 2)])) == [])
    #expect(LayoutFaults.hairlines(in: Self.layout([line(0.1, 1), line(9, 3)])).count == 2)
  }

  @Test func `more commands than a figure can ask for are found`() throws {
    let figure = Samples.vectors
    let many = [DrawCommand](repeating: Self.text(50, 50), count: 9000)
    #expect(try LayoutFaults.size(of: Self.layout(many), figure) == ["9000 commands"])
  }
}
