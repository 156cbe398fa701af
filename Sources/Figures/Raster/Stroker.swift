import Foundation

/// Turns a line into areas: a quad for each segment, a sector on the outer side of each joint, a
/// disc at each round end.
enum Stroker {
  /// Contours whose union is the line along `path`; all wind the same way, so that filling by
  /// winding number unites them. Points at the same place count once.
  static func contours(of path: [Point], width: Double, cap: Stroke.Cap) -> [[Point]] {
    var points: [Point] = []
    for point in path where points.last.map({ ($0 - point).length > 1e-6 }) ?? true {
      points.append(point)
    }
    guard points.count > 1 else {
      return cap == .round ? points.map { disc(at: $0, radius: width / 2) } : []
    }
    let quads = zip(points, points.dropFirst()).map { quad(from: $0, to: $1, width: width) }
    let joints = zip(points, zip(points.dropFirst(), points.dropFirst(2))).compactMap {
      sector(from: $0, over: $1.0, to: $1.1, radius: width / 2)
    }
    let ends = cap == .round ? [points[0], points[points.count - 1]] : []
    return quads + joints + ends.map { disc(at: $0, radius: width / 2) }
  }

  /// What two quads leave open on the outer side of their joint, or nil where that is nothing to be
  /// seen. Unlike a disc it doesn't reach beyond an end that is nearer than half the line's width.
  private static func sector(
    from: Point, over joint: Point, to: Point, radius: Double
  ) -> [Point]? {
    let before = (joint - from).normal
    let after = (to - joint).normal
    let turn = atan2(
      before.x * after.y - before.y * after.x, before.x * after.x + before.y * after.y)
    guard abs(turn) * radius > 0.05 else { return nil }
    // Turning clockwise on the screen opens the side against the normals.
    let (first, side) = turn > 0 ? (before, -radius) : (after, radius)
    let steps = Int((abs(turn) / (2 * .pi) * Double(corners(ofRadius: radius))).rounded(.up))
    let arc = (0...steps).map { step in
      joint + first.turned(by: abs(turn) * Double(step) / Double(steps)) * side
    }
    return [joint] + arc
  }

  static func quad(from: Point, to: Point, width: Double) -> [Point] {
    let step = to - from
    let side = step.perpendicular * (width / 2 / step.length)
    return [from + side, from - side, to - side, to + side]
  }

  /// A polygon that stays within a twentieth of a pixel of the disc.
  static func disc(at center: Point, radius: Double) -> [Point] {
    let corners = corners(ofRadius: radius)
    return (0..<corners).map { index in
      let angle = 2 * Double.pi * Double(index) / Double(corners)
      return center + Point(x: cos(angle), y: sin(angle)) * radius
    }
  }

  private static func corners(ofRadius radius: Double) -> Int {
    max(8, Int((2.5 * Double.pi * radius.squareRoot()).rounded(.up)))
  }
}

extension Point {
  /// The unit vector a quarter turn from this one.
  fileprivate var normal: Point { perpendicular * (1 / length) }

  /// This vector turned towards growing y by an angle in radians.
  fileprivate func turned(by angle: Double) -> Point {
    Point(x: x * cos(angle) - y * sin(angle), y: x * sin(angle) + y * cos(angle))
  }
}
