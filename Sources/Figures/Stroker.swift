import Foundation

/// Turns a line into areas: a quad for each segment, a disc at each joint.
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
    let joints = cap == .round ? points : Array(points.dropFirst().dropLast())
    return quads + joints.map { disc(at: $0, radius: width / 2) }
  }

  static func quad(from: Point, to: Point, width: Double) -> [Point] {
    let step = to - from
    let side = step.perpendicular * (width / 2 / step.length)
    return [from + side, from - side, to - side, to + side]
  }

  /// A polygon that stays within a twentieth of a pixel of the disc.
  static func disc(at center: Point, radius: Double) -> [Point] {
    let corners = max(8, Int((2.5 * Double.pi * radius.squareRoot()).rounded(.up)))
    return (0..<corners).map { index in
      let angle = 2 * Double.pi * Double(index) / Double(corners)
      return center + Point(x: cos(angle), y: sin(angle)) * radius
    }
  }
}
