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

  @Test func `a text over a line or an area is found, unless arrows or layers are named there`() {
    let line = DrawCommand.stroke(
      Stroke(path: [Point(x: 20, y: 53), Point(x: 80, y: 47)], color: .black, width: 1))
    let area = DrawCommand.fill(
      Fill(contours: [Rect(minX: 25, minY: 30, maxX: 75, maxY: 70).corners], color: .blue))
    let empty = Figure(panels: [Panel(x: Axis(label: ""), y: Axis(label: ""), marks: [])])
    func faults(_ data: DrawCommand, at y: Double, of figure: Figure) -> [String] {
      LayoutFaults.overData(in: Self.layout([data, Self.text(50, y)]), of: figure)
    }
    for data in [line, area] {
      #expect(faults(data, at: 50, of: empty) == ["over data: text"])
      #expect(faults(data, at: 76, of: empty) == [])
      #expect(faults(data, at: 50, of: Samples.vectors) == [])
    }
    #expect(faults(area, at: 50, of: Samples.shares) == [])
    #expect(faults(area, at: 70, of: Samples.shares) == ["over data: text"])
    #expect(faults(line, at: 50, of: Samples.shares) == ["over data: text"])
  }

  @Test func `a legend that hides something is found`() {
    let ground = DrawCommand.fill(
      Fill(contours: [Rect(minX: 25, minY: 30, maxX: 75, maxY: 70).corners], color: .white))
    func line(_ y: Double) -> DrawCommand {
      .stroke(Stroke(path: [Point(x: 20, y: y), Point(x: 80, y: y)], color: .black, width: 1))
    }
    let figure = Samples.scatter
    let hiding = LayoutFaults.overData(in: Self.layout([line(50), ground]), of: figure)
    #expect(hiding == ["hidden by a legend"])
    #expect(LayoutFaults.overData(in: Self.layout([ground, line(50)]), of: figure) == [])
    #expect(LayoutFaults.overData(in: Self.layout([line(25), ground]), of: figure) == [])
    func spine(_ color: Color) -> DrawCommand {
      .hairline(Hairline(from: Point(x: 20, y: 69), to: Point(x: 80, y: 69), color: color))
    }
    let cut = LayoutFaults.overData(in: Self.layout([spine(Ink.spine), ground]), of: figure)
    #expect(cut == ["hidden by a legend"])
    #expect(LayoutFaults.overData(in: Self.layout([spine(Ink.grid), ground]), of: figure) == [])
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
