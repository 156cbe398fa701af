/// Cuts a path at the edges of a rectangle, so that nothing far outside costs time.
enum PathClip {
  /// The parts of `path` inside `box`, edges included.
  static func parts(of path: [Point], inside box: Rect) -> [[Point]] {
    guard path.count > 1 else { return path.allSatisfy(box.contains) ? [path] : [] }
    var parts: [[Point]] = []
    var current: [Point] = []
    for (from, to) in zip(path, path.dropFirst()) {
      guard let (start, end) = segment(from, to, inside: box) else {
        if !current.isEmpty { parts.append(current) }
        current = []
        continue
      }
      if current.last != start {
        if !current.isEmpty { parts.append(current) }
        current = [start]
      }
      current.append(end)
    }
    return current.isEmpty ? parts : parts + [current]
  }

  /// The part of one segment inside `box`, by Liang and Barsky (1984).
  private static func segment(_ from: Point, _ to: Point, inside box: Rect) -> (Point, Point)? {
    let step = to - from
    var enter = 0.0
    var leave = 1.0
    let edges = [
      (-step.x, from.x - box.minX), (step.x, box.maxX - from.x),
      (-step.y, from.y - box.minY), (step.y, box.maxY - from.y),
    ]
    for (slope, distance) in edges {
      if slope == 0 {
        if distance < 0 { return nil }
      } else if slope < 0 {
        enter = max(enter, distance / slope)
      } else {
        leave = min(leave, distance / slope)
      }
    }
    guard enter <= leave else { return nil }
    return (
      enter == 0 ? from : from + step * enter, leave == 1 ? to : from + step * leave
    )
  }
}
