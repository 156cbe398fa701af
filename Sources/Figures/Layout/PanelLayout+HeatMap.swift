extension PanelLayout {
  /// A cell and its place on paper.
  private struct Tile {
    var cell: HeatMap.Cell
    var box: Rect
  }

  /// Cells as rectangles of whole pixels with thin gaps, their signs, and their values where all
  /// of these have room.
  var heatMap: [DrawCommand] {
    guard let heatMap = content.heatMap else { return [] }
    let tiles = tiles(of: heatMap)
    return tiles.flatMap(drawing) + values(in: tiles, on: heatMap.color.scale)
  }

  private func tiles(of heatMap: HeatMap) -> [Tile] {
    let columns = heatMap.spans(on: content.x.scale).map { span -> ClosedRange<Double>? in
      guard let span, let left = map.horizontal(span.lower),
        let right = map.horizontal(span.upper)
      else { return nil }
      return snapped(left, right, within: cell.area.minX...cell.area.maxX)
    }
    let rows = heatMap.rows.indices.map { index -> ClosedRange<Double>? in
      let position = Double(heatMap.rows.count - 1 - index)
      guard let top = map.vertical(position + 0.5), let bottom = map.vertical(position - 0.5)
      else { return nil }
      return snapped(top, bottom, within: cell.area.minY...cell.area.maxY)
    }
    let gaps = Point(x: gap(between: columns), y: gap(between: rows))
    return zip(heatMap.rows, rows).flatMap { row, down -> [Tile] in
      zip(row.cells, columns).compactMap { cell, across in
        guard cell != .empty, let across, let down else { return nil }
        let box = Rect(
          minX: across.lowerBound + gaps.x / 2, minY: down.lowerBound + gaps.y / 2,
          maxX: across.upperBound - gaps.x / 2, maxY: down.upperBound - gaps.y / 2)
        return Tile(cell: cell, box: box)
      }
    }
  }

  /// A stretch moved to whole pixels of the picture, nil where nothing of it is in `limits`.
  private func snapped(
    _ from: Double, _ to: Double, within limits: ClosedRange<Double>
  ) -> ClosedRange<Double>? {
    let start = max(Raster.snapped(from), limits.lowerBound)
    let end = min(Raster.snapped(to), limits.upperBound)
    return start < end ? start...end : nil
  }

  /// One pixel, none between cells so narrow that it would pale them.
  private func gap(between cells: [ClosedRange<Double>?]) -> Double {
    let widths = cells.compactMap(\.self).map { $0.upperBound - $0.lowerBound }
    return (widths.min() ?? 0) < 5 ? 0 : 1
  }

  private func drawing(_ tile: Tile) -> [DrawCommand] {
    func fill(_ color: Color) -> DrawCommand {
      .fill(Fill(contours: [tile.box.corners], color: color))
    }
    func sign(_ marker: Marker) -> [DrawCommand] {
      let radius = min(4.5, min(tile.box.width, tile.box.height) * 0.3)
      return marker.commands(
        at: tile.box.center, color: Ink.text, radius: radius, hasRim: false)
    }
    switch tile.cell {
    case .value(let value): return [fill(color(of: value))]
    case .blowUp: return [fill(Ink.margin)] + sign(.cross)
    case .collapse: return [fill(Ink.margin)] + sign(.ring)
    case .empty: return []
    }
  }

  private func color(of value: Double) -> Color {
    content.color?.color(of: value) ?? Ink.margin
  }

  /// The values, where all of them have room.
  private func values(in tiles: [Tile], on scale: Axis.Scale) -> [DrawCommand] {
    let valued = tiles.compactMap { tile -> (value: Double, box: Rect)? in
      if case .value(let value) = tile.cell { (value, tile.box) } else { nil }
    }
    let text = CellText(of: valued.map(\.value), in: valued.map(\.box), on: scale)
    guard let text else { return [] }
    return zip(valued, text.texts).map { tile, line in
      .text(
        TextLine(
          line, at: tile.box.center, align: 0.5, size: text.size,
          color: color(of: tile.value).contrasting))
    }
  }
}
