import Figures
import Runs

/// Reads points, paths, arrows and circles.
enum MarkReader {
  /// Points from a series, or at given places.
  static func points(
    _ node: CellNode, _ renderer: Renderer
  ) throws(TemplateProblem) -> (mark: Mark, series: Series?) {
    let fields = try CellFields(node, .points, renderer: renderer)
    if fields.has("series"), fields.has("x") || fields.has("y") {
      throw fields.problem(.exclusiveKeys("series", fields.has("x") ? "x" : "y"))
    }
    let (label, style) = (try fields.label("label"), try fields.style())
    let series = fields.has("series") ? try fields.series() : nil
    let places = if let series { finitePlaces(series) } else { try givenPlaces(fields) }
    let points = Points(
      label: label, style: style, x: places.x, y: places.y,
      shape: try fields.choice("shape", Points.Shape.self) ?? .method)
    return (.points(points), series)
  }

  private static func finitePlaces(_ series: Series) -> (x: [Double], y: [Double]) {
    let places = zip(series.positions, series.median).compactMap { x, y in y.map { (x, $0) } }
    return (places.map(\.0), places.map(\.1))
  }

  private static func givenPlaces(
    _ fields: CellFields
  ) throws(TemplateProblem) -> (x: [Double], y: [Double]) {
    let (x, y) = (try fields.numbers("x"), try fields.numbers("y"))
    guard x.count == y.count else {
      throw fields.problem(.unequalLengths("x", x.count, "y", y.count))
    }
    return (x, y)
  }

  /// The way of a point in the plane: one series gives where it is across, another one where it is up.
  static func path(_ node: CellNode, _ renderer: Renderer) throws(TemplateProblem) -> Mark {
    let fields = try CellFields(node, .path, renderer: renderer)
    let (x, y) = (try fields.series("x"), try fields.series("y"))
    guard x.positions == y.positions else {
      throw fields.problem(.unequalLengths("x", x.positions.count, "y", y.positions.count))
    }
    let places = zip(x.median, y.median).compactMap { x, y in x.map { ($0, y) } }
    return .curve(
      Curve(
        label: try fields.label("label"), style: try fields.style(), x: places.map(\.0),
        y: places.map(\.1), hasMarkers: true))
  }

  static func arrow(_ node: CellNode, _ renderer: Renderer) throws(TemplateProblem) -> Mark {
    let fields = try CellFields(node, .arrow, renderer: renderer)
    return .arrow(
      Arrow(
        label: try fields.label("label"), style: try fields.style(),
        tail: try fields.coordinates("tail"), head: try fields.coordinates("head"),
        isDashed: try fields.flag("dashed")))
  }

  static func circle(_ node: CellNode, _ renderer: Renderer) throws(TemplateProblem) -> Mark {
    let fields = try CellFields(
      node, .circle, renderer: renderer)
    return .circle(
      Circle(
        label: try fields.label("label"), center: try fields.coordinates("center"),
        radius: try fields.number("radius")))
  }
}
