extension PanelLayout {
  /// Bands behind everything, then seeds, then the lines themselves, then their markers.
  var curves: [DrawCommand] {
    let curves = content.panel.marks.compactMap { mark -> Curve? in
      if case .curve(let curve) = mark { curve } else { nil }
    }
    return bands(of: curves) + curves.flatMap(seeds) + curves.flatMap(line)
      + curves.enumerated().flatMap { markers(of: $1, number: $0) }
  }

  private func seeds(of curve: Curve) -> [DrawCommand] {
    let color = curve.style.color
    return curve.seeds.flatMap { seed in
      map.stretches(x: curve.x, y: seed).map { path in
        .stroke(
          Stroke(path: path, color: color, width: Measure.seed, opacity: 0.35, clip: clip))
      }
    }
  }

  /// A stretch of a single point is drawn as a dot.
  private func line(of curve: Curve) -> [DrawCommand] {
    let style = curve.style
    return map.stretches(x: curve.x, y: curve.y).map { path in
      let isDot = path.count == 1
      return .stroke(
        Stroke(
          path: path, color: style.color, width: isDot ? 4 : Measure.curve,
          dash: isDot ? [] : style.dash.pattern,
          cap: isDot || style.dash == .solid ? .round : .butt,
          clip: clip))
    }
  }

  /// The method's marker at every position where these are few, else sparsely.
  private func markers(of curve: Curve, number: Int) -> [DrawCommand] {
    guard curve.hasMarkers else { return [] }
    let style = curve.style
    let isDense = cell.area.width / Double(max(1, curve.x.count - 1)) < 16
    return map.stretches(x: curve.x, y: curve.y).flatMap { path in
      (isDense ? sparse(path, number: number) : path)
        .filter(cell.area.expanded(by: 1).contains)
        .flatMap { style.marker.commands(at: $0, color: style.color, clip: markerClip) }
    }
  }

  /// One point of every 44 pixels along x; neighbouring curves count these from different places,
  /// so that their markers don't lie on each other where the curves do.
  private func sparse(_ path: [Point], number: Int) -> [Point] {
    let spacing = 44.0
    let start = cell.area.minX + spacing * Double(number % 4) / 4
    var last = -1.0
    return path.filter { point in
      let place = ((point.x - start) / spacing).rounded(.down)
      defer { last = max(last, place) }
      return place > last
    }
  }

  var referenceLines: [DrawCommand] {
    content.references.flatMap { reference -> [DrawCommand] in
      let paths: [[Point]] =
        switch reference.form {
        case .horizontal(let y):
          map.vertical(y).map {
            [[Point(x: cell.area.minX, y: $0), Point(x: cell.area.maxX, y: $0)]]
          } ?? []
        case .vertical(let x):
          map.horizontal(x).map {
            [[Point(x: $0, y: cell.area.maxY), Point(x: $0, y: cell.area.minY)]]
          } ?? []
        case .curve(let x, let y): map.stretches(x: x, y: y)
        }
      return paths.map {
        .stroke(.reference(along: $0, dash: content.dash(of: reference), clip: cell.area))
      }
    }
  }

  var points: [DrawCommand] {
    content.panel.marks.flatMap { mark -> [DrawCommand] in
      guard case .points(let points) = mark else { return [] }
      let color = points.style.color
      return zip(points.x, points.y).flatMap { x, y -> [DrawCommand] in
        guard let at = map.point(x, y), cell.area.expanded(by: 1).contains(at) else { return [] }
        return points.marker.commands(at: at, color: color, radius: 4, clip: markerClip)
      }
    }
  }
}
