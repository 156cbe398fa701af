import Foundation
import Testing

@testable import Figures

struct HeatMapTests {
  static func panel(
    _ columns: HeatMap.Columns, _ cells: [[HeatMap.Cell]], color: Axis = Axis(label: "value"),
    x: Axis.Scale = .linear, ramp: ColorRamp? = nil
  ) -> Panel {
    let rows = cells.enumerated().map { HeatMap.Row(label: "row \($0)", cells: $1) }
    let map = HeatMap(columns: columns, rows: rows, color: color, ramp: ramp)
    return Panel(x: Axis(label: "x", scale: x), y: Axis(label: ""), marks: [.heatMap(map)])
  }

  static func fills(_ layout: FigureLayout) -> [(box: Rect, color: Color)] {
    layout.commands.compactMap { command in
      guard case .fill(let fill) = command, let path = fill.contours.first, path.count == 4 else {
        return nil
      }
      let box = Rect(minX: path[0].x, minY: path[0].y, maxX: path[2].x, maxY: path[2].y)
      return (box, fill.color)
    }
  }

  private func layout(_ panel: Panel) throws -> FigureLayout {
    let layout = try FigureLayout(of: Figure(panels: [panel]))
    #expect(LayoutFaults.texts(in: layout) == [])
    return layout
  }

  @Test func `cells are whole pixels inside the plot area and don't touch`() throws {
    let layout = try FigureLayout(of: Samples.heatMap)
    let boxes = Self.fills(layout).map(\.box).filter { layout.areas[0].contains($0) }
    #expect(boxes.count == 5 * 17)
    for (index, box) in boxes.enumerated() {
      for edge in [box.minX, box.minY, box.maxX, box.maxY] {
        #expect((edge * 2).rounded() == edge * 2)
      }
      for other in boxes[(index + 1)...] { #expect(!box.expanded(by: 0.4).overlaps(other)) }
    }
  }

  @Test func `a cell's edges are sharp in the picture`() throws {
    let figure = Samples.signedHeatMap
    let cell = try #require(Self.fills(FigureLayout(of: figure)).first)
    let image = try PixelImage(png: figure.png())
    let row = Int(cell.box.minY * 2) + 8
    func pixel(_ column: Int) -> Int32 { image.pixels[row * Int(figure.width * 2) + column] }
    let ink = Paint(cell.color).code
    let left = Int(cell.box.minX * 2)
    let right = Int(cell.box.maxX * 2)
    #expect(pixel(left) == ink && pixel(right - 1) == ink)
    #expect(pixel(left - 1) == 0xFFFFFF && pixel(right) == 0xFFFFFF)
  }

  @Test func `the first row is on top and names of rows stand left of them`() throws {
    let layout = try layout(
      Self.panel(.names(["a", "b"]), [[.value(0), .value(1)], [.value(2), .value(3)]]))
    let labels = ["row 0", "row 1"].compactMap { name in
      layout.labels.first { $0.text == name }
    }
    #expect(labels[0].origin.y < labels[1].origin.y)
    #expect(labels.allSatisfy { $0.box.maxX < layout.areas[0].minX })
  }

  @Test func `columns reach halfway to their neighbours on the axis' ruler`() {
    let map = HeatMap(columns: .positions([1, 2, 4]), rows: [], color: Axis(label: ""))
    #expect(
      map.spans(on: .linear) == [
        .init(lower: 0.5, upper: 1.5), .init(lower: 1.5, upper: 3), .init(lower: 3, upper: 5),
      ])
    let octaves = map.spans(on: .log).compactMap(\.self)
    for (span, middle) in zip(octaves, [1.0, 2, 4]) {
      #expect(abs(span.lower * 2.0.squareRoot() / middle - 1) < 1e-12)
      #expect(abs(span.upper / 2.0.squareRoot() / middle - 1) < 1e-12)
    }
  }

  @Test func `a logarithmic axis leaves out columns that are not positive`() {
    let map = HeatMap(columns: .positions([-1, 0, 1, 10]), rows: [], color: Axis(label: ""))
    let spans = map.spans(on: .log)
    #expect(spans.map { $0 == nil } == [true, true, false, false])
  }

