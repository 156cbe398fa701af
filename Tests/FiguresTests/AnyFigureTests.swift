import Testing

@testable import Figures

/// Six hundred random figures, drawn again by their seed where one fails.
struct AnyFigureTests {
  @Test(arguments: 0..<6)
  func `any figure lays out without a fault, or is refused for want of room`(_ part: Int) throws {
    var crowded = 0
    for seed in UInt64(part * 100)..<UInt64(part * 100 + 100) {
      var random = SplitMix(seed)
      let figure = RandomFigure.figure(&random)
      guard let layout = try Self.layout(figure) else {
        crowded += 1
        continue
      }
      let faults = try LayoutFaults.all(in: layout, of: figure)
      #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(3))")
    }
    #expect(crowded <= 20)
  }

  /// The layout of a figure, or nil where it has too little room.
  static func layout(_ figure: Figure) throws -> FigureLayout? {
    do throws(FigureError) {
      return try FigureLayout(of: figure)
    } catch .noRoom {
      return nil
    }
  }

  @Test func `a number that is none is refused wherever it stands in a curve`() {
    for seed in UInt64(0)..<200 {
      var random = SplitMix(seed)
      let count = 1 + random.below(9)
      let bad = [Double.nan, .infinity, -.infinity][random.below(3)]
      var values = [[Double]](repeating: (0..<count).map(Double.init), count: 4)
      values[random.below(4)][random.below(count)] = bad
      let curve = Curve(
        label: "a", style: "wn", x: values[0], y: values[1],
        band: Band(lower: values[2], upper: values[3]))
      let panel = Panel(x: Axis(label: ""), y: Axis(label: ""), marks: [.curve(curve)])
      #expect(throws: FigureError.self, "seed \(seed)") {
        try FigureLayout(of: Figure(panels: [panel]))
      }
    }
  }
}
