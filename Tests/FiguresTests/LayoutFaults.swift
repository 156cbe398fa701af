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

  /// Texts in a plot area; only arrows, circles and the cells of a heat map have theirs there.
  static func overData(in layout: FigureLayout, of figure: Figure) -> [String] {
    let areas = zip(layout.areas, figure.panels)
      .filter { !PanelContent($0.1).hasEqualUnits && PanelContent($0.1).heatMap == nil }.map(\.0)
    return layout.labels.compactMap { label in
      let box = label.box
      return areas.contains { $0.overlaps(box) } ? "over data: \(label.text)" : nil
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
