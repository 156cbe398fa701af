import Figures
import Runs

/// Reads a series as a line with its spread.
enum CurveReader {
  static func curve(
    _ node: CellNode, _ renderer: Renderer
  ) throws(TemplateProblem) -> (mark: Mark, series: Series) {
    let fields = try CellFields(node, .curve, renderer: renderer)
    let (label, style) = (try fields.label("label"), try fields.style())
    let (name, series) = try fields.namedSeries()
    let curve = series.curve(
      label: label, style: style,
      band: try band(fields, name, series), showsSeeds: try showsSeeds(fields, name, series),
      hasMarkers: try fields.flag("markers"))
    return (.curve(curve), series)
  }

  /// Quartiles where nothing else is asked for.
  private static func band(
    _ fields: CellFields, _ name: String, _ series: Series
  ) throws(TemplateProblem) -> SpreadBand {
    let choice = try fields.choice("band", SpreadBand.self)
    if let choice, choice != .none, series.spread == nil { throw fields.problem(.noSpread(name)) }
    return choice ?? .quartiles
  }

  private static func showsSeeds(
    _ fields: CellFields, _ name: String, _ series: Series
  ) throws(TemplateProblem) -> Bool {
    let shows = try fields.flag("seeds")
    if shows, series.seeds.isEmpty { throw fields.problem(.noSeeds(name)) }
    return shows
  }
}
