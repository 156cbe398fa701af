/// A legend inside a panel, in a corner that no data enter.
enum CornerLegend {
  /// Between the legend and the edges of the plot area.
  private static let inset = Point(x: 10, y: 7)
  /// How far its white ground, which hides the grid, reaches beyond it where it doesn't reach the
  /// edge of the plot area.
  private static let margin = 4.0
  /// How far all data stay away from it, the roomiest corner being the best.
  private static let clearances = [40.0, 20, 8]

  /// The legend in the best corner of a panel that shows all its entries, or nil where there is no
  /// such corner; of equal ones the first panel's, the upper right before the upper left before the
  /// lower right. Markers alone would be read as data there.
  static func commands(for entries: [LegendEntry], in layouts: [PanelLayout]) -> [DrawCommand]? {
    guard !entries.allSatisfy(\.isMarker) else { return nil }
    let legend = Legend(column: entries)
    let candidates = layouts.filter { $0.hasRoomForLegend && $0.shows(entries) }
      .map { (data: $0.data, area: $0.cell.area, corners: corners(of: $0.cell.area, for: legend)) }
    for clearance in clearances {
      for corner in 0..<4 {
        for (data, area, corners) in candidates {
          guard let box = corners?[corner] else { continue }
          let reach = box.expanded(by: clearance)
          let ground = ground(of: box, isLeft: corner % 2 == 1, isLow: corner > 1, in: area)
          if !data.contains(where: { $0.enters(reach) || $0.enters(ground) }) {
            return [.fill(Fill(contours: [ground.corners], color: .white))]
              + legend.commands(at: Point(x: box.minX, y: box.minY))
          }
        }
      }
    }
    return nil
  }

  /// The white below a legend, up to the edges of its corner so that no stub of the grid is left
  /// between, but not onto the axes' lines.
  private static func ground(of box: Rect, isLeft: Bool, isLow: Bool, in area: Rect) -> Rect {
    let near = box.expanded(by: margin)
    return Rect(
      minX: isLeft ? area.minX + 1 : near.minX, minY: isLow ? near.minY : area.minY - 1,
      maxX: isLeft ? near.maxX : area.maxX + 1, maxY: isLow ? area.maxY - 1 : near.maxY)
  }

  /// Where a legend may stand, or nil where the plot area is too small for it.
  private static func corners(of area: Rect, for legend: Legend) -> [Rect]? {
    let (left, right) = (area.minX + inset.x, area.maxX - inset.x - legend.width)
    let (top, bottom) = (area.minY + inset.y, area.maxY - inset.y - legend.rowsHeight)
    guard left <= right, top <= bottom else { return nil }
    return [(right, top), (left, top), (right, bottom), (left, bottom)].map { x, y in
      Rect(minX: x, minY: y, maxX: x + legend.width, maxY: y + legend.rowsHeight)
    }
  }
}

extension PanelLayout {
  /// Whether its corners may be empty and have no names yet.
  fileprivate var hasRoomForLegend: Bool { content.heatMap == nil && !content.hasEqualUnits }

  fileprivate func shows(_ entries: [LegendEntry]) -> Bool {
    let own = LegendEntry.unique(content.legendEntries)
    return entries.allSatisfy(own.contains)
  }
}

extension LegendEntry {
  fileprivate var isMarker: Bool {
    if case .markers = key { true } else { false }
  }
}
