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
    let style = MethodStyle.drawn(arrow.style)
    let tail = map.point(arrow.tail)
    let tip = map.point(arrow.head)
    let length = (tip - tail).length
    guard length > 0.5 else { return [] }
    let along = (tip - tail) * (1 / length)
    let head = min(11, length)
    let neck = tip - along * head
    let wing = along.perpendicular * (head * 0.38)
    let outline = [tip, neck + wing, neck + along * (head * 0.2), neck - wing]
    return [
      .stroke(
        Stroke(
          path: [tail, neck + along * (head * 0.3)], color: style.color, width: 2.2,
          dash: arrow.isDashed ? Dash.short.pattern : [], cap: .butt, clip: clip)),
      .fill(Fill(contours: [outline], color: style.color, clip: clip)),
    ]
  }
}
