extension PanelContent {
  /// A mark, or a part of one, that nobody would see, and why; nil where all show.
  var invisibleMark: String? {
    panel.marks.lazy.compactMap(fault).first
  }

  private func fault(of mark: Mark) -> String? {
    switch mark {
    case .curve(let curve):
      return shows(line: zip(curve.x, curve.y).map { ($0, $1) }) ? nil : off("curve", curve.label)
    case .points(let points):
      // Points are events, and none may have happened.
      let isShown = points.x.isEmpty || zip(points.x, points.y).contains(where: shows)
      return isShown ? nil : off("points", points.label)
    case .reference(let reference):
      return shows(reference) ? nil : off("reference", reference.label)
    case .bars(let bars): return fault(of: bars)
    case .intervals(let intervals): return fault(of: intervals)
    case .stack:
      return y.scale == .log
        ? "a stack begins at zero, which a logarithmic y does not have; leave `scale` out" : nil
    case .histogram(let histogram): return fault(of: histogram)
    case .arrow(let arrow): return fault(of: arrow)
    case .circle, .heatMap: return nil
    }
  }

  private func off(_ kind: String, _ label: String) -> String {
    "nothing of \(kind) \"\(label)\" lies within the axes;"
      + " look at their min and max, at its values, and at the scale, as a logarithmic one has"
      + " positive numbers only"
  }
}

// MARK: Places

extension PanelContent {
  private func shows(_ x: Double, _ y: Double) -> Bool { shows(line: [(x, y)]) }

  /// Whether a point of the line, or a piece between two, may lie within the axes.
  private func shows(line: [(x: Double, y: Double?)]) -> Bool {
    let places = line.map { x, y -> Point? in
      guard let across = self.x.fraction(x), let up = y.flatMap(self.y.fraction) else { return nil }
      return Point(x: across, y: up)
    }
    return zip(places, places.dropFirst() + [nil]).contains { place, next in
      guard let place else { return false }
      let end = next ?? place
      return Self.meet(place.x, end.x) && Self.meet(place.y, end.y)
    }
  }

  /// Whether a stretch of an axis reaches into what is shown of it.
  private static func meet(_ one: Double, _ other: Double) -> Bool {
    min(one, other) <= 1 + 1e-9 && max(one, other) >= -1e-9
  }

  private func shows(_ reference: Reference) -> Bool {
    switch reference.form {
    case .horizontal(let y): self.y.fraction(y).map { Self.meet($0, $0) } ?? false
    case .vertical(let x): self.x.fraction(x).map { Self.meet($0, $0) } ?? false
    case .curve(let x, let y): shows(line: zip(x, y).map { ($0, $1) })
    }
  }
}

// MARK: Parts

extension PanelContent {
  private func fault(of bars: Bars) -> String? {
    for series in bars.series {
      let values = series.values.compactMap(\.self)
      if values.isEmpty { return "the bars \"\(series.label)\" have no value" }
      if y.scale == .log, let value = values.first(where: { $0 <= 0 }) {
        return "a bar of \"\(series.label)\" is \(NumberText.plain(value)), which a logarithmic y"
          + " does not have; leave `scale` out"
      }
    }
    return nil
  }

  private func fault(of intervals: Intervals) -> String? {
    for row in intervals.rows {
      guard let low = x.fraction(row.low), let high = x.fraction(row.high), Self.meet(low, high)
      else { return off("interval", row.label) }
    }
    return nil
  }

  private func fault(of histogram: Histogram) -> String? {
    let heights = histogram.binned(on: x.scale).heights
    let empty = zip(histogram.samples, heights).first { !$1.contains { $0 > 0 } }
    return empty.map { off("sample", $0.0.label) }
  }

  private func fault(of arrow: Arrow) -> String? {
    if arrow.tail == arrow.head {
      return "the arrow \"\(arrow.label)\" has no length: its tail is its head"
    }
    let line = [arrow.tail, arrow.head].map { (x: $0[0], y: Optional($0[1])) }
    return shows(line: line) ? nil : off("arrow", arrow.label)
  }
}
