import Figures
import Runs
import Testing

@testable import Reports

/// How a plot of many series becomes panels and pictures.
struct PlotSplitTests {
  private func series(
    _ name: String, y: String = "y", _ median: [Double?] = [1, 2, 3]
  ) -> Series {
    Series(
      name: name, explanation: "what is measured", x: Quantity("step"), y: Quantity(y),
      positions: median.indices.map { Double($0 + 1) }, median: median)
  }

  private func pictures(_ series: [Series]) throws -> [PlotPicture] {
    let record = RunRecord(
      experiment: "g", title: "", profile: "default", specification: .object([:]), seeds: [0],
      values: [], series: series)
    return try SeriesPlot(of: record, matching: ["*"], looks: .samples).pictures
  }

  /// The labels of each panel of each picture.
  private func labels(_ pictures: [PlotPicture]) -> [[[String]]] {
    pictures.map { picture in
      picture.figure.panels.map { panel in
        panel.marks.map { if case .curve(let curve) = $0 { curve.label } else { "" } }
      }
    }
  }

  private func names(_ cells: [String], _ arms: [String], _ kinds: [String]) -> [String] {
    cells.flatMap { cell in arms.flatMap { arm in kinds.map { "\(cell).\(arm).\($0)" } } }
  }

  @Test func `methods are compared in a panel, each with its own look`() throws {
    let names = names(["a", "b"], ["sgd", "adam"], ["loss"])
    let pictures = try pictures(names.map { series($0) })
    #expect(labels(pictures) == [[["adam", "sgd"], ["adam", "sgd"]]])
    let figure = pictures[0].figure
    #expect(
      figure.panels.map(\.title) == [
        "g.a.*.loss: what is measured", "g.b.*.loss: what is measured",
      ])
    #expect(figure.sharesX && figure.sharesY)
    #expect(pictures[0].panelPatterns == ["g.a.*.loss", "g.b.*.loss"])
  }

  @Test func `a method stands twice where cutting would leave single lines`() throws {
    let lines = ["sgd.l1", "sgd.l2", "adam.l1"].map { series($0) }
    #expect(labels(try pictures(lines)) == [[["adam l1", "sgd l1", "sgd l2"]]])
  }

  @Test func `eight lines stand together and nine are cut into few panels`() throws {
    let arms = (1...4).map { "n\($0)" }
    #expect(
      labels(try pictures(names(["a", "b"], arms, ["x"]).map { series($0) }))[0].map(\.count)
        == [8])
    #expect(
      labels(try pictures(names(["a", "b", "c"], arms, ["x"]).map { series($0) }))[0]
        .map(\.count) == [4, 4, 4])
  }

  @Test func `names that cannot be cut become runs, which say so`() throws {
    let many = try pictures((1...13).map { series("n\($0)") })
    #expect(labels(many)[0].map(\.count) == [6])
    #expect(labels(many).map { $0.map(\.count) } == [[6], [7]])
    #expect(
      many.flatMap { $0.figure.panels.map(\.title) } == [
        "g.* (1 of 2): what is measured", "g.* (2 of 2): what is measured",
      ])
  }

  @Test func `names of different lengths are cut where they first differ`() throws {
    let ragged =
      ["log.s1", "log.s2"] + names(["trained"], ["s1", "s2", "s3", "s4"], ["r1", "r2"])
    let counts = labels(try pictures(ragged.map { series($0) }))[0].map(\.count)
    #expect(counts == [2, 8])
  }

  @Test func `quantities of one panel share a picture, and many panels fill several`() throws {
    let few = (1...8).map { series("n", y: "y\($0)").named("n.y\($0)") }
    #expect(labels(try pictures(few)).map(\.count) == [8])
    let nine = few + [series("n.y9", y: "y9")]
    #expect(labels(try pictures(nine)).map(\.count) == [8, 1])
    let cells = (1...9).map { "c\($0)" }
    let many = try pictures(names(cells, ["sgd", "adam", "wn"], ["x"]).map { series($0) })
    #expect(labels(many).map(\.count) == [5, 4])
    // A method looks the same in all of them.
    let styles = many.flatMap(\.figure.panels).map { panel in
      panel.marks.compactMap { if case .curve(let curve) = $0 { curve.style.name } else { nil } }
    }
    #expect(Set(styles) == [["adam", "sgd", "wn"]])
  }

  @Test func `a panel that would be flat keeps its own y`() throws {
    let flat = names(["a", "b"], ["sgd", "adam"], ["x"]).map { name in
      series(name, name.hasPrefix("a") ? [1, 2, 3] : [100, 150, 200])
    }
    #expect(try pictures(flat)[0].figure.sharesY == false)
  }

  @Test func `where one line has markers all of its panel have`() throws {
    let long = [Double?](repeating: 1, count: 21)
    func markers(_ series: [Series]) throws -> [Bool] {
      try pictures(series)[0].figure.panels.flatMap(\.marks).map { mark in
        if case .curve(let curve) = mark { curve.hasMarkers } else { false }
      }
    }
    #expect(try markers([series("a", long), series("b", long)]) == [false, false])
    #expect(try markers([series("a", long), series("b")]) == [true, true])
  }

  @Test func `a series without a value is left out and named, unless all are`() throws {
    let some = try pictures([series("a"), series("b", [nil, nil, nil])])
    #expect(labels(some) == [[["a"]]])
    #expect(some[0].summary.hasSuffix("left out, having no value that the axes show: b"))
    let none = try pictures([series("b", [nil, nil, nil])])
    #expect(throws: ReportError.self) { try none[0].bytes() }
  }

  @Test func `a gallery is refused with a narrower pattern`() throws {
    let names = names((1...300).map { "c\($0)" }, (1...8).map { "n\($0)" }, ["x"])
    let error = ReportError.tooManyPictures(series: 2400, limit: 24, narrower: "g.c1.*.x")
    #expect(throws: error) { try pictures(names.map { series($0) }) }
    #expect(
      error.description
        == "2400 series fill more than 24 pictures; narrow the pattern, for example --plot 'g.c1.*.x'"
    )
  }
}

extension Series {
  fileprivate func named(_ name: String) -> Series {
    var series = self
    series.name = name
    return series
  }
}
