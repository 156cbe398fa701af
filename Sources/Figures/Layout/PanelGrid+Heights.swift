extension PanelGrid {
  /// How the height of a figure is divided, from the top down.
  struct Heights {
    /// The height of every plot area.
    var plot: Double
    /// The top of each row's plot areas.
    var plotTops: [Double] = []

    init(_ plan: Plan, top: Double, flags: Int) {
      var above: [Double] = []
      var below: [Double] = []
      for row in 0..<plan.rows {
        let members = plan.contents.indices.filter { $0 / plan.columns == row }
        above.append(members.map { Self.above(plan, $0, flags: flags) }.max() ?? 0)
        below.append(members.map { Self.below(plan, $0) }.max() ?? 0)
      }
      let gaps = Measure.panelGap * Double(plan.rows - 1)
      let taken = above.reduce(0, +) + below.reduce(0, +) + gaps + top + 2 * Measure.edge
      plot = ((plan.figure.height - taken) / Double(plan.rows)).rounded(.down)
      var y = Measure.edge + top
      for row in 0..<plan.rows {
        y += above[row]
        plotTops.append(y.rounded())
        y += plot + below[row] + Measure.panelGap
      }
    }

    /// Title and texts of vertical reference lines; at least half a tick label.
    private static func above(_ plan: Plan, _ index: Int, flags: Int) -> Double {
      let title = plan.title(index).count
      let titleHeight = title == 0 ? 0 : Double(title) * Measure.titleText * Measure.leading + 5
      let flagHeight =
        flags == 0 ? 0 : Double(flags) * Measure.directSpacing + Measure.flagGap
      return max(titleHeight + flagHeight, 6)
    }

    /// Tick labels and axis label.
    private static func below(_ plan: Plan, _ index: Int) -> Double {
      let ticks = tickLabels(lines: plan.showsX(index) ? plan.nameLines(index) : 0)
      let label = plan.xLabel(index).count
      guard label > 0 else { return ticks }
      return ticks + Measure.axisGap + Double(label) * Measure.axisText * Measure.leading
    }

    /// Ticks along x and lines of their labels, names perhaps in several.
    static func tickLabels(lines: Int) -> Double {
      Measure.tickLength + Measure.tickGap + Double(lines) * Measure.tickText * Measure.leading
    }
  }
}
