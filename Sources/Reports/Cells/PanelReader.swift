import Figures
import Runs

/// Reads one pair of axes and what is drawn between them.
struct PanelReader {
  let fields: CellFields

  init(_ fields: CellFields) {
    self.fields = fields
  }

  func panel() throws(TemplateProblem) -> Panel {
    let curves = fields.items("curves", CurveReader.curve)
    let points = fields.items("points", MarkReader.points)
    let stack = fields.has("stack") ? try MarkReader.stack(fields) : nil
    let heatMap = fields.has("heatMap") ? try HeatMapReader(fields) : nil
    let histogram = fields.has("histogram") ? try HistogramReader(fields) : nil
    let grids = [heatMap?.mark, histogram?.mark].compactMap(\.self)
    let paths = fields.items("paths", MarkReader.path)
    let drawn = curves.map(\.mark) + paths + points.map(\.mark) + [stack?.mark].compactMap(\.self)
    let marks = try grids + backdrop() + drawn + rows() + arrows()
    let isEmpty = marks.isEmpty && !CellKeys.panel.alternatives.contains(where: fields.has)
    guard !isEmpty else { throw fields.problem(.nothingToShow) }
    let shown = curves.map(\.series) + points.compactMap(\.series) + (stack?.series ?? [])
    let across = (heatMap?.xQuantities ?? []) + (histogram?.xQuantities ?? [])
    let isNamed =
      fields.has("bars") || heatMap?.isNamed == true || histogram?.hasSeries == true
    return Panel(
      title: try fields.optionalLabel("title"),
      x: try axis("x", shown.map(\.x.label) + across, isNamedByRows: isNamed),
      y: try axis(
        "y", shown.map(\.y.label) + [histogram?.yQuantity].compactMap(\.self),
        isNamedByRows: fields.has("intervals") || heatMap != nil),
      marks: marks)
  }

  /// What stands behind the data.
  private func backdrop() throws(TemplateProblem) -> [Mark] {
    fields.items("circles", MarkReader.circle) + fields.items("references", ReferenceReader.mark)
  }

  private func rows() throws(TemplateProblem) -> [Mark] {
    var marks: [Mark] = []
    if fields.has("bars") { marks.append(try MarkReader.bars(fields)) }
    if fields.has("intervals") { marks.append(try MarkReader.intervals(fields)) }
    return marks
  }

  private func arrows() -> [Mark] {
    fields.items("arrows", MarkReader.arrow)
  }
}

// MARK: Axes

extension PanelReader {
  /// The axis under a key, labelled by the quantities of its series where it gives no label.
  func axis(
    _ key: String, _ quantities: [String], isNamedByRows: Bool
  ) throws(TemplateProblem) -> Axis {
    guard fields.has(key) else {
      return Axis(label: try label(key, quantities, isNamedByRows))
    }
    let inner = try CellFields(
      try fields.part(key), CellKeys.axis.called(key), renderer: fields.renderer)
    let given = try inner.optionalLabel("label")
    let label = if let given { given } else { try label(key, quantities, isNamedByRows) }
    let axis = Axis(
      label: label, scale: try inner.choice("scale", Axis.Scale.self) ?? .linear,
      lowerBound: try inner.optionalNumber("min"), upperBound: try inner.optionalNumber("max"),
      integerTicks: try inner.flag("integer"))
    if let what = axis.defect(called: key) { throw inner.problem(.badAxis(what)) }
    return axis
  }

  /// The quantity that all series of the panel have on this axis.
  private func label(
    _ axis: String, _ quantities: [String], _ isNamedByRows: Bool
  ) throws(TemplateProblem) -> String {
    guard let first = quantities.first else {
      // Series that could not be read are complained of where they stand.
      let hasPoints =
        fields.has("points") ? try fields.isAnyItem(of: "points", with: "series") : false
      guard isNamedByRows || fields.has("curves") || fields.has("stack") || hasPoints else {
        throw fields.problem(.missingLabel(axis: axis))
      }
      return ""
    }
    if let other = quantities.first(where: { $0 != first }) {
      throw fields.problem(.quantitiesDisagree(axis: axis, first, other))
    }
    return first
  }
}
