import Figures
import Runs

/// Bars, intervals and stacked shares.
extension MarkReader {
  static func bars(_ panel: CellFields) throws(TemplateProblem) -> Mark {
    let fields = try CellFields(
      try panel.part("bars"), .bars, renderer: panel.renderer)
    let categories = try fields.labels("categories")
    _ = try fields.part("series")
    let series = fields.items("series") { (node, renderer) throws(TemplateProblem) in
      let inner = try CellFields(
        node, .barSeries, renderer: renderer)
      let (label, style) = (try inner.label("label"), try inner.style())
      let values = try inner.numbers("values")
      try inner.expect(values.count, of: "values", as: categories.count, of: "categories")
      return Bars.Series(label: label, style: style, values: values)
    }
    return .bars(Bars(categories: categories, series: series))
  }

  static func intervals(_ panel: CellFields) throws(TemplateProblem) -> Mark {
    let fields = try CellFields(
      try panel.part("intervals"), .intervals, renderer: panel.renderer)
    _ = try fields.part("rows")
    let rows = fields.items("rows") { (node, renderer) throws(TemplateProblem) in
      let inner = try CellFields(
        node, .intervalRow, renderer: renderer)
      let (label, style) = (try inner.label("label"), try inner.style())
      let interval = try inner.interval("value")
      return Intervals.Row(
        label: label, style: style, estimate: interval.estimate, low: interval.low,
        high: interval.high)
    }
    return .intervals(Intervals(rows: rows, margin: try fields.optionalNumber("margin")))
  }

  /// Layers of one stack stand on the same positions, without gaps.
  static func stack(
    _ panel: CellFields
  ) throws(TemplateProblem) -> (mark: Mark, series: [Series]) {
    let fields = try CellFields(
      try panel.part("stack"), .stack, renderer: panel.renderer)
    _ = try fields.part("layers")
    let layers = fields.items("layers", layer)
    let x = layers.first?.series.positions ?? []
    if let other = layers.first(where: { $0.series.positions != x })?.series {
      let first = layers[0].series.name
      throw fields.problem(
        .unequalLengths(first, x.count, other.name, other.positions.count))
    }
    return (.stack(Stack(x: x, layers: layers.map(\.layer))), layers.map(\.series))
  }

  private static func layer(
    _ node: CellNode, _ renderer: Renderer
  ) throws(TemplateProblem) -> (layer: Stack.Layer, series: Series) {
    let fields = try CellFields(
      node, .layer, renderer: renderer)
    let (name, series) = try fields.namedSeries()
    let values = series.median.compactMap(\.self)
    guard values.count == series.median.count else { throw fields.problem(.gap(name)) }
    return (Stack.Layer(label: try fields.label("label"), values: values), series)
  }
}
