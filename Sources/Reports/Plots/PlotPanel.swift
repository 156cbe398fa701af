import Figures
import Runs

/// Series of one quantity that share a pair of axes.
struct PlotPanel {
  /// Where a line has no more points than this, each has its marker, and the other lines of the panel
  /// have theirs here and there.
  private static let fewPoints = 20
  /// How many characters stand on two lines.
  private static let narrowTitle = 90
  private static let wideTitle = 150

  let series: [Series]
  let name: SharedName
  /// One for each series. A line alone is called after its method, if it has one: the title tells the
  /// rest.
  let labels: [String]
  let x: Axis
  let y: Axis
  /// What the pattern of the names does not tell: `1 of 2`.
  let part: String?

  /// The panels of a quantity.
  static func panels(
    of quantity: PlotQuantity, in experiment: String, table: StyleTable
  ) -> [PlotPanel] {
    let groups = PanelSplit.groups(of: quantity.series) { table.method(named: $0) != nil }
    let names = groups.map { group in SharedName(group.map { "\(experiment).\($0.name)" }) }
    return groups.indices.map { index in
      let alike = names.indices.filter { names[$0].pattern == names[index].pattern }
      let part = alike.firstIndex(of: index).map { "\($0 + 1) of \(alike.count)" }
      let method = groups[index].count == 1 ? groups[index][0].method(in: table) : nil
      return PlotPanel(
        series: groups[index], name: names[index],
        labels: method.map { [$0.name] } ?? names[index].labels, x: quantity.x, y: quantity.y,
        part: alike.count > 1 ? part : nil)
    }
  }

  /// The panel with a look for each series.
  func panel(styles: [Style], settings: PlotSettings, isExplained: Bool) -> Panel {
    let hasMarkers = series.contains { $0.positions.count <= Self.fewPoints }
    return Panel(
      title: isExplained ? fullTitle : title, x: x, y: y,
      marks: series.indices.map { index in
        .curve(
          series[index].curve(
            label: labels[index], style: styles[index], band: settings.band,
            showsSeeds: settings.showsSeeds, hasMarkers: hasMarkers))
      })
  }

  /// The pattern of the names.
  private var title: String { part.map { "\(name.pattern) (\($0))" } ?? name.pattern }

  /// With what was measured, where that is the same for all.
  private var fullTitle: String { explanation.map { "\(title): \($0)" } ?? title }

  /// Whether the full title has room above the panel, beside another one or alone.
  func hasRoomForExplanation(isNarrow: Bool) -> Bool {
    fullTitle.count <= (isNarrow ? Self.narrowTitle : Self.wideTitle)
  }

  /// What was measured, where it is the same for all and a page can name it in a figure.
  private var explanation: String? {
    let first = series[0].explanation
    guard series.allSatisfy({ $0.explanation == first }) else { return nil }
    let words = first.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isTag = ["{{", "{%", "{#"].contains(where: words.contains)
    return words.isEmpty || isTag || FigureText.fault(in: words) != nil ? nil : words
  }
}
