/// Names of stacked layers, inside them at their right ends.
enum StackNames {
  /// Between a name and the right edge.
  private static let inset = 8.0
  /// Between a name and the edges of its layer, at least.
  private static let margin = 3.0

  /// The names of all layers in a figure's stacks, or nil where one is too thin for its name.
  static func commands(in layouts: [PanelLayout]) -> [DrawCommand]? {
    var names: [DrawCommand] = []
    for layout in layouts {
      for case .stack(let stack) in layout.content.panel.marks {
        for index in stack.layers.indices {
          guard let name = name(ofLayer: index, in: stack, layout) else { return nil }
          names.append(.text(name))
        }
      }
    }
    return names
  }

  /// A layer's name halfway between the edges that pass above and below it.
  private static func name(
    ofLayer index: Int, in stack: Stack, _ layout: PanelLayout
  ) -> TextLine? {
    let area = layout.cell.area
    let label = stack.layers[index].label
    let right = area.maxX - inset
    let left = right - TextMetrics.width(of: label, size: Measure.labelText)
    guard left - margin >= area.minX,
      let top = heights(of: stack.edge(index + 1), from: left - margin, to: right + margin, layout),
      let floor = heights(of: stack.edge(index), from: left - margin, to: right + margin, layout)
    else { return nil }
    let (ceiling, ground) = (max(top.upperBound, area.minY), min(floor.lowerBound, area.maxY))
    let line = TextLine(
      label, at: Point(x: right, y: (ceiling + ground) / 2), align: 1, size: Measure.labelText,
      color: Stack.color(ofLayer: index).contrasting)
    let box = line.box
    return box.minY - ceiling >= margin && ground - box.maxY >= margin ? line : nil
  }

  /// Between which heights an edge runs on a stretch of x, or nil where it doesn't cover that.
  private static func heights(
    of values: [(x: Double, y: Double)], from left: Double, to right: Double, _ layout: PanelLayout
  ) -> ClosedRange<Double>? {
    let strip = Rect(minX: left, minY: -1e7, maxX: right, maxY: 1e7)
    let path = layout.edge(values.map(\.x), values.map(\.y))
    let points = PathClip.parts(of: path, inside: strip).joined()
    guard let first = points.map(\.x).min(), let last = points.map(\.x).max(),
      first <= left + 1e-6, last >= right - 1e-6, let top = points.map(\.y).min(),
      let bottom = points.map(\.y).max()
    else { return nil }
    return top...bottom
  }
}

extension Stack {
  /// The sums of the lowest `count` layers along x.
  fileprivate func edge(_ count: Int) -> [(x: Double, y: Double)] {
    x.indices.map { index in (x[index], layers[..<count].reduce(0) { $0 + $1.values[index] }) }
  }
}
