extension Figure {
  /// Checks that it can be drawn and then be read: every text has letters, every axis its ends, and
  /// every mark shows and is told from the others.
  ///
  /// - Throws: `notDrawable` or `noRoom`.
  public func check() throws(FigureError) {
    try validate()
    for (index, panel) in panels.enumerated() {
      if let what = panel.unreadable { throw .notDrawable(panel: index, what: what) }
    }
  }
}

extension Panel {
  /// What cannot be read in it, or nil.
  fileprivate var unreadable: String? {
    axisDefect ?? textDefect ?? repeatedName ?? lookalikes
      ?? PanelContent(self).invisibleMark
  }

  private var axisDefect: String? {
    if let what = x.defect(called: "x") ?? y.defect(called: "y") { return what }
    for case .heatMap(let heatMap) in marks {
      if let what = heatMap.color.defect(called: "color") { return what }
    }
    return nil
  }

  private var textDefect: String? {
    let texts = [title ?? "", x.label, y.label] + marks.flatMap(\.texts)
    for text in texts {
      if let fault = FigureText.fault(in: text) { return fault.advice }
    }
    return nil
  }

  /// Two names of one kind that are the same.
  private var repeatedName: String? {
    for (kind, names) in marks.flatMap(\.names) + [curveNames] {
      var seen: Set<String> = []
      if let name = names.first(where: { !$0.isEmpty && !seen.insert($0).inserted }) {
        return "two \(kind) are called \"\(name)\"; give one another name"
      }
    }
    return nil
  }

  private var curveNames: (String, [String]) {
    ("curves", marks.compactMap { if case .curve(let curve) = $0 { curve.label } else { nil } })
  }

  /// Two marks of one kind that look the same and are not.
  private var lookalikes: String? {
    let looks = marks.flatMap(\.looks)
    for (index, look) in looks.enumerated() {
      guard
        let other = looks[..<index].first(where: {
          $0.entry.key == look.entry.key && $0.entry.label != look.entry.label
        })
      else { continue }
      let styles = Style.series(unlike: looks.map(\.style)).prefix(6).map(\.name)
      return "\"\(other.entry.label)\" (style \(other.style.name)) and \"\(look.entry.label)\""
        + " (style \(look.style.name)) look the same; give one another style, such as"
        + " \(styles.joined(separator: ", "))"
    }
    return nil
  }
}

// MARK: Names and looks

extension Mark {
  /// The texts that are drawn of it.
  fileprivate var texts: [String] {
    switch self {
    case .curve(let curve): [curve.label]
    case .points(let points): [points.label]
    case .reference(let reference): [reference.label]
    case .arrow(let arrow): [arrow.label]
    case .circle(let circle): [circle.label]
    case .heatMap(let heatMap): [heatMap.color.label] + names.flatMap(\.1)
    case .bars, .intervals, .stack, .histogram: names.flatMap(\.1)
    }
  }

  /// The names that tell its parts apart, by what they are.
  fileprivate var names: [(String, [String])] {
    switch self {
    case .bars(let bars):
      [("categories", bars.categories), ("series of bars", bars.series.map(\.label))]
    case .intervals(let intervals): [("rows", intervals.rows.map(\.label))]
    case .stack(let stack): [("layers", stack.layers.map(\.label))]
    case .histogram(let histogram): [("samples", histogram.samples.map(\.label))]
    case .heatMap(let heatMap):
      [("rows", heatMap.rows.map(\.label)), ("categories", heatMap.columnNames)]
    case .curve, .points, .reference, .arrow, .circle: []
    }
  }

  /// What a reader has to tell its parts by, with the styles.
  fileprivate var looks: [(entry: LegendEntry, style: Style)] {
    switch self {
    case .curve(let curve): [(curve.legendEntry, curve.style)]
    case .points(let points): [(points.legendEntry, points.style)]
    case .bars(let bars):
      bars.series.map {
        (LegendEntry(label: $0.label, key: .area(Bars.color(of: $0.style))), $0.style)
      }
    case .histogram(let histogram):
      histogram.samples.map { sample in
        let key = LegendEntry.Key.step(color: sample.style.color, dash: sample.style.dash)
        return (LegendEntry(label: sample.label, key: key), sample.style)
      }
    case .reference, .intervals, .stack, .heatMap, .arrow, .circle: []
    }
  }
}

extension HeatMap {
  fileprivate var columnNames: [String] {
    if case .names(let names) = columns { names } else { [] }
  }
}
