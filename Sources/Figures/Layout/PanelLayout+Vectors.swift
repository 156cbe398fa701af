import Foundation

extension PanelLayout {
  /// Circles, arrows and their names.
  var vectors: [DrawCommand] {
    circles.flatMap(outline) + arrows.flatMap(arrow) + vectorNames
  }

  var arrows: [Arrow] {
    content.panel.marks.compactMap { if case .arrow(let arrow) = $0 { arrow } else { nil } }
  }

  var circles: [Circle] {
    content.panel.marks.compactMap { if case .circle(let circle) = $0 { circle } else { nil } }
  }

  /// The points of a circle, from the right end on, counter-clockwise on paper.
  func path(of circle: Circle) -> [Point] {
    (0...120).map { index in
      let angle = 2 * Double.pi * Double(index) / 120
      return map.point([
        circle.center[0] + circle.radius * cos(angle),
        circle.center[1] + circle.radius * sin(angle),
      ])
    }
  }

  private func outline(of circle: Circle) -> [DrawCommand] {
    [
      .stroke(
        Stroke(
          path: path(of: circle), color: Ink.reference, width: Measure.referenceLine,
          clip: cell.area))
    ]
  }

  /// A shaft and a slim head; a vector shorter than its head is all head.
  private func arrow(_ arrow: Arrow) -> [DrawCommand] {
    guard let head = head(of: arrow) else { return [] }
    let style = arrow.style
    return [
      .stroke(
        Stroke(
          path: [map.point(arrow.tail), head.neck], color: style.color, width: 2.2,
          dash: arrow.isDashed ? Dash.short.pattern : [], cap: .butt, clip: clip)),
      .fill(Fill(contours: [head.outline], color: style.color, clip: clip)),
    ]
  }

  /// The outline of an arrow's head, from the tip on, and the point within it where the shaft ends; nil
  /// for a vector too short to draw.
  func head(of arrow: Arrow) -> (outline: [Point], neck: Point)? {
    let tip = map.point(arrow.head)
    let shaft = tip - map.point(arrow.tail)
    guard shaft.length > 0.5 else { return nil }
    let along = shaft * (1 / shaft.length)
    let length = min(11, shaft.length)
    let base = tip - along * length
    let wing = along.perpendicular * (length * 0.38)
    return (
      [tip, base + wing, base + along * (length * 0.2), base - wing],
      base + along * (length * 0.3)
    )
  }
}
