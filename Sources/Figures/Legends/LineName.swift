/// A series' name to stand right of the panel, beside the end of its line.
struct LineName: Equatable, Sendable {
  var label: String
  var color: Color
  /// Where the line ends, in data.
  var x: Double
  var y: Double

  var width: Double { TextMetrics.width(of: label, size: Measure.labelText) }

  /// The names of all series of a figure, without those of stacked layers if these are named
  /// inside; nil where a series can't be named at its line's end: in one of several panels, or
  /// where it doesn't reach the right edge.
  static func all(in contents: [PanelContent], layersInside: Bool) -> [LineName]? {
    var all: [LineName] = []
    for content in contents {
      let layers = layersInside ? content.layerLabels : []
      let names = content.lineNames.filter { !layers.contains($0.label) }
      let named = names.map(\.label) + layers
      guard LegendEntry.unique(content.legendEntries).allSatisfy({ named.contains($0.label) })
      else {
        return nil
      }
      all += names
    }
    return all.isEmpty || contents.count == 1 ? all : nil
  }
}

extension PanelContent {
  fileprivate var layerLabels: [String] {
    panel.marks.flatMap { mark -> [String] in
      if case .stack(let stack) = mark { stack.layers.map(\.label) } else { [] }
    }
  }

  /// The names of what reaches the right edge.
  fileprivate var lineNames: [LineName] {
    guard xCategories.isEmpty, heatMap == nil else { return [] }
    return panel.marks.flatMap { mark -> [LineName] in
      switch mark {
      case .curve(let curve): isNamedByAxis(curve) ? [] : [curve.lineName].compactMap(\.self)
      case .reference(let reference): [reference.lineName(in: self)].compactMap(\.self)
      case .stack(let stack): stack.lineNames
      default: []
      }
    }.filter { !$0.label.isEmpty && reachesEdge($0) }
  }

  private func reachesEdge(_ name: LineName) -> Bool {
    guard let across = x.fraction(name.x), let up = y.fraction(name.y) else { return false }
    return (0.93...1.001).contains(across) && (-0.001...1.001).contains(up)
  }
}

extension Curve {
  fileprivate var lineName: LineName? {
    for (x, y) in zip(x, y).reversed() {
      guard let y else { continue }
      return LineName(
        label: label, color: style.color.readableOnWhite, x: x, y: y)
    }
    return nil
  }
}

extension Reference {
  fileprivate func lineName(in content: PanelContent) -> LineName? {
    switch form {
    case .horizontal(let y):
      return LineName(label: label, color: Ink.referenceText, x: content.x.upper, y: y)
    case .vertical:
      return nil
    case .curve(let x, let y):
      let visible = zip(x, y).reversed()
        .first { content.x.contains($0) && content.y.contains($1) }
      return visible.map {
        LineName(label: label, color: Ink.referenceText, x: $0.0, y: $0.1)
      }
    }
  }
}

extension Stack {
  /// Each layer's name beside the middle of its right end.
  fileprivate var lineNames: [LineName] {
    guard let end = x.indices.last else { return [] }
    var floor = 0.0
    return layers.enumerated().map { index, layer in
      let value = layer.values[end]
      defer { floor += value }
      return LineName(
        label: layer.label, color: Self.color(ofLayer: index).readableOnWhite, x: x[end],
        y: floor + value / 2)
    }
  }
}
