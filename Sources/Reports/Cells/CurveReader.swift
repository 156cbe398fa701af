import Figures
import Runs

/// Reads a series as a line with its spread.
enum CurveReader {
  private static let keys = ["series", "label", "style", "band", "seeds", "markers"]

  /// What is shown of the spread over seeds.
  private enum BandChoice: String, CaseIterable {
    case quartiles
    case extremes
    case none
  }

  static func curve(
    _ node: CellNode, _ renderer: Renderer
  ) throws(TemplateProblem) -> (mark: Mark, trace: Trace) {
    let fields = try CellFields(node, keys: keys, what: "curves", renderer: renderer)
    let (name, trace) = try fields.trace()
    let curve = Curve(
      label: try fields.label("label"), style: try fields.style(), x: trace.positions,
      y: trace.median, band: try band(fields, name, trace),
      seeds: try seeds(fields, name, trace), hasMarkers: try fields.flag("markers"))
    return (.curve(curve), trace)
  }

  /// Quartiles where a spread is recorded and nothing else is asked for.
  private static func band(
    _ fields: CellFields, _ name: String, _ trace: Trace
  ) throws(TemplateProblem) -> Band? {
    let choice = try fields.choice("band", BandChoice.self)
    guard let spread = trace.spread else {
      if choice == nil || choice == BandChoice.none { return nil }
      throw fields.problem(.noSpread(name))
    }
    switch choice ?? .quartiles {
    case .quartiles: return Band(lower: spread.lowerQuartile, upper: spread.upperQuartile)
    case .extremes: return Band(lower: spread.minimum, upper: spread.maximum)
    case .none: return nil
    }
  }

  private static func seeds(
    _ fields: CellFields, _ name: String, _ trace: Trace
  ) throws(TemplateProblem) -> [[Double?]] {
    guard try fields.flag("seeds") else { return [] }
    guard !trace.seeds.isEmpty else { throw fields.problem(.noSeeds(name)) }
    return trace.seeds.map(\.values)
  }
}
