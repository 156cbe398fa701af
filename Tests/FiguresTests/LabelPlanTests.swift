import Testing

@testable import Figures

struct LabelPlanTests {
  static func panel(_ marks: [Mark], y: String = "y") -> Panel {
    Panel(x: Axis(label: "x"), y: Axis(label: y), marks: marks)
  }

  static func curve(_ label: String, _ y: [Double]) -> Mark {
    .curve(Curve(label: label, style: "wn", x: y.indices.map(Double.init), y: y))
  }

  static func points(_ label: String, _ y: [Double]) -> Mark {
    .points(Points(label: label, style: "standard", x: y.indices.map(Double.init), y: y))
  }

  static func box(_ name: String, _ layout: FigureLayout) throws -> Rect {
    try #require(layout.labels.first { $0.text == name }).box
  }

  // MARK: Legends in corners

  @Test(arguments: [
    ([9.0, 4, 2, 1, 0], true, false), ([0, 1, 2, 4, 9], false, false),
    ([9, 9, 9, 9, 9, 9, 9, 9, 9, 0], false, true),
  ])
  func `a legend stands in the corner that no data enter`(
    y: [Double], isRight: Bool, isLow: Bool
  ) throws {
    let marks = [Self.curve("line", y), Self.points("points", y)]
    let layout = try FigureLayout(of: Figure(panels: [Self.panel(marks)]))
    let area = layout.areas[0]
    for name in ["line", "points"] {
      let box = try Self.box(name, layout)
      #expect(area.contains(box))
      #expect((box.minX > area.center.x) == isRight)
      #expect((box.minY > area.center.y) == isLow)
    }
  }

  @Test func `names of different kinds line up in a column`() throws {
    let y = [9.0, 4, 2, 1, 0]
    let marks = [Self.curve("line", y), Self.points("points", y)]
    let layout = try FigureLayout(of: Figure(panels: [Self.panel(marks)]))
    #expect(try Self.box("line", layout).minX == Self.box("points", layout).minX)
  }

  @Test func `where data enter all corners a legend stands above`() throws {
    let marks = [
      Self.curve("cross", [0, 5, 9]), Self.curve("other", [9, 5, 0]), Self.points("points", [4]),
    ]
    let layout = try FigureLayout(of: Figure(panels: [Self.panel(marks)]))
    for name in ["cross", "other", "points"] {
      #expect(try Self.box(name, layout).maxY < layout.areas[0].minY)
    }
  }

  @Test func `markers alone are not explained among data`() throws {
    let marks = [Self.points("a", [9, 1, 0.5, 0])]
    let layout = try FigureLayout(of: Figure(panels: [Self.panel(marks)]))
    #expect(try Self.box("a", layout).maxY < layout.areas[0].minY)
  }

  @Test func `a legend stands in a panel that shows all its entries`() throws {
    let y = [9.0, 3, 2, 1, 0]
    let both = [Self.curve("line", y), Self.points("points", y)]
    func figure(_ first: [Mark], _ second: [Mark]) -> Figure {
      Figure(panels: [Self.panel(first), Self.panel(second)], columns: 2)
    }
    let inside = try FigureLayout(of: figure([Self.curve("line", y)], both))
    #expect(try inside.areas[1].contains(Self.box("points", inside)))
    let above = try FigureLayout(of: figure([Self.curve("line", y)], [Self.points("points", y)]))
    #expect(try Self.box("points", above).maxY < above.areas[0].minY)
  }

  // MARK: Names at line ends

  @Test func `names close to their lines have no leaders, others have room for them`() throws {
    func gap(_ ends: [Double]) throws -> Double {
      let marks = ends.enumerated().map { index, end in
        let style = Style.series()[index]
        return Mark.curve(Curve(label: "line \(index)", style: style, x: [0, 1], y: [0, end]))
      }
      let layout = try FigureLayout(of: Figure(panels: [Self.panel(marks)]))
      return try Self.box("line 0", layout).minX - layout.areas[0].maxX
    }
    #expect(try gap([2, 5, 9]) == Measure.closeGap)
    #expect(try gap([2, 2.01, 2.02, 9]) == Measure.leaderGap)
  }

  @Test func `lines of one colour that end in one place are named in a legend`() throws {
    func isBeside(_ ends: [Double]) throws -> Bool {
      let marks = ends.enumerated().map { Self.curve("line \($0)", [0, $1]) }
      let layout = try FigureLayout(of: Figure(panels: [Self.panel(marks)]))
      return try Self.box("line 0", layout).minX > layout.areas[0].maxX
    }
    #expect(try isBeside([2, 5, 9]))
    #expect(try !isBeside([2, 2.01, 9]))
  }

  // MARK: Layers of a stack

  static func stack(_ ends: [Double]) -> Figure {
    let layers = ends.enumerated().map { index, end in
      Stack.Layer(label: "layer \(index)", values: [1 / Double(ends.count), end])
    }
    return Figure(panels: [panel([.stack(Stack(x: [0, 1], layers: layers))])])
  }

  @Test func `layers are named inside, in their order`() throws {
    let layout = try FigureLayout(of: Self.stack([0.3, 0.4, 0.3]))
    let boxes = try (0..<3).map { try Self.box("layer \($0)", layout) }
    #expect(boxes.allSatisfy { layout.areas[0].contains($0) })
    #expect(boxes[0].minY > boxes[1].minY && boxes[1].minY > boxes[2].minY)
    #expect(LayoutFaults.overData(in: layout, of: Self.stack([0.3, 0.4, 0.3])) == [])
  }

  @Test func `layers too thin for their names are named beside them`() throws {
    let layout = try FigureLayout(of: Self.stack([0.6, 0.02, 0.38]))
    for index in 0..<3 {
      #expect(try Self.box("layer \(index)", layout).minX > layout.areas[0].maxX)
    }
  }

  @Test func `a legend names layers from the top down`() {
    let content = PanelContent(Self.stack([0.3, 0.4, 0.3]).panels[0])
    #expect(content.legendEntries.map(\.label) == ["layer 2", "layer 1", "layer 0"])
  }

  // MARK: What the axis says

  @Test func `a panel's only curve has no name where the y label has it`() throws {
    func count(_ label: String, _ marks: [Mark]) throws -> Int {
      let figure = Figure(panels: [Self.panel(marks, y: label)])
      return try FigureLayout(of: figure).labels.count { $0.text == "g²" }
    }
    let curve = Self.curve("g²", [0, 1])
    #expect(try count("g², the sum of squares", [curve]) == 0)
    #expect(try count("g²-like sum", [curve]) == 1)
    #expect(try count("g², the sum of squares", [curve, Self.curve("h²", [1, 0])]) == 1)
  }
}
