/// A name with what it looks like.
struct LegendEntry: Equatable, Sendable {
  enum Key: Equatable, Sendable {
    case line(color: Color, dash: Dash, marker: Marker?)
    /// Points, one shape or several side by side.
    case markers([Look])
    case area(Color)
    /// A light area under an outline.
    case step(color: Color, dash: Dash)
    case reference(Dash)
  }

  /// How one series draws its points.
  struct Look: Equatable, Sendable {
    var marker: Marker
    var color: Color
  }

  var label: String
  var key: Key

  /// The width that the key needs; a line shows its dashes, also beside a marker.
  var keyWidth: Double {
    switch key {
    case .line(_, let dash, let marker): dash == .solid || marker == nil ? 28 : 44
    case .reference, .step: 28
    case .markers(let looks): 12 * Double(looks.count)
    case .area: 12
    }
  }

  /// The key, drawn in the middle of `box`.
  func drawKey(in box: Rect) -> [DrawCommand] {
    let left = Point(x: box.minX, y: box.center.y)
    let right = Point(x: box.maxX, y: box.center.y)
    switch key {
    case .line(let color, let dash, let marker):
      let line = DrawCommand.stroke(
        Stroke(
          path: [left, right], color: color, width: Measure.curve, dash: dash.pattern, cap: .butt))
      return [line] + (marker.map { $0.commands(at: box.center, color: color) } ?? [])
    case .markers(let looks):
      let first = box.center.x - 6 * Double(looks.count - 1)
      return looks.enumerated().flatMap { index, look in
        look.marker.commands(
          at: Point(x: first + 12 * Double(index), y: box.center.y), color: look.color)
      }
    case .area(let color):
      let half = 5.5
      let square = Rect(
        minX: box.center.x - half, minY: box.center.y - half,
        maxX: box.center.x + half, maxY: box.center.y + half)
      return [.fill(Fill(contours: [square.corners], color: color))]
    case .step(let color, let dash):
      let area = Rect(
        minX: box.minX, minY: box.center.y - 5, maxX: box.maxX, maxY: box.center.y + 5)
      let corners = area.corners
      return [
        .fill(Fill(contours: [corners], color: color, opacity: Measure.histogramFill)),
        .stroke(
          Stroke(
            path: [corners[3], corners[0], corners[1], corners[2]], color: color,
            width: Measure.step, dash: dash.pattern, cap: .butt)),
      ]
    case .reference(let dash):
      return [.stroke(Stroke.reference(along: [left, right], dash: dash, clip: nil))]
    }
  }
}

extension LegendEntry {
  /// One entry for two of the same series: a line with and without its markers, or a line and its
  /// points; and one for points of the same name in several shapes. Nil where the two are different.
  func merged(with other: LegendEntry) -> LegendEntry? {
    if self == other { return self }
    if label == other.label, case .markers(let looks) = key, case .markers(let others) = other.key {
      let added = others.filter { !looks.contains($0) }
      return LegendEntry(label: label, key: .markers(looks + added))
    }
    guard label == other.label, let look = look, let second = other.look,
      look.color == second.color,
      look.dash == second.dash || look.dash == nil || second.dash == nil,
      look.marker == second.marker || look.marker == nil || second.marker == nil,
      let dash = look.dash ?? second.dash
    else { return nil }
    let marker = look.marker ?? second.marker
    return LegendEntry(label: label, key: .line(color: look.color, dash: dash, marker: marker))
  }

  /// Every series once, in the order of first appearance, none without a name.
  static func unique(_ entries: [LegendEntry]) -> [LegendEntry] {
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

  /// What is known of a series' look.
  private var look: (color: Color, dash: Dash?, marker: Marker?)? {
    switch key {
    case .line(let color, let dash, let marker): (color, dash, marker)
    case .markers(let looks) where looks.count == 1: (looks[0].color, nil, looks[0].marker)
    case .markers, .area, .step, .reference: nil
    }
  }
}

extension Stroke {
  /// A line that was not measured: thin, grey, dashed.
  static func reference(along path: [Point], dash: Dash, clip: Rect?) -> Stroke {
    Stroke(
      path: path, color: Ink.reference, width: Measure.referenceLine, dash: dash.pattern,
      cap: .butt, clip: clip)
  }
}

extension Marker {
  /// This marker, by default with a white rim, so that it stands off lines and its neighbours.
  func commands(
    at center: Point, color: Color, radius: Double = Measure.markerRadius, hasRim: Bool = true,
    clip: Rect? = nil
  ) -> [DrawCommand] {
    func scaled(_ radius: Double) -> [Point] { outline.map { center + $0 * radius } }
    let white = Stroke(path: closed(scaled(radius)), color: .white, width: 2, clip: clip)
    let rim = hasRim ? [DrawCommand.stroke(white)] : []
    guard isOpen else {
      return rim + [.fill(Fill(contours: [scaled(radius)], color: color, clip: clip))]
    }
    let inside = DrawCommand.fill(Fill(contours: [scaled(radius)], color: .white, clip: clip))
    let border = DrawCommand.stroke(
      Stroke(path: closed(scaled(radius * 0.95)), color: color, width: 1.5, clip: clip))
    return rim + [inside, border]
  }

  private func closed(_ path: [Point]) -> [Point] { path + path.prefix(1) }
}
