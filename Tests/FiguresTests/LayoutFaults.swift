import Foundation

@testable import Figures

/// What is wrong with a layout: everything that a reader would see, or that drawing would choke on.
enum LayoutFaults {
  /// All faults of a figure's layout.
  static func all(in layout: FigureLayout, of figure: Figure) throws -> [String] {
    try texts(in: layout) + overData(in: layout, of: figure) + places(in: layout)
      + hairlines(in: layout) + size(of: layout, figure)
  }

  /// Texts that are clipped, too small, or over each other.
  static func texts(in layout: FigureLayout) -> [String] {
    let labels = layout.labels.map { (text: $0.text, size: $0.size, box: $0.box) }
    let page = page(of: layout)
    var faults = labels.filter { !page.contains($0.box) }.map { "clipped: \($0.text)" }
    faults += labels.filter { $0.size < 11 }.map { "small: \($0.text)" }
    for (index, label) in labels.enumerated() {
      for other in labels[(index + 1)...] where label.box.overlaps(other.box) {
        faults.append("overlapping: \(label.text) and \(other.text)")
      }
    }
    return faults
  }

  /// Texts and legends over the data of a plot area. Arrows, circles and the cells of a heat map have
  /// their texts there; the layers of a stack may have theirs, each inside of one.
  static func overData(in layout: FigureLayout, of figure: Figure) -> [String] {
    let contents = figure.panels.map(PanelContent.init)
    let panels = zip(layout.areas, contents).filter { !$1.hasEqualUnits && $1.heatMap == nil }
    let texts = panels.flatMap { area, content in
      layout.labels.filter { area.overlaps($0.box) }.compactMap { label -> String? in
        let relations = layout.commands.filter { !$0.isGround }.map { $0.relation(to: label.box) }
        let isCovered = relations.contains(.covers) && !content.hasStack
        return relations.contains(.enters) || isCovered ? "over data: \(label.text)" : nil
      }
    }
    return texts + hidden(in: layout)
  }

  /// Legends whose ground hides something other than the grid.
  private static func hidden(in layout: FigureLayout) -> [String] {
    layout.commands.enumerated().compactMap { index, command in
      guard command.isGround, case .fill(let fill) = command else { return nil }
      let (corner, opposite) = (fill.contours[0][0], fill.contours[0][2])
      let box = Rect(minX: corner.x, minY: corner.y, maxX: opposite.x, maxY: opposite.y)
      let isHiding = layout.commands[..<index].contains { $0.relation(to: box) != .apart }
      return isHiding ? "hidden by a legend" : nil
    }
  }

  /// Coordinates that are no numbers, and shapes that reach beyond where they belong: into the plot
  /// area and a marker's width around it if clipped, onto the page if not.
  static func places(in layout: FigureLayout) -> [String] {
    let allowed = layout.areas.map { $0.expanded(by: 2 * Measure.markerRadius) }
    let page = page(of: layout)
    return layout.commands.compactMap { command -> String? in
      let points = command.points
      guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else {
        return "not finite: \(command)"
      }
      if let clip = command.clip {
        return allowed.contains { $0.contains(clip) } ? nil : "clipped too widely: \(command)"
      }
      return points.allSatisfy(page.contains) ? nil : "off the page: \(command)"
    }
  }

  /// Straight thin lines that would be blurred: not made of one or two whole pixels.
  static func hairlines(in layout: FigureLayout) -> [String] {
    let samples = Raster.samplesPerPixel
    let lines = layout.commands.filter { if case .hairline = $0 { true } else { false } }
    let drawn = FigureLayout(
      width: layout.width, height: layout.height, commands: lines, areas: layout.areas)
    return Raster(drawn).items.compactMap { placed in
      guard case .box(let columns, _) = placed.item else { return nil }
      let edges = [columns.lowerBound, columns.upperBound, placed.rows.lowerBound]
      let isWhole = (edges + [placed.rows.upperBound]).allSatisfy { $0.isMultiple(of: samples) }
      let thickness = min(columns.count, placed.rows.count) / samples
      return isWhole && (1...2).contains(thickness) ? nil : "blurred: \(columns) × \(placed.rows)"
    }
  }

  /// More commands than the data and the axes can ask for.
  static func size(of layout: FigureLayout, _ figure: Figure) throws -> [String] {
    let bytes = try JSONEncoder().encode(figure).count
    let most = 500 * (figure.panels.count + 1) + bytes
    return layout.commands.count <= most ? [] : ["\(layout.commands.count) commands"]
  }

  private static func page(of layout: FigureLayout) -> Rect {
    Rect(minX: 0, minY: 0, maxX: layout.width, maxY: layout.height)
  }
}

extension DrawCommand {
  fileprivate var points: [Point] {
    switch self {
    case .fill(let fill): fill.contours.flatMap(\.self)
    case .stroke(let stroke): stroke.path
    case .hairline(let line): [line.from, line.to]
    case .text(let line): [line.origin]
    }
  }

  fileprivate var clip: Rect? {
    switch self {
    case .fill(let fill): fill.clip
    case .stroke(let stroke): stroke.clip
    case .hairline, .text: nil
    }
  }
}

extension PanelContent {
  fileprivate var hasStack: Bool {
    panel.marks.contains { if case .stack = $0 { true } else { false } }
  }
}

/// Where something drawn is, seen from a box.
private enum Relation {
  case apart
  case enters
  case covers
}

extension DrawCommand {
  /// Whether it is a white rectangle larger than a marker: what a legend stands on.
  fileprivate var isGround: Bool {
    guard case .fill(let fill) = self, fill.color == .white, fill.contours.count == 1,
      fill.contours[0].count == 4
    else { return false }
    return abs(fill.contours[0][2].x - fill.contours[0][0].x) > 20
  }

  /// By the diagonals of the box: what enters it has a point in it or crosses one of them.
  fileprivate func relation(to box: Rect) -> Relation {
    switch self {
    case .fill(let fill):
      let relations = fill.contours.map { contour -> Relation in
        if Self.enters(contour + contour.prefix(1), box) { return .enters }
        let crossings = zip(contour, contour.dropFirst() + contour.prefix(1)).count { from, to in
          Self.cross(from, to, box.center, Point(x: 1e7, y: box.center.y + 1))
        }
        return crossings.isMultiple(of: 2) ? .apart : .covers
      }
      return relations.contains(.enters) ? .enters : relations.contains(.covers) ? .covers : .apart
    case .stroke(let stroke):
      return Self.enters(stroke.path, box.expanded(by: stroke.width / 2)) ? .enters : .apart
    case .hairline(let line):
      return line.color != Ink.grid && Self.enters([line.from, line.to], box) ? .enters : .apart
    case .text: return .apart
    }
  }

  private static func enters(_ path: [Point], _ box: Rect) -> Bool {
    let corners = box.corners
    return path.contains(where: box.contains)
      || zip(path, path.dropFirst()).contains {
        cross($0, $1, corners[0], corners[2]) || cross($0, $1, corners[1], corners[3])
      }
  }

  /// Whether two stretches cross each other.
  private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    func side(_ from: Point, _ to: Point, _ point: Point) -> Bool {
      (to.x - from.x) * (point.y - from.y) > (to.y - from.y) * (point.x - from.x)
    }
    return side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
  }
}
