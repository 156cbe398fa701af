import Foundation

/// The shape that marks single positions of a series.
enum Marker: String, Codable, CaseIterable, Sendable {
  case disc
  case square
  case triangle
  case diamond
  case triangleDown
  case pentagon
  case plus
  case star
  case openSquare
  case openTriangle
  case openDiamond
  case openTriangleDown
  /// ✕, kept for runs that left the finite numbers.
  case cross
  /// ○, kept for runs that collapsed to zero.
  case ring

  /// Those that a style may have.
  static let ofStyles = allCases.filter { $0 != .cross && $0 != .ring }

  /// Whether the inside is left white.
  var isOpen: Bool {
    switch self {
    case .openSquare, .openTriangle, .openDiamond, .openTriangleDown, .ring: true
    default: false
    }
  }

  /// The outline around (0, 0), of about the area of a disc of radius 1.
  var outline: [Point] {
    switch self {
    case .disc, .ring: Self.regular(corners: 24, radius: 1, turn: 0)
    case .square, .openSquare: Self.regular(corners: 4, radius: 1.25, turn: .pi / 4)
    case .diamond, .openDiamond: Self.regular(corners: 4, radius: 1.35, turn: 0)
    case .triangle, .openTriangle: Self.regular(corners: 3, radius: 1.5, turn: -.pi / 2)
    case .triangleDown, .openTriangleDown: Self.regular(corners: 3, radius: 1.5, turn: .pi / 2)
    case .pentagon: Self.regular(corners: 5, radius: 1.2, turn: -.pi / 2)
    case .plus: Self.bars(arm: 1.3, halfWidth: 0.42, turn: 0)
    case .cross: Self.bars(arm: 1.4, halfWidth: 0.32, turn: .pi / 4)
    case .star: Self.star(outer: 1.6, inner: 0.66)
    }
  }

  private static func regular(corners: Int, radius: Double, turn: Double) -> [Point] {
    (0..<corners).map { index in
      onCircle(radius: radius, angle: turn + 2 * .pi * Double(index) / Double(corners))
    }
  }

  private static func star(outer: Double, inner: Double) -> [Point] {
    (0..<10).map { index in
      let radius = index.isMultiple(of: 2) ? outer : inner
      return onCircle(radius: radius, angle: -.pi / 2 + .pi * Double(index) / 5)
    }
  }

  /// Two crossing bars as one outline of twelve corners.
  private static func bars(arm: Double, halfWidth: Double, turn: Double) -> [Point] {
    (0..<4).flatMap { quarter in
      let angle = turn + Double(quarter) * .pi / 2
      let along = Point(x: cos(angle), y: sin(angle))
      let across = along.perpendicular * halfWidth
      return [
        along * arm - across, along * arm + across, along * halfWidth + across,
      ]
    }
  }

  private static func onCircle(radius: Double, angle: Double) -> Point {
    Point(x: radius * cos(angle), y: radius * sin(angle))
  }
}
