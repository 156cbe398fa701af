import Testing

@testable import Figures

/// What is drawn can be read, or is refused.
struct ReadabilityTests {
  private static func panel(
    _ marks: [Mark], title: String? = nil, x: Axis = Axis(label: "x"), y: Axis = Axis(label: "y")
  ) -> Panel {
    Panel(title: title, x: x, y: y, marks: marks)
  }

  private static func curve(
    _ label: String = "a", _ style: Style = "sgd", x: [Double] = [1, 2], y: [Double?] = [1, 2],
    hasMarkers: Bool = false
  ) -> Mark {
    .curve(Curve(label: label, style: style, x: x, y: y, hasMarkers: hasMarkers))
  }

  /// What is said of a panel, nil where it passes; picture and check agree.
  private static func fault(_ panel: Panel) -> String? {
    var figure = Figure(panels: [panel])
    (figure.width, figure.height) = (300, 200)
    do throws(FigureError) {
      try figure.check()
      return nil
    } catch {
      #expect(throws: error) { try figure.png() }
      guard case .notDrawable(0, let what) = error else { return "\(error)" }
      return what
    }
  }

  @Test(arguments: [
    ("𝐰", "type `w`"), ("Ⅷ ", "type `VIII`"), ("ｗ", "type `w`"), ("重", "other letters"),
    ("👩‍👩‍👧", "other letters"), ("w\u{304}", "other letters"), ("a\u{202E}b", "other letters"),
    ("a\u{200B}b", "other letters"), ("שלום", "other letters"), ("a\nb", "other letters"),
    ("a\u{FE0F}", "other letters"), ("\u{2800}", "other letters"), ("x^𝐰", "type `w`"),
  ])
  func `a character without a letter is refused wherever it is drawn`(
    text: String, advice: String
  ) {
    let bars = Bars(categories: [text], series: [.init(label: "a", style: "wn", values: [1])])
    let inner = Bars(categories: ["a"], series: [.init(label: text, style: "wn", values: [1])])
    let row = Intervals.Row(label: text, style: "wn", estimate: 1, low: 0, high: 2)
    let cells = [HeatMap.Row(label: "a", cells: [.value(1)])]
    let panels = [
      Self.panel([Self.curve(text)]), Self.panel([Self.curve()], title: text),
      Self.panel([Self.curve()], x: Axis(label: text)),
      Self.panel([Self.curve()], y: Axis(label: text)),
      Self.panel([.points(Points(label: text, style: "wn", x: [1], y: [1]))]),
      Self.panel([.reference(Reference(label: text, form: .horizontal(y: 1)))]),
      Self.panel([.bars(bars)]), Self.panel([.bars(inner)]),
      Self.panel([.intervals(Intervals(rows: [row]))]),
      Self.panel([.stack(Stack(x: [1, 2], layers: [.init(label: text, values: [1, 2])]))]),
      Self.panel([.arrow(Arrow(label: text, style: "unit", tail: [0, 0], head: [1, 1]))]),
      Self.panel([.circle(Circle(label: text, center: [0, 0], radius: 1))]),
      Self.panel([
        .histogram(Histogram(samples: [.init(label: text, style: "wn", values: [1, 2])]))
      ]),
      Self.panel([
        .heatMap(HeatMap(columns: .names([text]), rows: cells, color: Axis(label: "c")))
      ]),
      Self.panel([
        .heatMap(HeatMap(columns: .names(["a"]), rows: cells, color: Axis(label: text)))
      ]),
    ]
    for panel in panels {
      let fault = Self.fault(panel)
      #expect(fault?.hasPrefix("figures have no letter for `") == true, "\(panel)")
      #expect(fault?.hasSuffix(advice) == true, "\(fault ?? "")")
    }
  }

  @Test(arguments: [
    "é ñ Łódź Žluťoučký", "ϵ ϕ Ω", "потеря", "10⁻³ ‖v‖ t^¼ e^{−λt}", "∀ε∃δ ⟨a, b⟩ ← ⇔", "ˢⁿ",
  ])
  func `letters of other languages and signs of formulas have their widths`(text: String) {
    #expect(Self.fault(Self.panel([Self.curve(text)])) == nil)
  }

