import Figures
public import Runs

/// Recorded series as figures of their own, without a template.
public struct SeriesPlot: Equatable, Sendable {
  /// More than that is a gallery that nobody asked for.
  private static let pictureLimit = 24

  /// One where everything can be told apart in it, otherwise several.
  public let pictures: [PlotPicture]

  /// The series of a record whose names match one of the patterns, by quantity. `looks` are those of
  /// the methods that parts of the names may be.
  ///
  /// - Throws: ``ReportError/unusableLooks(reason:)``, ``ReportError/recordsNoSeries(experiment:)``,
  ///   ``ReportError/noSeries(pattern:experiment:nearest:)``,
  ///   ``ReportError/notSeries(pattern:experiment:)`` or
  ///   ``ReportError/tooManyPictures(series:limit:narrower:)``.
  public init(
    of record: RunRecord, matching patterns: [String], looks: MethodLooks,
    settings: PlotSettings = PlotSettings()
  ) throws(ReportError) {
    let selected = try SeriesSelection.series(of: record, matching: patterns)
    let table = try StyleTable(looks)
    guard selected.count <= Self.pictureLimit * PictureSplit.panelLimit * PanelSplit.lineLimit
    else { throw Self.tooMany(selected, record) }
    let quantities = PlotQuantity.quantities(of: selected, settings: settings)
    let panels = quantities.map {
      PlotPanel.panels(of: $0, in: record.experiment, table: table)
    }
    let groups = PictureSplit.pictures(of: panels, table: table)
    guard groups.count <= Self.pictureLimit else { throw Self.tooMany(selected, record) }
    let styles = Self.styles(of: groups, table)
    let shown = Set(quantities.flatMap(\.series).map(\.name))
    let hidden = selected.map(\.name).filter { !shown.contains($0) }
    pictures = groups.indices.map { index in
      PlotPicture(
        groups[index], styles: styles[index], settings: settings, of: record,
        hidden: index == 0 ? hidden : [])
    }
  }

  /// A label looks the same in all pictures, if there are looks enough.
  private static func styles(of groups: [[PlotPanel]], _ table: StyleTable) -> [[[Style]]] {
    let all = PlotStyles(for: groups.flatMap(\.self), from: table)
    guard all.count <= PlotStyles.limit else {
      return groups.map { PlotStyles(for: $0, from: table).styles }
    }
    var rest = all.styles[...]
    return groups.map { group in
      defer { rest = rest.dropFirst(group.count) }
      return Array(rest.prefix(group.count))
    }
  }

  /// A pattern for fewer lines is offered.
  private static func tooMany(_ selected: [Series], _ record: RunRecord) -> ReportError {
    let name = SharedName(selected.map { "\(record.experiment).\($0.name)" })
    let narrower = name.narrowed(to: PictureSplit.panelLimit * PanelSplit.lineLimit)
    return .tooManyPictures(series: selected.count, limit: pictureLimit, narrower: narrower)
  }
}
