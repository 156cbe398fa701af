import Foundation
import Testing

@testable import Figures

struct HistogramTests {
  static func histogram(
    _ values: [[Double]], bins: Histogram.Bins = .automatic, height: Histogram.Height = .counts
  ) -> Histogram {
    Histogram(
      samples: values.enumerated().map {
        .init(label: "sample \($0)", style: Style.series()[$0], values: $1)
      }, bins: bins, height: height)
  }

  static func figure(_ histogram: Histogram, x: Axis.Scale = .linear) -> Figure {
    let panel = Panel(
      x: Axis(label: "x", scale: x), y: Axis(label: "n"), marks: [.histogram(histogram)])
    return Figure(panels: [panel])
  }

  @Test func `every value is in one bin with round edges`() throws {
    for seed in UInt64(0)..<200 {
      var random = SplitMix(seed)
      let scale = power(10, random.between(-9, 9))
      let values = (0..<(1 + random.below(300))).map { _ in random.between(-0.4, 1) * scale }
      let binned = Self.histogram([values]).binned(on: .linear)
      #expect(binned.heights[0].reduce(0, +) == Double(values.count), "seed \(seed)")
      #expect(binned.edges.count <= 2 * BinEdges.most, "seed \(seed)")
      guard values.count > 1 else { continue }
      let step = binned.edges[1] - binned.edges[0]
      let mantissa = step / power(10, log10(step).rounded(.down))
      #expect(
        [1, 2, 2.5, 3, 4, 5, 6, 8, 10].contains { abs(mantissa - $0) < 1e-6 },
        "seed \(seed): \(step)")
    }
  }

  @Test func `a value on an edge belongs to the upper bin, the last edge to the last`() {
    let histogram = Self.histogram([[0, 1, 1, 2, 3, -1, 4]], bins: .edges([0, 1, 2, 3]))
    #expect(histogram.binned(on: .linear).heights == [[1, 2, 2]])
    let tenths = Self.histogram([[0.1, 0.2, 0.3, 0.4]], bins: .edges([0.1, 0.2, 0.3, 0.4, 0.5]))
    #expect(tenths.binned(on: .linear).heights == [[1, 1, 1, 1]])
  }

  @Test func `shares are of all values of their sample`() {
    let histogram = Self.histogram(
      [[0.5, 0.5, 1.5, 7], [1.5]], bins: .edges([0, 1, 2]), height: .shares)
    #expect(histogram.binned(on: .linear).heights == [[0.5, 0.25], [0, 1]])
  }

  @Test func `so many bins as asked for lie between the extremes`() {
    let binned = Self.histogram([[2, 3], [7, 12]], bins: .count(5)).binned(on: .linear)
    #expect(binned.edges == [2, 4, 6, 8, 10, 12])
    #expect(binned.heights == [[2, 0, 0, 0, 0], [0, 0, 1, 0, 1]])
  }

  @Test func `on a logarithmic axis bins are even there and values it lacks are left out`() {
    let values = (0...8).map { power(10, Double($0) / 2) } + [0, -5]
    let binned = Self.histogram([values], bins: .count(4)).binned(on: .log)
    for (edge, decade) in zip(binned.edges, 0...4) {
      #expect(abs(edge / power(10, Double(decade)) - 1) < 1e-9)
    }
    #expect(binned.heights == [[2, 2, 2, 3]])
  }

  @Test func `a spread-out sample next to a narrow one leaves the narrow one its bins`() {
    let narrow = (0..<50).map { Double($0) / 50 }
    let wide = (0..<50).map { Double($0) / 10 }
    let edges = Self.histogram([narrow, wide]).binned(on: .linear).edges
    #expect(edges.count { $0 > 0.01 && $0 < 0.99 } >= 4)
  }

  static let degenerate: [[[Double]]] = [
    [[]], [[3]], [[2, 2, 2]], [[0, 0]], [[1e300, -1e300]], [[1e305, 1e307]], [[1e-303, 2e-303]],
    [[5], [5, 6], []], [[1e9, 1e9 + 1]], [(0..<1000).map { power(2, Double($0) - 500) }],
  ]

  @Test(arguments: degenerate)
  func `degenerate samples lay out and draw`(samples: [[Double]]) throws {
    for scale in Axis.Scale.allCases {
      var figure = Self.figure(Self.histogram(samples), x: scale)
      (figure.width, figure.height) = (240, 160)
      let layout = try FigureLayout(of: figure)
      #expect(LayoutFaults.texts(in: layout) == [])
      #expect(try !FigureRenderer.png(of: layout).isEmpty)
    }
  }

  @Test func `equal values have one bin around them and no values an axis from zero`() throws {
    let equal = Self.histogram([[2, 2, 2]]).binned(on: .linear)
    #expect(equal == BinnedHistogram(edges: [1.9, 2.1], heights: [[3]]))
    let empty = try FigureLayout(of: Self.figure(Self.histogram([[]])))
    #expect(!empty.labels.contains { $0.text.hasPrefix("−") })
  }

  @Test func `outlines differ in colour or dash, stand on zero and skip empty bins`() throws {
    let histogram = Self.histogram([[0.5, 2.5], [1.5]], bins: .edges([0, 1, 2, 3]))
    let layout = try FigureLayout(of: Self.figure(histogram))
    let outlines = layout.commands.compactMap { command -> Stroke? in
      if case .stroke(let stroke) = command, stroke.clip != nil { stroke } else { nil }
    }
    #expect(outlines.count == 3)
    #expect(outlines[0].color == outlines[1].color)
    #expect(outlines[0].color != outlines[2].color && outlines[0].dash != outlines[2].dash)
    for outline in outlines {
      #expect(outline.path.first?.y == layout.areas[0].maxY)
      #expect(outline.path.last?.y == layout.areas[0].maxY)
    }
    let names = layout.labels.map(\.text).filter { $0.hasPrefix("sample") }
    #expect(names == ["sample 0", "sample 1"])
  }
}