  @Test func `a letter and its accent are drawn as one letter`() throws {
    let runs = TextRun.runs(of: "cafe\u{301}^{e\u{301}}", size: 10)
    #expect(
      runs.map { Array($0.text.unicodeScalars) } == ["café", "é"].map { Array($0.unicodeScalars) })
  }

  @Test(arguments: [
    (Axis(label: "a", lowerBound: 10, upperBound: 1), "x.min, 10, is not below x.max, 1"),
    (Axis(label: "a", lowerBound: 1, upperBound: 1), "x.min, 1, is not below x.max, 1"),
    (
      Axis(label: "a", scale: .log, lowerBound: 0),
      "x.min is 0 and a logarithmic axis has positive numbers only; give one, or leave it out"
    ),
    (
      Axis(label: "a", scale: .log, upperBound: -1),
      "x.max is −1 and a logarithmic axis has positive numbers only; give one, or leave it out"
    ),
    (
      Axis(label: "a", upperBound: 1e301),
      "x.max is beyond ±1e300; leave it out or give a smaller number"
    ),
    (
      Axis(label: "a", lowerBound: -.infinity),
      "x.min is beyond ±1e300; leave it out or give a smaller number"
    ),
  ])
  func `ends that no axis can have are refused`(axis: Axis, what: String) {
    #expect(Self.fault(Self.panel([Self.curve()], x: axis)) == what)
  }

  static let alike: [([Mark], String)] = [
    (
      [curve("a", "sgd"), curve("b", "sgd")],
      "\"a\" (style sgd) and \"b\" (style sgd) look the same"
    ),
    (
      [curve("a", "wn"), curve("b", "wn-he")],
      "\"a\" (style wn) and \"b\" (style wn-he) look the same"
    ),
    ([curve("a", "sgd"), curve("a", "adam")], "two curves are called \"a\""),
    (
      ["a", "b"].map { .points(Points(label: $0, style: "wn", x: [1], y: [1])) },
      "\"a\" (style wn) and \"b\" (style wn) look the same"
    ),
    (
      [
        .bars(
          Bars(
            categories: ["c"],
            series: ["a", "b"].map { .init(label: $0, style: "wn", values: [1]) }))
      ], "\"a\" (style wn) and \"b\" (style wn) look the same"
    ),
    (
      [
        .bars(
          Bars(
            categories: ["c", "c"], series: [.init(label: "a", style: "wn", values: [1, 2])]))
      ], "two categories are called \"c\""
    ),
    (
      [
        .histogram(
          Histogram(samples: ["a", "b"].map { .init(label: $0, style: "wn", values: [1, 2]) }))
      ], "\"a\" (style wn) and \"b\" (style wn) look the same"
    ),
    (
      [
        .intervals(
          Intervals(
            rows: [1, 2].map {
              .init(label: "r", style: "wn", estimate: $0, low: 0, high: 3)
            }))
      ], "two rows are called \"r\""
    ),
    (
      [.stack(Stack(x: [1, 2], layers: [1, 2].map { .init(label: "l", values: [$0, 1]) }))],
      "two layers are called \"l\""
    ),
  ]

  @Test(arguments: alike.indices)
  func `marks that cannot be told apart are refused with both names`(index: Int) {
    let (marks, what) = Self.alike[index]
    #expect(Self.fault(Self.panel(marks))?.hasPrefix(what + ";") == true)
  }

  @Test func `markers and dashes tell lines of one colour apart`() {
    let marks = [
      Self.curve("a", "wn", hasMarkers: true), Self.curve("b", "wn-he", hasMarkers: true),
      Self.curve("c", "wn-ddi"), Self.curve("d", "wn"),
    ]
    #expect(Self.fault(Self.panel(marks)) == nil)
  }

  static let invisible: [(Panel, String)] = [
    (panel([curve(y: [nil, nil])]), "nothing of curve \"a\""),
    (panel([curve(y: [0, -1])], y: Axis(label: "y", scale: .log)), "nothing of curve \"a\""),
    (panel([curve()], x: Axis(label: "x", lowerBound: 5)), "nothing of curve \"a\""),
    (
      panel(
        [curve(), .points(Points(label: "p", style: "wn", x: [0], y: [-3]))],
        y: Axis(label: "y", scale: .log)),
      "nothing of points \"p\""
    ),
    (
      panel(
        [curve(), .reference(Reference(label: "r", form: .horizontal(y: 9)))],
        y: Axis(label: "y", upperBound: 3)),
      "nothing of reference \"r\""
    ),
    (
      panel([
        .bars(Bars(categories: ["c"], series: [.init(label: "b", style: "wn", values: [nil])]))
      ]), "the bars \"b\" have no value"
    ),
    (
      panel(
        [.bars(Bars(categories: ["c"], series: [.init(label: "b", style: "wn", values: [0])]))],
        y: Axis(label: "y", scale: .log)), "a bar of \"b\" is 0"
    ),
    (
      panel(
        [
          .intervals(
            Intervals(rows: [.init(label: "i", style: "wn", estimate: 1, low: 1, high: 2)]))
        ], x: Axis(label: "x", lowerBound: 5)), "nothing of interval \"i\""
    ),
    (
      panel(
        [.stack(Stack(x: [1, 2], layers: [.init(label: "l", values: [1, 2])]))],
        y: Axis(label: "y", scale: .log)), "a stack begins at zero"
    ),
    (
      panel([
        .histogram(
          Histogram(
            samples: [.init(label: "h", style: "wn", values: [5])], bins: .edges([0, 1])))
      ]), "nothing of sample \"h\""
    ),
    (
      panel([.arrow(Arrow(label: "v", style: "unit", tail: [1, 1], head: [1, 1]))]),
      "the arrow \"v\" has no length"
    ),
  ]

  @Test(arguments: invisible.indices)
  func `a mark that nobody would see is refused`(index: Int) {
    let (panel, what) = Self.invisible[index]
    #expect(Self.fault(panel)?.hasPrefix(what) == true, "\(Self.fault(panel) ?? "nothing")")
  }

  @Test func `a line that only crosses what is shown, and events that did not happen, pass`() {
    let crossing = Self.curve(x: [0, 10], y: [0, 10])
    let none = Mark.points(Points(label: "p", style: "wn", x: [], y: []))
    let window = Axis(label: "x", lowerBound: 4, upperBound: 6)
    #expect(Self.fault(Self.panel([crossing, none], x: window)) == nil)
  }
}
