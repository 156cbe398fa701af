import Figures
import Runs

/// Reads a heat map: a row a recorded series, or rows of values under names or positions.
///
/// ```yaml
/// heatMap:
///   rows:                     # columns at the positions of all series, colours by their medians
///     - {series: convergence.digits.wn-he.tuning, label: weight norm}
///   color: {scale: log}       # label, scale, min, max, integer; as an axis
///   ramp: sequential          # or diverging; by the signs of the values where it is not given
/// ```
///
/// Instead of series, under `categories: [digits, wine]` or `x: [0.1, 0.2]`, a row gives
/// `values: [growth.share, blowUp]`: numbers, names, `blowUp` (✕), `collapse` (○) or `empty`. In a
/// series a position without a finite value is a blow-up, one that only others have is empty.
struct HeatMapReader {
  let mark: Mark
  /// What the x axes of the series show.
  let xQuantities: [String]
  /// Whether names stand along x, or series that could not all be read.
  let isNamed: Bool

  init(_ panel: CellFields) throws(TemplateProblem) {
    let fields = try CellFields(
      try panel.part("heatMap"), .heatMap, renderer: panel.renderer)
    _ = try fields.part("rows")
    let given = try Self.columns(fields)
    let grid: HeatMapGrid
    if let given {
      grid = HeatMapGrid(
        columns: given.columns,
        rows: fields.items("rows") { (node, renderer) throws(TemplateProblem) in
          try Self.row(node, renderer, under: given)
        }, series: [])
    } else {
      grid = HeatMapGrid(of: fields.items("rows", Self.series))
    }
    mark = .heatMap(
      HeatMap(
        columns: grid.columns, rows: grid.rows,
        color: try PanelReader(fields).axis(
          "color", grid.series.map(\.y.label), isNamedByRows: given == nil),
        ramp: try fields.choice("ramp", ColorRamp.self)))
    xQuantities = grid.series.map(\.x.label)
    isNamed = given == nil || fields.has("categories")
  }

  /// The columns of a map that are not those of its series, with the key that gives them.
  private typealias Given = (columns: HeatMap.Columns, count: Int, key: String)

  private static func columns(_ fields: CellFields) throws(TemplateProblem) -> Given? {
    if fields.has("categories") {
      if fields.has("x") { throw fields.problem(.exclusiveKeys("categories", "x")) }
      let names = try fields.labels("categories")
      return (.names(names), names.count, "categories")
    }
    guard fields.has("x") else { return nil }
    let positions = try fields.increasingNumbers("x")
    return (.positions(positions), positions.count, "x")
  }
}

// MARK: Rows

extension HeatMapReader {
  private static func series(
    _ node: CellNode, _ renderer: Renderer
  ) throws(TemplateProblem) -> (label: String, series: Series) {
    let fields = try CellFields(node, .heatMapRow, renderer: renderer)
    if fields.has("values") {
      guard fields.has("series") else { throw fields.problem(.valuesWithoutColumns) }
      throw fields.problem(.exclusiveKeys("series", "values"))
    }
    return (label: try fields.label("label"), series: try fields.series())
  }

  private static func row(
    _ node: CellNode, _ renderer: Renderer, under given: Given
  ) throws(TemplateProblem) -> HeatMap.Row {
    let fields = try CellFields(node, .heatMapRow, renderer: renderer)
    if fields.has("series") { throw fields.problem(.exclusiveKeys(given.key, "series")) }
    var cells: [HeatMap.Cell] = []
    for item in try fields.repeatedItems("values", .numberItem) {
      cells.append(try cell(item.node, fields.within(item.renderer)))
    }
    try fields.expect(cells.count, of: "values", as: given.count, of: given.key)
    return HeatMap.Row(label: try fields.label("label"), cells: cells)
  }

  /// A number, a name of one, or a word for a cell without one.
  private static func cell(
    _ node: CellNode, _ fields: CellFields
  ) throws(TemplateProblem) -> HeatMap.Cell {
    switch try CellFields.scalar(node, "values").string {
    case "blowUp": return .blowUp
    case "collapse": return .collapse
    case "empty": return .empty
    default: return .value(try fields.number(node, "values"))
    }
  }
}

/// The columns and rows of a heat map.
private struct HeatMapGrid {
  var columns: HeatMap.Columns
  var rows: [HeatMap.Row]
  var series: [Series]
}

extension HeatMapGrid {
  /// The medians of series at the positions of all of them; a position without a finite value is
  /// a blow-up, one that a series lacks stays empty.
  init(of labelled: [(label: String, series: Series)]) {
    let positions = Set(labelled.flatMap(\.series.positions)).sorted()
    columns = .positions(positions)
    rows = labelled.map { label, series in
      let medians = Dictionary(
        zip(series.positions, series.median), uniquingKeysWith: { first, _ in first })
      let cells = positions.map { position -> HeatMap.Cell in
        guard let median = medians[position] else { return .empty }
        return median.map { .value($0) } ?? .blowUp
      }
      return HeatMap.Row(label: label, cells: cells)
    }
    series = labelled.map(\.series)
  }
}
