import Foundation
import Testing

@testable import Figures

struct FigureLayoutTests {
  struct Named: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var figure: Figure
  }

  static let samples = Samples.all.map { Named(testDescription: $0.name, figure: $0.figure) }

  /// What is wrong with the texts of a layout: clipped, overlapping, too small.
  static func faults(in layout: FigureLayout) -> [String] {
    let labels = layout.labels
    let page = Rect(minX: 0, minY: 0, maxX: layout.width, maxY: layout.height)
    var faults = labels.filter { !page.contains($0.box) }.map { "clipped: \($0.text)" }
    faults += labels.filter { $0.size < 11 }.map { "small: \($0.text)" }
    for (index, label) in labels.enumerated() {
      for other in labels[(index + 1)...] where label.box.overlaps(other.box) {
        faults.append("overlapping: \(label.text) and \(other.text)")
      }
    }
    return faults
  }

  @Test(arguments: samples)
  func `no text is clipped or overlaps another`(_ sample: Named) throws {
    let layout = try FigureLayout(of: sample.figure)
    #expect(Self.faults(in: layout) == [])
    #expect(!layout.labels.isEmpty)
  }

  @Test func `a fault in a layout is found`() {
    let line = TextLine(
      "text", at: Point(x: 50, y: 50), align: 0.5, size: 10, color: .black)
    let outside = TextLine("text", at: Point(x: 0, y: 80), align: 0.5, size: 12, color: .black)
    let layout = FigureLayout(
      width: 100, height: 100, commands: [.text(line), .text(line), .text(outside)], areas: [])
    #expect(
      Self.faults(in: layout)
        == ["clipped: text", "small: text", "small: text", "overlapping: text and text"])
  }

  /// The kinds whose texts stand between their data.
  static let written = ["vectors", "heat map", "signed heat map", "heat maps"]

  @Test(arguments: samples.filter { !written.contains($0.testDescription) })
  func `no text stands over data`(_ sample: Named) throws {
    let layout = try FigureLayout(of: sample.figure)
    for label in layout.labels {
      #expect(!layout.areas.contains { $0.overlaps(label.box) }, "\(label.text)")
    }
  }

  @Test func `any figure lays out without a clipped or overlapping text`() throws {
    var crowded = 0
    for seed in UInt64(0)..<400 {
      var random = SplitMix(seed)
      guard let layout = try Self.layout(RandomFigure.figure(&random)) else {
        crowded += 1
        continue
      }
      #expect(Self.faults(in: layout) == [], "seed \(seed)")
    }
    #expect(crowded < 40)
  }

  /// The layout of a figure, or nil where it has too little room.
  static func layout(_ figure: Figure) throws -> FigureLayout? {
    do throws(FigureError) {
      return try FigureLayout(of: figure)
    } catch .noRoom {
      return nil
    }
  }

  @Test func `any figure lays out to finite places`() throws {
    for seed in UInt64(0)..<100 {
      var random = SplitMix(seed)
      guard let layout = try Self.layout(RandomFigure.figure(&random)) else { continue }
      for case .stroke(let stroke) in layout.commands {
        #expect(stroke.path.allSatisfy { $0.x.isFinite && $0.y.isFinite }, "seed \(seed)")
      }
      for case .fill(let fill) in layout.commands {
        #expect(fill.contours.joined().allSatisfy { $0.x.isFinite && $0.y.isFinite })
      }
    }
  }

  @Test func `lines that reach the right edge are named there`() throws {
    let layout = try FigureLayout(of: Samples.loss)
    let names = layout.labels.filter { $0.origin.x > layout.areas[0].maxX }.map(\.text)
    #expect(names.contains("mean-only BN + WN"))
    #expect(names.contains("chance"))
    #expect(!names.contains("diverged"))
  }

  @Test func `a line that ends early moves the names into a legend`() throws {
    var figure = Samples.seeds
    guard case .curve(var curve) = figure.panels[0].marks[0] else { return }
    for index in 100..<curve.y.count { curve.y[index] = nil }
    figure.panels[0].marks[0] = .curve(curve)
    let layout = try FigureLayout(of: figure)
    let name = try #require(layout.labels.first { $0.text == "standard" })
    #expect(name.box.maxY < layout.areas[0].minY)
  }

  @Test func `names too long for the margin move into a legend`() throws {
    var figure = Samples.seeds
    guard case .curve(var curve) = figure.panels[0].marks[0] else { return }
    curve.label = "a method whose name is much too long to stand beside its line"
    figure.panels[0].marks[0] = .curve(curve)
    let layout = try FigureLayout(of: figure)
    let name = try #require(layout.labels.first { $0.text == curve.label })
    #expect(name.box.maxY < layout.areas[0].minY)
  }

  @Test func `shared axes are labelled once and have one range`() throws {
    let layout = try FigureLayout(of: Samples.multiples)
    #expect(layout.labels.filter { $0.text == "final loss" }.count == 1)
    #expect(layout.areas.count == 2)
    #expect(layout.areas[0].width == layout.areas[1].width)
    #expect(layout.areas[0].minY == layout.areas[1].minY)
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
}