  @Test func `a blow-up and a collapse are grey, signed and explained; nothing stays white`() throws
  {
    let layout = try layout(
      Self.panel(.positions([1, 2, 3, 4]), [[.blowUp, .collapse, .empty, .value(1)]]))
    let area = layout.areas[0]
    #expect(Self.fills(layout).filter { area.contains($0.box) }.count == 3)
    #expect(layout.labels.contains { $0.text == "blew up" })
    #expect(layout.labels.contains { $0.text == "collapsed" })
  }

  @Test func `a map without values has no colour bar`() throws {
    let layout = try layout(Self.panel(.names(["a"]), [[.blowUp], [.empty]]))
    #expect(!layout.labels.contains { $0.isVertical })
    #expect(layout.areas[0].maxX > layout.width - 20)
  }

  @Test(arguments: [
    [[3.0]], [[2, 2], [2, 2]], [[1e300, -1e300]], [[1e-300, 3e-300]], [[0, 0, 0]],
    [[12_345_678, 1e-9]],
  ])
  func `degenerate values lay out and draw`(rows: [[Double]]) throws {
    for scale in Axis.Scale.allCases {
      for ramp in [nil, ColorRamp.diverging] {
        let panel = Self.panel(
          .positions(rows[0].indices.map(Double.init)), rows.map { $0.map { .value($0) } },
          color: Axis(label: "value", scale: scale), ramp: ramp)
        var figure = Figure(panels: [panel])
        (figure.width, figure.height) = (240, 160)
        #expect(LayoutFaults.texts(in: try FigureLayout(of: figure)) == [])
        #expect(try !figure.png().isEmpty)
      }
    }
  }

  @Test func `values stand in cells that are large enough, in black or white`() throws {
    let large = try layout(Self.panel(.names(["a", "b"]), [[.value(-1.25), .value(2)]]))
    let texts = large.labels.filter { large.areas[0].contains($0.box) }
    #expect(texts.map(\.text) == ["−1.25", "2.00"])
    #expect(texts.allSatisfy { $0.color == .black || $0.color == .white })
    let cells = (0..<40).map { HeatMap.Cell.value(Double($0) / 7) }
    let small = try layout(Self.panel(.positions((0..<40).map(Double.init)), [cells]))
    #expect(!small.labels.contains { small.areas[0].contains($0.box) })
  }

  @Test func `values show the digits that tell them apart and no zeros that all share`() {
    #expect(CellText.texts(of: [2, 2], on: .linear, digits: 3) == ["2", "2"])
    #expect(CellText.texts(of: [0.5, 12.25], on: .linear, digits: 3) == ["0.5", "12.2"])
    #expect(CellText.texts(of: [0.01, 0.1234, 7], on: .log, digits: 2) == ["0.01", "0.12", "7"])
    #expect(CellText.texts(of: [3e8, 0], on: .linear, digits: 2) == ["3.0×10⁸", "0"])
  }

  @Test func `panels that share colours have one bar and one range`() throws {
    let layout = try FigureLayout(of: Samples.heatMaps)
    #expect(layout.labels.filter { $0.text == "mean training loss (nats)" }.count == 1)
    var apart = Samples.heatMaps
    apart.sharesColor = false
    let bars = try FigureLayout(of: apart).labels.filter { $0.isVertical }
    #expect(bars.count == 2)
  }

  @Test func `a colour bar's ends and middle are the colours of their values`() throws {
    let map = HeatMap(
      columns: .names(["a", "b"]), rows: [.init(label: "r", cells: [.value(-1), .value(3)])],
      color: Axis(label: "v"))
    let scale = try #require(ColorScale(of: map))
    #expect(scale.ramp == .diverging)
    #expect(scale.range == AxisRange(scale: .linear, lower: -3, upper: 3))
    #expect(scale.color(of: 0) == ColorRamp.diverging.color(at: 0.5))
    #expect(scale.color(of: 99) == ColorRamp.diverging.color(at: 1))
  }
}
