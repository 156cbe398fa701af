import Foundation
import Testing

@testable import Figures

struct FigureLayoutTests {
  struct Named: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var figure: Figure
  }

  static let samples = Samples.all.map { Named(testDescription: $0.name, figure: $0.figure) }

  @Test(arguments: samples)
  func `a figure of every kind lays out without a fault`(_ sample: Named) throws {
    let layout = try FigureLayout(of: sample.figure)
    #expect(try LayoutFaults.all(in: layout, of: sample.figure) == [])
    #expect(!layout.labels.isEmpty)
  }

  @Test func `lines that reach the right edge are named there`() throws {
    var figure = Samples.loss
    func names() throws -> [String] {
      let layout = try FigureLayout(of: figure)
      return layout.labels.filter { $0.origin.x > layout.areas[0].maxX }.map(\.text)
    }
    #expect(try names() == [])
    // Points have no end that could be named.
    figure.panels[0].marks.removeLast()
    // Two orange lines end in one place: only a key tells which has which dashes.
    #expect(try names() == [])
    figure.panels[0].marks.remove(at: 5)
    #expect(try names().contains("mean-only BN + WN"))
    #expect(try names().contains("chance"))
  }

  @Test func `a line that ends early moves the names into a legend`() throws {
    var figure = Samples.seeds
    guard case .curve(var curve) = figure.panels[0].marks[0] else { return }
    for index in 100..<curve.y.count { curve.y[index] = nil }
    figure.panels[0].marks[0] = .curve(curve)
    let layout = try FigureLayout(of: figure)
    let name = try #require(layout.labels.first { $0.text == "standard" })
    #expect(name.box.maxX < layout.areas[0].maxX)
  }

  @Test func `names too long for the margin move into a legend`() throws {
    var figure = Samples.seeds
    guard case .curve(var curve) = figure.panels[0].marks[0] else { return }
    curve.label = "a method whose name is much too long to stand beside its line"
    figure.panels[0].marks[0] = .curve(curve)
    let layout = try FigureLayout(of: figure)
    let name = try #require(layout.labels.first { $0.text == curve.label })
    #expect(name.box.maxX < layout.areas[0].maxX)
  }

  @Test func `shared axes are labelled once and have one range`() throws {
    let layout = try FigureLayout(of: Samples.multiples)
    #expect(layout.labels.filter { $0.text == "final loss" }.count == 1)
    #expect(layout.areas.count == 2)
    #expect(layout.areas[0].width == layout.areas[1].width)
    #expect(layout.areas[0].minY == layout.areas[1].minY)
  }

  @Test func `panels of a row with one quantity name it once, other panels each`() throws {
    var figure = Samples.multiples
    (figure.sharesX, figure.sharesY) = (false, false)
    func count(_ name: String) throws -> Int {
      try FigureLayout(of: figure).labels.count { $0.text == name }
    }
    #expect(try count("final loss") == 1)
    #expect(try count("learning rate η") == 2)
    figure.panels[1].y.label = "norm"
    #expect(try count("final loss") == 1 && count("norm") == 1)
    figure.columns = 1
    figure.panels[1].y.label = "final loss"
    #expect(try count("final loss") == 2)
  }

  @Test func `a title beside wide names of y is broken, not cut`() throws {
    let style = Style.series()[0]
    let curve = Curve(label: "", style: style, x: [1, 2], y: [0, 5_000_000])
    let y = Axis(label: "a quantity that takes two lines beside its axis")
    var figure = Figure(panels: [Panel(x: Axis(label: "x"), y: y, marks: [.curve(curve)])])
    figure.height = 320
    for count in 20...55 {
      figure.panels[0].title = Array(repeating: "ab", count: count).joined(separator: " ")
      let layout = try FigureLayout(of: figure)
      let lines = layout.labels.map(\.text).filter { $0.hasPrefix("ab") }
      #expect(lines.joined(separator: " ") == figure.panels[0].title)
    }
  }

  @Test func `few epochs are all labelled`() throws {
    let curve = Curve(
      label: "", style: "wn", x: (0...8).map(Double.init), y: (0...8).map(Double.init))
    let panel = Panel(
      x: Axis(label: "epoch", integerTicks: true), y: Axis(label: "y", scale: .log),
      marks: [.curve(curve)])
    let layout = try FigureLayout(of: Figure(panels: [panel, panel], columns: 2))
    let labels = layout.labels.filter { $0.origin.y > layout.areas[0].maxY }.map(\.text)
    #expect((0...8).allSatisfy { epoch in labels.count { $0 == "\(epoch)" } == 2 })
  }

  @Test func `a vector picture has equal units on both axes`() throws {
    let layout = try FigureLayout(of: Samples.vectors)
    let circle = try #require(
      layout.commands.lazy.compactMap { command -> [Point]? in
        if case .stroke(let stroke) = command, stroke.path.count > 100 { stroke.path } else { nil }
      }.first)
    let width = (circle.map(\.x).max() ?? 0) - (circle.map(\.x).min() ?? 0)
    let height = (circle.map(\.y).max() ?? 0) - (circle.map(\.y).min() ?? 0)
    #expect(abs(width - height) < 0.5)
  }

  @Test func `a vector picture leaves no empty sides and its labels stand beside it`() throws {
    let layout = try FigureLayout(of: Samples.vectors)
    let area = layout.areas[0]
    // The circle and 10 % on each side: as wide as high.
    #expect(abs(area.width / area.height - 1) < 0.1)
    let label = try #require(layout.labels.first { $0.text == "v₂" })
    #expect(area.minX - label.box.maxX < 50)
  }

  @Test func `bands of one colour have edges where they lie on each other`() throws {
    func curve(_ style: Style, _ shift: Double) -> Mark {
      let y = [1.0, 2, 3].map { $0 + shift }
      return .curve(
        Curve(
          label: style.name, style: style, x: [0, 1, 2], y: y,
          band: Band(lower: y.map { $0 - 1 }, upper: y.map { $0 + 1 })))
    }
    func edges(_ marks: [Mark]) throws -> [Stroke] {
      let panel = Panel(x: Axis(label: "x"), y: Axis(label: "y"), marks: marks)
      return try FigureLayout(of: Figure(panels: [panel])).commands.compactMap { command in
        guard case .stroke(let stroke) = command, stroke.width == Measure.bandEdge else {
          return nil
        }
        return stroke
      }
    }
    let both = try edges([curve("std-he", 0), curve("std-ddi", 0.5), curve("wn-he", 0.2)])
    #expect(both.map(\.dash) == [[], [], Dash.short.pattern, Dash.short.pattern])
    #expect(try edges([curve("std-he", 0), curve("std-ddi", 5)]) == [])
    #expect(try edges([curve("std-he", 0), curve("wn-he", 0)]) == [])
  }

  @Test func `values that the x axis can't show don't widen the y axis`() {
    let curve = Curve(
      label: "a", style: "wn", x: [0, 1, 10], y: [-100, 1, 2],
      band: Band(lower: [-200, 0, 1], upper: [-50, 2, 3]), seeds: [[-300, 1, 1]])
    let points = Points(label: "b", style: "wn", x: [0, 2], y: [900, 2])
    let panel = Panel(
      x: Axis(label: "step", scale: .log), y: Axis(label: "y"),
      marks: [.curve(curve), .points(points)])
    let content = PanelContent(panel)
    #expect(content.y.lower == 0 && content.y.upper < 4)
  }

  @Test func `a point at zero stands before the axis`() throws {
    let points = Points(label: "a", style: "wn", x: [0, 1], y: [0, 1])
    let panel = Panel(
      x: Axis(label: "x"), y: Axis(label: "y", lowerBound: 0), marks: [.points(points)])
    let commands = try FigureLayout(of: Figure(panels: [panel])).commands
    let axis = commands.lastIndex { if case .hairline = $0 { true } else { false } }
    let marker = commands.lastIndex {
      if case .fill(let fill) = $0 { fill.clip != nil } else { false }
    }
    #expect(try #require(axis) < #require(marker))
  }

  @Test func `series lines are at least a pixel and a half wide`() throws {
    for sample in Self.samples {
      for case .stroke(let stroke) in try FigureLayout(of: sample.figure).commands
      where stroke.opacity == 1 && stroke.path.count > 10 && stroke.color != Ink.reference {
        #expect(stroke.width >= 1.5 || stroke.color == .white)
      }
    }
  }

  @Test func `a gap breaks the line and its band`() throws {
    let curve = Curve(
      label: "a", style: "wn", x: [0, 1, 2, 3, 4], y: [1, 2, nil, 2, 1],
      band: Band(lower: [0, 1, nil, 1, 0], upper: [2, 3, nil, 3, 2]))
    let panel = Panel(x: Axis(label: "x"), y: Axis(label: "y"), marks: [.curve(curve)])
    let commands = try FigureLayout(of: Figure(panels: [panel])).commands
    let bands = commands.filter {
      if case .fill(let fill) = $0 { fill.opacity < 1 } else { false }
    }
    let lines = commands.filter {
      if case .stroke(let stroke) = $0 { stroke.width == Measure.curve } else { false }
    }
    #expect(bands.count == 2)
    #expect(lines.count == 2)
  }

  @Test func `a figure survives being written and read`() throws {
    for sample in Self.samples {
      let data = try JSONEncoder().encode(sample.figure)
      #expect(try JSONDecoder().decode(Figure.self, from: data) == sample.figure)
    }
  }

  /// Bars have no zero to stand on there.
  @Test func `groups on a logarithmic axis are dots, in the legend too`() throws {
    let figure = Samples.bars
    let layout = try FigureLayout(of: figure)
    let plot = layout.areas[0]
    let highest = layout.commands.compactMap { command -> Double? in
      guard case .fill(let fill) = command, let first = fill.contours.first else { return nil }
      let ys = first.map(\.y)
      return (ys.max() ?? 0) - (ys.min() ?? 0)
    }.max()
    #expect(try #require(highest) < plot.height / 10)
    let keys = PanelContent(figure.panels[0]).legendEntries.map(\.key)
    #expect(keys.count == 3)
    #expect(keys.allSatisfy { if case .markers = $0 { true } else { false } })
  }

  @Test func `names that one column has for all may be long`() throws {
    let name = "weight norm over standard, He's start"
    let rows = Intervals(
      rows: [.init(label: name, style: "wn", estimate: 0, low: -1, high: 1)])
    let panel = Panel(
      x: Axis(label: "octaves"), y: Axis(label: ""), marks: [.intervals(rows)])
    let figure = Figure(panels: [panel, panel], columns: 2, sharesX: true, sharesY: true)
    let layout = try FigureLayout(of: figure)
    #expect(
      layout.commands.contains { command in
        if case .text(let line) = command { line.text == name } else { false }
      })
  }
}
