/// A legend inside a panel, in a corner that no data enter.
enum CornerLegend {
  /// Between the legend and the edges of the plot area.
  private static let inset = Point(x: 10, y: 7)
  /// How far its white ground, which hides the grid, reaches beyond it.
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
      .map { (data: $0.data, corners: corners(of: $0.cell.area, for: legend)) }
    for clearance in clearances {
      for corner in 0..<4 {
        for (data, corners) in candidates {
          guard let box = corners?[corner] else { continue }
          let reach = box.expanded(by: clearance)
          if !data.contains(where: { $0.enters(reach) }) {
            let ground = Fill(contours: [box.expanded(by: margin).corners], color: .white)
            return [.fill(ground)] + legend.commands(at: Point(x: box.minX, y: box.minY))
          }
        }
      }
    }
    return nil
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
    if case .marker = key { true } else { false }
  }
}
