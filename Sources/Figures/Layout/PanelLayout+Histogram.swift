extension PanelLayout {
  /// Samples over each other: first the light fills, then the outlines.
  var histograms: [DrawCommand] {
    content.panel.marks.flatMap { mark -> [DrawCommand] in
      guard case .histogram(let histogram) = mark else { return [] }
      let binned = histogram.binned(on: content.x.scale)
      let drawings = zip(histogram.samples, binned.heights).map { sample, heights in
        (sample.style, steps(binned.edges, heights))
      }
      return drawings.flatMap(fills) + drawings.flatMap(outlines)
    }
  }

  private func fills(of style: Style, _ paths: [[Point]]) -> [DrawCommand] {
    paths.map {
      .fill(
        Fill(
          contours: [$0], color: style.color, opacity: Measure.histogramFill, clip: cell.area))
    }
  }

  private func outlines(of style: Style, _ paths: [[Point]]) -> [DrawCommand] {
    paths.map {
      .stroke(
        Stroke(
          path: $0, color: style.color, width: Measure.step, dash: style.dash.pattern,
          cap: .butt, clip: clip))
    }
  }

  /// The outline of every run of bins that are not empty, from foot to foot, on whole pixels.
  private func steps(_ edges: [Double], _ heights: [Double]) -> [[Point]] {
    let foot = Raster.snapped(map.baseline)
    var paths: [[Point]] = []
    var path: [Point] = []
    func close() {
      if let last = path.last { paths.append(path + [Point(x: last.x, y: foot)]) }
      path = []
    }
    for (index, height) in heights.enumerated() {
      guard height > 0, let left = map.horizontal(edges[index]),
        let right = map.horizontal(edges[index + 1]), let top = map.vertical(height)
      else {
        close()
        continue
      }
      let y = Raster.snapped(top)
      if path.isEmpty { path.append(Point(x: Raster.snapped(left), y: foot)) }
      path += [Point(x: Raster.snapped(left), y: y), Point(x: Raster.snapped(right), y: y)]
    }
    close()
    return paths
  }
}
