extension PanelGrid {
  /// How the width of a figure is divided, from left to right.
  struct Widths {
    /// The width of every plot area.
    var plot: Double
    /// The left edge of each column's plot areas.
    var plotLefts: [Double] = []
    /// How far each column's texts may reach.
    var reaches: [ClosedRange<Double>] = []

    init(
      _ plan: Plan, yTicks: [[Tick]], plotHeight: Double, right: Double,
      guess: Double
    ) {
      var before: [Double] = []
      var after: [Double] = []
      for column in 0..<plan.columns {
        let members = plan.contents.indices.filter { $0 % plan.columns == column }
        before.append(
          members.map { Self.before(plan, $0, yTicks[$0], plotHeight: plotHeight, guess: guess) }
            .max() ?? 0)
        let overhang = members.map { Self.overhang(plan, $0, guess: guess) }.max() ?? 0
        let bars = members.compactMap { plan.colorBar($0, length: plotHeight)?.width }
        after.append(max(overhang, bars.max() ?? 0, column == plan.columns - 1 ? right : 0))
      }
      let gaps = Measure.panelGap * Double(plan.columns - 1)
      let taken = before.reduce(0, +) + after.reduce(0, +) + gaps + 2 * Measure.edge
      plot = ((plan.figure.width - taken) / Double(plan.columns)).rounded(.down)
      var x = Measure.edge
      for column in 0..<plan.columns {
        let start = x
        plotLefts.append((start + before[column]).rounded())
        x = start + before[column] + plot + after[column]
        reaches.append(start...max(start, x))
        x += Measure.panelGap
      }
    }

    /// The axis label, the tick labels and the ticks; at least half the first x tick label.
    private static func before(
      _ plan: Plan, _ index: Int, _ ticks: [Tick], plotHeight: Double, guess: Double
    ) -> Double {
      let label = plan.yLabel(index, plotHeight: plotHeight).count
      let labelWidth =
        label == 0 ? 0 : Double(label) * Measure.axisText * Measure.leading + Measure.axisGap
      let tickWidth = plan.showsY(index) ? tickLabels(plan, index, ticks) : Measure.tickLength
      return max(labelWidth + tickWidth, overhang(plan, index, guess: guess))
    }

    private static func tickLabels(_ plan: Plan, _ index: Int, _ ticks: [Tick]) -> Double {
      let widest =
        ticks.compactMap(\.label)
        .map { TextMetrics.width(of: $0, size: Measure.tickText) }.max() ?? 0
      let limit = widestName(plan)
      return min(widest, limit) + Measure.tickLength + Measure.tickGap
    }

    /// Names beside a panel may take this much of its width, and more where one column has them for all.
    static func widestName(_ plan: Plan) -> Double {
      let shown = plan.contents.indices.filter { plan.showsY($0) }.map { $0 % plan.columns }
      let share = plan.columns > 1 && Set(shown).count == 1 ? 0.34 : 0.45 / Double(plan.columns)
      return plan.figure.width * share
    }

    /// Half of the widest tick label along x: how far one at the very end would stick out.
    private static func overhang(_ plan: Plan, _ index: Int, guess: Double) -> Double {
      let least = 4.0
      let content = plan.contents[index]
      guard plan.showsX(index), content.xCategories.isEmpty else { return least }
      let ticks = AxisTicks.horizontal(for: content, length: guess)
      let widths = ticks.compactMap(\.label).map {
        TextMetrics.width(of: $0, size: Measure.tickText)
      }
      return max(least, (widths.max() ?? 0) / 2)
    }
  }
}

extension PanelGrid.Cell {
  init(
    _ plan: PanelGrid.Plan, index: Int, heights: PanelGrid.Heights, widths: PanelGrid.Widths,
    yTicks: [Tick]
  ) {
    let column = index % plan.columns
    let left = widths.plotLefts[column]
    let top = heights.plotTops[index / plan.columns]
    area = Rect(minX: left, minY: top, maxX: left + widths.plot, maxY: top + heights.plot)
    reach = widths.reaches[column]
    xTicks = AxisTicks.horizontal(for: plan.contents[index], length: area.width)
    self.yTicks = yTicks
    title = plan.title(index)
    xLabel = plan.xLabel(index)
    yLabel = plan.yLabel(index, plotHeight: heights.plot)
    nameLines = plan.nameLines(index)
    showsXTickLabels = plan.showsX(index)
    showsYTickLabels = plan.showsY(index)
    colorBar = plan.colorBar(index, length: heights.plot)
  }
}
