/// Values as colours: one row per method, the first on top, one column per position or a name along x.
/// A bar right of the panel says what the colours mean.
public struct HeatMap: Codable, Equatable, Sendable {
  public enum Columns: Codable, Equatable, Sendable {
    /// Columns of one width, each with its name.
    case names([String])
    /// Increasing places on the x axis; each column reaches halfway to its neighbours, on a
    /// logarithmic axis to their geometric mean.
    case positions([Double])
  }

  public enum Cell: Codable, Equatable, Sendable {
    case value(Double)
    /// ✕, a run that left the finite numbers.
    case blowUp
    /// ○, a run that collapsed to zero.
    case collapse
    /// Nothing was measured here.
    case empty
  }

  public struct Row: Codable, Equatable, Sendable {
    public var label: String
    /// One per column.
    public var cells: [Cell]

    public init(label: String, cells: [Cell]) {
      self.label = label
      self.cells = cells
    }
  }

  public var columns: Columns
  public var rows: [Row]
  /// The axis of the colours: its label stands beside the bar. On a logarithmic one, values that
  /// are not positive are grey.
  public var color: Axis
  /// Nil stands for the diverging ramp where a linear axis has values of both signs, else for the
  /// sequential one.
  public var ramp: ColorRamp?

  public init(columns: Columns, rows: [Row], color: Axis, ramp: ColorRamp? = nil) {
    self.columns = columns
    self.rows = rows
    self.color = color
    self.ramp = ramp
  }
}

extension HeatMap {
  /// What keeps it from being drawn, or nil.
  var defect: String? {
    if case .positions(let positions) = columns {
      let name = "the positions of the heat map"
      if let what = Defect.inIncreasing(positions, of: name) { return what }
    }
    for row in rows {
      let name = "row \"\(row.label)\" of the heat map"
      if row.cells.count != columnCount {
        return "\(name) has \(row.cells.count) cells, not \(columnCount)"
      }
      let values = row.cells.map { if case .value(let value) = $0 { value } else { 0.0 } }
      if let what = Defect.inNumbers(values, of: name) { return what }
    }
    return nil
  }
}
