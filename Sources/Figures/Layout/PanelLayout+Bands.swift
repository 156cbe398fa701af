extension PanelLayout {
  /// The bands of curves. Those of one colour that lie on each other are told apart by edges dashed
  /// like their curves.
  func bands(of curves: [Curve]) -> [DrawCommand] {
    curves.enumerated().flatMap { index, curve in
      let style = curve.style
      let isCovered = curves.enumerated().contains { other, second in
        other != index && second.style.color == style.color
          && overlap(curve, second) >= Measure.bandOverlap
      }
      return stretches(of: curve).flatMap { stretch in
        [stretch.fill(style, in: cell.area)]
          + (isCovered ? stretch.edges(style, in: cell.area) : [])
      }
    }
  }

  /// The share of the plot's width over which two bands with the same positions cover each other.
  private func overlap(_ first: Curve, _ second: Curve) -> Double {
    guard let a = first.band, let b = second.band, first.x == second.x else { return 0 }
    let places = first.x.map(map.horizontal)
    let covers = first.x.indices.map { index -> Bool in
      guard let low = a.lower[index], let high = a.upper[index], let otherLow = b.lower[index],
        let otherHigh = b.upper[index]
      else { return false }
      return low < otherHigh && otherLow < high
    }
    let widths = places.indices.dropLast().map { index -> Double in
      guard covers[index], covers[index + 1], let from = places[index], let to = places[index + 1]
      else { return 0 }
      return abs(to - from)
    }
    return widths.reduce(0, +) / cell.area.width
  }

  /// A part of a band without a gap.
  private struct Stretch {
    var lower: [Point] = []
    var upper: [Point] = []

    /// One polygon.
    func fill(_ style: Style, in area: Rect) -> DrawCommand {
      let outline = upper + lower.reversed()
      return .fill(Fill(contours: [outline], color: style.color, opacity: 0.18, clip: area))
    }

    func edges(_ style: Style, in area: Rect) -> [DrawCommand] {
      [lower, upper].map { path in
        .stroke(
          Stroke(
            path: path, color: style.color.mixed(with: .white, 0.4), width: Measure.bandEdge,
            dash: style.dash.pattern, cap: .butt, clip: area))
      }
    }
  }

  /// An edge that a logarithmic axis can't show lies at the axis' lower end.
  private func stretches(of curve: Curve) -> [Stretch] {
    guard let band = curve.band else { return [] }
    var stretches = [Stretch()]
    for (index, x) in curve.x.enumerated() {
      if let across = map.horizontal(x), let low = band.lower[index], let high = band.upper[index] {
        let last = stretches.count - 1
        stretches[last].lower.append(
          Point(x: across, y: map.vertical(low) ?? cell.area.maxY))
        stretches[last].upper.append(
          Point(x: across, y: map.vertical(high) ?? cell.area.maxY))
      } else {
        stretches.append(Stretch())
      }
    }
    return stretches.filter { $0.lower.count > 1 }
  }
}
