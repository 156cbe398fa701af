extension DrawCommand {
  /// Whether any of it is drawn inside `box`; the gaps of a dashed line count as drawn.
  func enters(_ box: Rect) -> Bool {
    switch self {
    case .fill(let fill): fill.contours.contains { $0.fills(box) }
    case .stroke(let stroke): stroke.path.crosses(box.expanded(by: stroke.width / 2))
    case .hairline(let line): [line.from, line.to].crosses(box)
    case .text(let line): line.box.overlaps(box)
    }
  }
}

extension [Point] {
  /// Whether the area within this outline shares more than its edge with `box`.
  fileprivate func fills(_ box: Rect) -> Bool {
    (self + prefix(1)).crosses(box) || surrounds(box.center)
  }

  /// Whether a line along these points passes through `box`.
  fileprivate func crosses(_ box: Rect) -> Bool {
    guard count > 1 else { return contains(where: box.contains) }
    return zip(self, dropFirst()).contains { from, to in
      // Most lie on one side of the box.
      guard Swift.min(from.x, to.x) <= box.maxX, Swift.max(from.x, to.x) >= box.minX,
        Swift.min(from.y, to.y) <= box.maxY, Swift.max(from.y, to.y) >= box.minY
      else { return false }
      return !PathClip.parts(of: [from, to], inside: box).isEmpty
    }
  }

  /// Whether a point lies within this outline, by the crossings of a ray to its right.
  private func surrounds(_ point: Point) -> Bool {
    zip(self, dropFirst() + prefix(1)).reduce(false) { isInside, edge in
      let (from, to) = edge
      guard (from.y > point.y) != (to.y > point.y) else { return isInside }
      let x = from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x)
      return x > point.x ? !isInside : isInside
    }
  }
}
