import Testing

@testable import Figures

struct AxisRangeTests {
  @Test func `padding leaves the same share at both ends`() {
    let range = AxisRange(of: [-10, 10], axis: Axis(label: ""), padding: 0.05)
    #expect(range == AxisRange(scale: .linear, lower: -11, upper: 11))
  }

  @Test func `padding does not carry positive data below zero`() {
    let range = AxisRange(of: [0.01, 2], axis: Axis(label: ""), padding: 0.05)
    #expect(range.lower == 0)
  }

  @Test func `an end near the next tick moves there, another or a given one stays`() {
    func closed(_ lower: Double, _ upper: Double, axis: Axis = Axis(label: "")) -> AxisRange {
      var range = AxisRange(scale: .linear, lower: lower, upper: upper)
      range.close(at: [0, 2, 4], axis: axis, reach: 1.0 / 3)
      return range
    }
    #expect(closed(-1.5, 5.4) == AxisRange(scale: .linear, lower: -2, upper: 6))
    #expect(closed(-1.2, 5.2) == AxisRange(scale: .linear, lower: -1.2, upper: 5.2))
    #expect(closed(0, 4) == AxisRange(scale: .linear, lower: 0, upper: 4))
    let given = Axis(label: "", lowerBound: -1.5, upperBound: 5.4)
    #expect(closed(-1.5, 5.4, axis: given) == AxisRange(scale: .linear, lower: -1.5, upper: 5.4))
  }

  @Test func `a y axis bears a label at the tick that its data come near`() throws {
    let curve = Curve(label: "", style: "wn", x: [0, 1], y: [0, 13.3])
    let panel = Panel(x: Axis(label: "x"), y: Axis(label: "y"), marks: [.curve(curve)])
    let layout = try FigureLayout(of: Figure(panels: [panel]))
    let top = try #require(layout.labels.first { $0.text == "14" })
    #expect(abs(top.box.minY + top.box.maxY - 2 * layout.areas[0].minY) < 3)
  }

  @Test func `an x axis that a sliver parts from the next tick ends there`() throws {
    func lastTick(_ end: Double) throws -> String? {
      let curve = Curve(label: "", style: "wn", x: [0, end], y: [0, 1])
      let axis = Axis(label: "step", integerTicks: true)
      let panel = Panel(x: axis, y: Axis(label: "y"), marks: [.curve(curve)])
      let layout = try FigureLayout(of: Figure(panels: [panel]))
      return layout.labels.map(\.text).filter { (Int($0) ?? 0) > 100 }.last
    }
    #expect(try lastTick(399) == "400")
    #expect(try lastTick(380) == "350")
  }

  @Test func `the figure's own ends win`() {
    let axis = Axis(label: "", lowerBound: 1, upperBound: 3)
    #expect(AxisRange(of: [0, 10], axis: axis) == AxisRange(scale: .linear, lower: 1, upper: 3))
  }

  @Test func `a logarithmic axis leaves out what is not positive`() {
    let range = AxisRange(of: [-5, 0, 1, 100], axis: Axis(label: "", scale: .log))
    #expect(abs(range.lower - 1) < 1e-12 && abs(range.upper - 100) < 1e-9)
    #expect(range.fraction(0) == nil)
    #expect(range.fraction(10).map { abs($0 - 0.5) < 1e-12 } == true)
  }

  static let strange: [[Double]] = [
    [], [0], [5], [-3], [1e-300], [1e300], [1e-300, 1e300], [-1e308, 1e308], [3, 3, 3],
    [1, 1 + 1e-15], [0, .leastNonzeroMagnitude], [-1e300, -1e-300], [.greatestFiniteMagnitude],
  ]

  @Test(arguments: strange)
  func `every set of values gives a range that can be drawn`(_ values: [Double]) {
    for scale in Axis.Scale.allCases {
      let range = AxisRange(of: values, axis: Axis(label: "", scale: scale), padding: 0.05)
      #expect(range.lower < range.upper)
      #expect(range.lower.isFinite && range.upper.isFinite)
      #expect(scale == .linear || range.lower > 0)
      for value in values {
        guard let fraction = range.fraction(value) else { continue }
        #expect(fraction.isFinite && abs(fraction) <= 1000)
      }
    }
  }

  @Test func `ends in the wrong order still give a range`() {
    let axis = Axis(label: "", scale: .log, lowerBound: 10, upperBound: 0.1)
    let range = AxisRange(of: [1], axis: axis)
    #expect(range.lower < range.upper && range.lower > 0)
  }
}
