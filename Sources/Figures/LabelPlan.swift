/// Which series are named at their line ends and which in a legend.
struct LabelPlan: Equatable, Sendable {
  /// A name to stand right of the panel, beside the end of its line.
  struct Direct: Equatable, Sendable {
    var label: String
    var color: Color
    /// Where the line ends, in data.
    var x: Double
    var y: Double
  }

  var direct: [Direct] = []
  var legend: [LegendEntry] = []

  /// Line ends carry the names in a single panel where all lines reach its right edge and where
  /// there is room beside and below each other; else a legend does.
  ///
  /// `allowsDirect` is false where laying out has shown that there is too little room.
  init(for contents: [PanelContent], width: Double, allowsDirect: Bool = true) {
    if allowsDirect, contents.count == 1, let content = contents.first,
      let direct = Self.direct(in: content),
      Self.widest(direct) <= width * 0.3
    {
      self.direct = direct
      legend = Self.rest(of: content, without: direct)
    } else {
      legend = Self.unique(contents.flatMap(\.legendEntries))
    }
  }

  private static func widest(_ labels: [Direct]) -> Double {
    labels.map { TextMetrics.width(of: $0.label, size: Measure.labelText) }.max() ?? 0
  }

  /// The line ends of a panel, or nil where one of its curves ends before the right edge.
  private static func direct(in content: PanelContent) -> [Direct]? {
    guard content.xCategories.isEmpty, content.heatMap == nil else { return nil }
    var labels: [Direct] = []
    for mark in content.panel.marks {
      switch mark {
      case .curve(let curve) where !curve.label.isEmpty:
        guard let label = curve.direct, reachesEdge(label, in: content) else { return nil }
        labels.append(label)
      case .reference(let reference) where !reference.label.isEmpty:
        if let label = reference.direct(in: content), reachesEdge(label, in: content) {
          labels.append(label)
        }
      case .stack(let stack):
        guard stack.direct.allSatisfy({ reachesEdge($0, in: content) }) else { return nil }
        labels += stack.direct
      default: break
      }
    }
    return labels.isEmpty ? nil : labels
  }

  private static func reachesEdge(_ label: Direct, in content: PanelContent) -> Bool {
    guard let across = content.x.fraction(label.x), let up = content.y.fraction(label.y) else {
      return false
    }
    return (0.93...1.001).contains(across) && (-0.001...1.001).contains(up)
  }

  /// The entries of what has no name at a line end yet.
  private static func rest(
    of content: PanelContent, without direct: [Direct]
  ) -> [LegendEntry] {
    let named = direct.map(\.label)
    return unique(content.legendEntries).filter { !named.contains($0.label) }
  }

  /// Every series once, in the order of first appearance, none without a name.
  private static func unique(_ entries: [LegendEntry]) -> [LegendEntry] {
    var result: [LegendEntry] = []
    for entry in entries where !entry.label.isEmpty {
      if let same = result.indices.first(where: { result[$0].merged(with: entry) != nil }) {
        result[same] = result[same].merged(with: entry) ?? entry
      } else {
        result.append(entry)
      }
    }
    return result
  }
}

extension Curve {
  fileprivate var direct: LabelPlan.Direct? {
    for (x, y) in zip(x, y).reversed() {
      guard let y else { continue }
      return LabelPlan.Direct(
        label: label, color: MethodStyle.drawn(style).color.readableOnWhite, x: x, y: y)
    }
    return nil
  }
}

extension Reference {
  fileprivate func direct(in content: PanelContent) -> LabelPlan.Direct? {
    switch form {
    case .horizontal(let y):
      return LabelPlan.Direct(label: label, color: Ink.referenceText, x: content.x.upper, y: y)
    case .vertical:
      return nil
    case .curve(let x, let y):
      let visible = zip(x, y).reversed()
        .first { content.x.contains($0) && content.y.contains($1) }
      return visible.map {
        LabelPlan.Direct(label: label, color: Ink.referenceText, x: $0.0, y: $0.1)
      }
    }
  }
}

extension Stack {
  /// Each layer's name beside the middle of its right end.
  fileprivate var direct: [LabelPlan.Direct] {
    guard let end = x.indices.last else { return [] }
    var floor = 0.0
    return layers.enumerated().map { index, layer in
      let value = layer.values[end]
      defer { floor += value }
      return LabelPlan.Direct(
        label: layer.label, color: Self.color(ofLayer: index).readableOnWhite, x: x[end],
        y: floor + value / 2)
    }
  }
}
