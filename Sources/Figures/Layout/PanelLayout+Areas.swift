extension PanelLayout {
  /// Stacked layers and bars.
  var areas: [DrawCommand] {
    content.panel.marks.flatMap { mark -> [DrawCommand] in
      switch mark {
      case .stack(let stack): layers(of: stack)
      case .bars(let bars): self.bars(bars)
      default: []
      }
    }
  }

  /// Each layer between the sum of those below and its own top, with a white seam between.
  private func layers(of stack: Stack) -> [DrawCommand] {
    var floor = [Double](repeating: 0, count: stack.x.count)
    var fills: [DrawCommand] = []
    var seams: [DrawCommand] = []
    for (index, layer) in stack.layers.enumerated() {
      let top = zip(floor, layer.values).map { $0 + $1 }
      let outline = edge(stack.x, top) + edge(stack.x, floor).reversed()
      fills.append(
        .fill(
          Fill(contours: [outline], color: Stack.color(ofLayer: index), clip: cell.area)))
      if index < stack.layers.count - 1 {
        seams.append(
          .stroke(
            Stroke(path: edge(stack.x, top), color: .white, width: 1, clip: cell.area)))
      }
      floor = top
    }
    return fills + seams
  }

  /// A value that a logarithmic axis can't show lies at its lower end.
  func edge(_ x: [Double], _ y: [Double]) -> [Point] {
    zip(x, y).compactMap { x, y in
      map.horizontal(x).map { Point(x: $0, y: map.vertical(y) ?? cell.area.maxY) }
    }
  }

  /// The line at zero, where it is not the lower end of the axis.
  private var baseline: [DrawCommand] {
    guard map.baseline < cell.area.maxY - 1 else { return [] }
    let left = Point(x: cell.area.minX, y: map.baseline)
    let right = Point(x: cell.area.maxX, y: map.baseline)
    return [.hairline(Hairline(from: left, to: right, color: Ink.spine))]
  }

  /// Groups fill four fifths of their place; bars of one group touch but for a hair. On a logarithmic
  /// axis, which has no zero to stand on, each is a dot.
  private func bars(_ bars: Bars) -> [DrawCommand] {
    let count = Double(max(1, bars.series.count))
    let slot = cell.area.width / Double(max(1, bars.categories.count))
    let width = min(slot * 0.8 / count, 56)
    return (content.y.scale == .linear ? baseline : [])
      + bars.series.enumerated().flatMap { position, series -> [DrawCommand] in
        let color = Bars.color(of: series.style)
        let offset = (Double(position) - count / 2) * width
        return series.values.enumerated().flatMap { category, value -> [DrawCommand] in
          guard let value, let top = map.vertical(value),
            let middle = map.horizontal(Double(category))
          else { return [] }
          let left = middle + offset + 0.5
          guard content.y.scale == .linear else {
            let look = series.style
            return look.marker.commands(
              at: Point(x: middle + offset + width / 2, y: top), color: look.color, radius: 4.5,
              clip: markerClip)
          }
          let bar = Rect(
            minX: left, minY: min(top, map.baseline), maxX: left + width - 1,
            maxY: max(top, map.baseline))
          return [.fill(Fill(contours: [bar.corners], color: color, clip: cell.area))]
        }
      }
  }
}
