extension Figure {
  /// Checks that everything has a place on paper, before anything is drawn.
  ///
  /// - Throws: `notDrawable` or `noRoom`.
  func validate() throws(FigureError) {
    guard !panels.isEmpty, columns >= 1, (100...4000).contains(width),
      (80...4000).contains(height)
    else { throw .noRoom(width: width, height: height) }
    for (index, panel) in panels.enumerated() {
      for mark in panel.marks {
        if let what = mark.defect { throw .notDrawable(panel: index, what: what) }
      }
      if let what = panel.defect { throw .notDrawable(panel: index, what: what) }
    }
  }
}

extension Mark {
  /// What keeps it from being drawn, or nil.
  var defect: String? {
    switch self {
    case .curve(let curve): curve.defect
    case .points(let points):
      Defect.inPairs(points.x, points.y, of: "points \"\(points.label)\"")
    case .reference(let reference): reference.defect
    case .bars(let bars): bars.defect
    case .intervals(let intervals): intervals.defect
    case .stack(let stack): stack.defect
    case .heatMap(let heatMap): heatMap.defect
    case .histogram(let histogram): histogram.defect
    case .arrow(let arrow):
      Defect.inPlane(arrow.tail, of: "the tail of arrow \"\(arrow.label)\"")
        ?? Defect.inPlane(arrow.head, of: "the head of arrow \"\(arrow.label)\"")
    case .circle(let circle):
      Defect.inPlane(circle.center, of: "the centre of circle \"\(circle.label)\"")
        ?? (circle.radius.isFinite && circle.radius > 0
          ? nil : "the radius of circle \"\(circle.label)\" is not a positive number")
    }
  }
}

/// The texts that say what is wrong with numbers.
enum Defect {
  static func inPairs(_ x: [Double], _ y: [Double], of name: String) -> String? {
    if x.count != y.count { return "\(name) have \(x.count) values of x and \(y.count) of y" }
    return inNumbers(x, of: "x of \(name)") ?? inNumbers(y, of: "y of \(name)")
  }

  static func inNumbers(_ values: [Double], of name: String) -> String? {
    guard let index = values.firstIndex(where: { !$0.isFinite }) else { return nil }
    return "\(name) is not finite at position \(index)"
  }

  static func inValues(_ values: [Double?], count: Int, of name: String) -> String? {
    if values.count != count { return "\(name) has \(values.count) values, not \(count)" }
    return inNumbers(values.map { $0 ?? 0 }, of: name)
  }

  static func inIncreasing(_ values: [Double], of name: String) -> String? {
    if let what = inNumbers(values, of: name) { return what }
    guard let index = zip(values, values.dropFirst()).enumerated().first(where: { $1.0 >= $1.1 })
    else { return nil }
    return "\(name) don't increase after position \(index.offset)"
  }

  static func inPlane(_ point: [Double], of name: String) -> String? {
    if point.count != 2 { return "\(name) has \(point.count) coordinates, not 2" }
    return inNumbers(point, of: name)
  }
}

extension Curve {
  fileprivate var defect: String? {
    let name = "curve \"\(label)\""
    if let what = Defect.inNumbers(x, of: "x of \(name)") { return what }
    if let what = Defect.inValues(y, count: x.count, of: "y of \(name)") { return what }
    for (index, seed) in seeds.enumerated() {
      let name = "seed \(index) of \(name)"
      if let what = Defect.inValues(seed, count: x.count, of: name) { return what }
    }
    guard let band else { return nil }
    return Defect.inValues(band.lower, count: x.count, of: "the lower band edge of \(name)")
      ?? Defect.inValues(band.upper, count: x.count, of: "the upper band edge of \(name)")
  }
}

extension Reference {
  fileprivate var defect: String? {
    switch form {
    case .horizontal(let y): Defect.inNumbers([y], of: "reference \"\(label)\"")
    case .vertical(let x): Defect.inNumbers([x], of: "reference \"\(label)\"")
    case .curve(let x, let y): Defect.inPairs(x, y, of: "reference \"\(label)\"")
    }
  }
}

extension Bars {
  fileprivate var defect: String? {
    for one in series {
      let name = "bar series \"\(one.label)\""
      if let what = Defect.inValues(one.values, count: categories.count, of: name) { return what }
    }
    return nil
  }
}

extension Intervals {
  fileprivate var defect: String? {
    if let margin, !(margin >= 0 && margin.isFinite) { return "the margin is not a number ≥ 0" }
    for row in rows {
      let name = "interval \"\(row.label)\""
      let values = [row.estimate, row.low, row.high]
      if let what = Defect.inNumbers(values, of: name) { return what }
      if row.low > row.high { return "\(name) ends before it starts" }
    }
    return nil
  }
}

extension Stack {
  fileprivate var defect: String? {
    if let what = Defect.inNumbers(x, of: "x of the stack") { return what }
    for layer in layers {
      let name = "layer \"\(layer.label)\""
      if let what = Defect.inValues(layer.values, count: x.count, of: name) { return what }
      if layer.values.contains(where: { $0 < 0 }) { return "\(name) has a negative value" }
    }
    return nil
  }
}

extension Panel {
  /// What keeps its marks from being drawn together, or nil.
  var defect: String? {
    let heatMaps = marks.count { if case .heatMap = $0 { true } else { false } }
    return heatMaps > 1 ? "it has \(heatMaps) heat maps and room for one colour bar" : nil
  }
}

extension Axis {
  /// What keeps its ends from being shown as they are asked for, or nil; `name` is its key.
  public func defect(called name: String) -> String? {
    for (end, bound) in [("min", lowerBound), ("max", upperBound)] {
      guard let bound else { continue }
      let number = NumberText.plain(bound)
      if !bound.isFinite || abs(bound) > AxisRange.largest {
        return "\(name).\(end) is beyond ±1e300; leave it out or give a smaller number"
      }
      if scale == .log, bound <= 0 {
        return "\(name).\(end) is \(number) and a logarithmic axis has positive numbers only;"
          + " give one, or leave it out"
      }
    }
    guard let lowerBound, let upperBound, lowerBound >= upperBound else { return nil }
    return "\(name).min, \(NumberText.plain(lowerBound)), is not below \(name).max,"
      + " \(NumberText.plain(upperBound))"
  }
}
