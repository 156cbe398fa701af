import Foundation

extension PanelLayout {
  /// The names of arrows and circles, each at the first free place of those around its end.
  var vectorNames: [DrawCommand] {
    var taken: [Rect] = []
    var lines: [DrawCommand] = []
    for candidate in arrows.map(candidates) + circles.map(candidates) {
      guard let line = place(candidate, avoiding: taken) else { continue }
      taken.append(line.box)
      lines.append(.text(line))
    }
    return lines
  }

  /// A name with its possible centres, the best first.
  private struct Candidate {
    var text: String
    var color: Color
    var centers: [Point]
  }

  /// Beyond the head, around it, further round it, then beside the middle of the shaft; a step, which
  /// starts at another arrow's head, is named beside its shaft first.
  private func candidates(of arrow: Arrow) -> Candidate {
    let tip = map.point(arrow.head)
    let tail = map.point(arrow.tail)
    let shaft = tip - tail
    let along = shaft * (1 / max(shaft.length, 1e-9))
    let middle = tail + shaft * 0.5
    let angles = [0, 0.6, -0.6, 1.2, -1.2, 1.8, -1.8, 2.4, -2.4].map {
      turned(along, by: $0)
    }
    let sides = [along.perpendicular, along.perpendicular * -1]
    let atTip = [1, 1.8].flatMap { distance in
      angles.map { around(tip, $0, arrow.label, distance: distance) }
    }
    let atShaft = [1, 1.6].flatMap { distance in
      sides.map { around(middle, $0, arrow.label, distance: distance) }
    }
    let isStep = arrows.contains { $0.head == arrow.tail }
    return Candidate(
      text: arrow.label, color: arrow.style.color.readableOnWhite,
      centers: isStep ? atShaft + atTip : atTip + atShaft)
  }

  /// Just outside the circle, all around it.
  private func candidates(of circle: Circle) -> Candidate {
    let center = map.point(circle.center)
    let path = path(of: circle)
    let first = [15, 45, 105, 75, 5, 55, 65, 115, 25, 35, 85, 95]
    let places = (first + [10, 50, 20, 40, 70, 110, 80, 100]).map { path[$0] }
    return Candidate(
      text: circle.label, color: Ink.referenceText,
      centers: places.map { place in
        let out = place - center
        return around(place, out * (1 / max(out.length, 1e-9)), circle.label)
      })
  }

  private func turned(_ vector: Point, by angle: Double) -> Point {
    vector * cos(angle) + vector.perpendicular * sin(angle)
  }

  /// The centre of a text that lies beside `point` in the given direction.
  private func around(
    _ point: Point, _ direction: Point, _ text: String, distance: Double = 1
  ) -> Point {
    let half = TextMetrics.width(of: text, size: Measure.axisText) / 2
    return Point(
      x: point.x + direction.x * (half + 6) * distance,
      y: point.y + direction.y * (Measure.axisText / 2 + 6) * distance)
  }

  /// The name at its first place that is free of other names, shafts and circles; failing that,
  /// at the free place nearest to its end. A panel too full for even that leaves it out.
  private func place(_ candidate: Candidate, avoiding taken: [Rect]) -> TextLine? {
    guard !candidate.text.isEmpty, let end = candidate.centers.first else { return nil }
    let text = TextFit.truncated(
      candidate.text, size: Measure.axisText, width: cell.area.width - 4)
    let line = TextLine(
      text, at: Point(x: 0, y: 0), align: 0.5, size: Measure.axisText, color: candidate.color)
    let box = line.box
    func isFree(_ center: Point) -> Bool {
      let box = box.moved(by: center)
      return cell.area.contains(box) && !taken.contains { $0.overlaps(box) }
    }
    func isClear(_ center: Point) -> Bool {
      let box = box.moved(by: center).expanded(by: 1)
      return !obstacles.contains { crosses($0, box) }
    }
    func anywhere() -> Point? {
      let free = lattice(around: end).filter(isFree)
      return free.first(where: isClear) ?? free.first
    }
    let near = candidate.centers.filter(isFree)
    let center = near.first(where: isClear) ?? near.first ?? anywhere()
    return center.map { center in
      var placed = line
      placed.origin = line.origin + center
      return placed
    }
  }

  /// Places all over the panel, those near `end` first.
  private func lattice(around end: Point) -> [Point] {
    let across = stride(from: cell.area.minX, to: cell.area.maxX, by: 12)
    let down = stride(from: cell.area.minY, to: cell.area.maxY, by: 8)
    let places = down.flatMap { y in across.map { Point(x: $0, y: y) } }
    return places.sorted { ($0 - end).length < ($1 - end).length }
  }

  /// Shafts, heads, circles and lines.
  private var obstacles: [[Point]] {
    arrows.map { [map.point($0.tail), map.point($0.head)] }
      + arrows.compactMap { head(of: $0)?.outline } + circles.map(path)
      + content.panel.marks.flatMap { mark -> [[Point]] in
        switch mark {
        case .curve(let curve): map.stretches(x: curve.x, y: curve.y)
        case .reference(let reference):
          if case .curve(let x, let y) = reference.form { map.stretches(x: x, y: y) } else { [] }
        default: []
        }
      }
  }

  /// Whether a path has a point within `box`, looked at every two pixels.
  private func crosses(_ path: [Point], _ box: Rect) -> Bool {
    zip(path, path.dropFirst()).contains { a, b in
      let steps = Int(min(2000, max(1, ((b - a).length / 2).rounded(.up))))
      return (0...steps).contains { step in
        box.contains(a + (b - a) * (Double(step) / Double(steps)))
      }
    }
  }
}
