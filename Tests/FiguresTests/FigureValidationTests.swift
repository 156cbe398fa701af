import Testing

@testable import Figures

struct FigureValidationTests {
  static func figure(_ mark: Mark) -> Figure {
    Figure(panels: [Panel(x: Axis(label: "x"), y: Axis(label: "y"), marks: [mark])])
  }

  static let defects: [Mark] = [
    .curve(Curve(label: "a", style: "wn", x: [0, 1], y: [0])),
    .curve(Curve(label: "a", style: "wn", x: [0, .nan], y: [0, 1])),
    .curve(Curve(label: "a", style: "wn", x: [0, 1], y: [0, .infinity])),
    .curve(Curve(label: "a", style: "wn", x: [0], y: [0], band: Band(lower: [], upper: [1]))),
    .curve(Curve(label: "a", style: "wn", x: [0], y: [0], seeds: [[0, 1]])),
    .points(Points(label: "a", style: "wn", x: [0, 1], y: [0])),
    .reference(Reference(label: "a", form: .horizontal(y: .nan))),
    .bars(
      Bars(categories: ["a", "b"], series: [.init(label: "s", style: "wn", values: [1])])),
    .intervals(
      Intervals(rows: [.init(label: "a", style: "wn", estimate: 0, low: 1, high: -1)])),
    .intervals(Intervals(rows: [], margin: -1)),
    .stack(Stack(x: [0, 1], layers: [.init(label: "a", values: [1, -1])])),
    heatMap(.positions([1, 1]), [.value(0), .value(1)]),
    heatMap(.positions([.nan]), [.value(0)]),
    heatMap(.names(["a", "b"]), [.value(0)]),
    heatMap(.names(["a"]), [.value(.infinity)]),
    histogram([0, .nan]),
    histogram([0], bins: .count(0)),
    histogram([0], bins: .edges([1])),
    histogram([0], bins: .edges([1, 3, 2])),
    .arrow(Arrow(label: "a", style: "weight", tail: [0], head: [1, 1])),
    .circle(Circle(label: "a", center: [0, 0], radius: 0)),
  ]

  private static func heatMap(_ columns: HeatMap.Columns, _ cells: [HeatMap.Cell]) -> Mark {
    .heatMap(
      HeatMap(columns: columns, rows: [.init(label: "r", cells: cells)], color: Axis(label: "v")))
  }

  private static func histogram(
    _ values: [Double], bins: Histogram.Bins = .automatic
  ) -> Mark {
    .histogram(
      Histogram(samples: [.init(label: "s", style: "wn", values: values)], bins: bins))
  }

  @Test func `two heat maps in a panel are refused, a second colour bar having no place`() {
    let map = Self.heatMap(.names(["a"]), [.value(0)])
    var figure = Self.figure(map)
    figure.panels[0].marks.append(map)
    #expect(
      throws: FigureError.notDrawable(
        panel: 0, what: "it has 2 heat maps and room for one colour bar")
    ) { try FigureLayout(of: figure) }
  }

  @Test(arguments: defects)
  func `values that have no place are refused with their panel`(_ mark: Mark) {
    do throws(FigureError) {
      _ = try FigureLayout(of: Self.figure(mark))
      Issue.record("laid out \(mark)")
    } catch {
      guard case .notDrawable(let panel, let what) = error else {
        Issue.record("another error: \(error)")
        return
      }
      #expect(panel == 0)
      #expect(!what.isEmpty)
      #expect(error.description.hasPrefix("panel 1 can't be drawn: "))
    }
  }

  @Test func `a figure without panels or without room is refused`() {
    #expect(throws: FigureError.noRoom(width: 720, height: 450)) {
      try FigureLayout(of: Figure(panels: []))
    }
    var crowded = Figure(
      panels: [Panel](repeating: Samples.rates("t", 0), count: 40), columns: 8)
    #expect(throws: FigureError.noRoom(width: 720, height: 450)) {
      try FigureLayout(of: crowded)
    }
    crowded.width = 1e9
    #expect(throws: FigureError.self) { try FigureLayout(of: crowded) }
  }

  @Test func `a missing font is reported with what to install`() {
    let result = FontFile.find(among: ["/nowhere/DejaVuSans.ttf"], fontconfigName: nil)
    guard case .failure(let error) = result else {
      Issue.record("found a font nowhere")
      return
    }
    #expect(error.description.contains("/nowhere/DejaVuSans.ttf"))
    #expect(error.description.contains("fonts-dejavu-core"))
  }

  @Test func `the check of the host finds libgd and the font`() {
    let check = FontCheck()
    #expect(check.libgdVersion.split(separator: ".").count == 3)
    #expect(check.hasFreeType)
    #expect(check.fontPath?.hasSuffix(".ttf") == true)
    #expect(check.problem == nil)
  }
}
