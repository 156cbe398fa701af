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

extension Panel {
  /// What keeps its marks from being drawn together, or nil.
  var defect: String? {
    let heatMaps = marks.count { if case .heatMap = $0 { true } else { false } }
    return heatMaps > 1 ? "it has \(heatMaps) heat maps and room for one colour bar" : nil
  }
}
