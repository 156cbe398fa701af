public import Figures
import Foundation
public import Runs

/// Recorded series as a figure of their own, without a template.
public struct SeriesPlot: Equatable, Sendable {
  public let figure: Figure
  /// What the figure shows, in one line.
  public let summary: String

  /// The series of a record whose names match one of the patterns, one panel a quantity. `looks` are
  /// those of the methods that parts of the names may be.
  ///
  /// - Throws: ``ReportError/unusableLooks(reason:)``, ``ReportError/noSeries(pattern:experiment:nearest:)``,
  ///   ``ReportError/notSeries(pattern:experiment:)`` or
  ///   ``ReportError/tooManySeries(count:limit:narrower:)``.
  public init(
    of record: RunRecord, matching patterns: [String], looks: MethodLooks,
    settings: PlotSettings = PlotSettings()
  ) throws(ReportError) {
    let series = try SeriesSelection.series(of: record, matching: patterns)
    let panels = PlotPanel.panels(of: series, in: record.experiment)
    let styles = PlotStyles(for: panels, from: try StyleTable(looks))
    guard styles.count <= PlotStyles.limit else {
      throw .tooManySeries(
        count: styles.count, limit: PlotStyles.limit, narrower: Self.narrower(panels))
    }
    figure = Self.figure(
      zip(panels, styles.styles).map { $0.panel(styles: $1, settings: settings) })
    summary = PlotSummary(series: series, figure: figure, settings: settings).text
  }

  /// A pattern for fewer lines: a part of the fullest panel, or one panel of several.
  private static func narrower(_ panels: [PlotPanel]) -> String? {
    let fullest = panels.max { $0.series.count < $1.series.count }
    guard let fullest else { return nil }
    let fits = fullest.series.count <= PlotStyles.limit
    return fits ? fullest.name.pattern : fullest.name.narrowed(to: PlotStyles.limit)
  }

  /// Small multiples stand below each other, from four on in two columns.
  private static func figure(_ panels: [Panel]) -> Figure {
    let columns = panels.count < 4 ? 1 : 2
    let sharesX = panels.allSatisfy { $0.x == panels[0].x }
    var figure = Figure(panels: panels, columns: columns, sharesX: sharesX)
    let rows = (panels.count + columns - 1) / columns
    if rows > 1 { figure.height = 80 + 240 * Double(rows) }
    if columns > 1 { figure.width = 960 }
    return figure
  }
}

extension SeriesPlot {
  /// The figure as a PNG file.
  ///
  /// - Throws: ``ReportError/cannotDraw(figure:position:reason:)``.
  public func bytes() throws(ReportError) -> [UInt8] { try bytes(called: "the plot") }

  private func bytes(called name: String) throws(ReportError) -> [UInt8] {
    do {
      return try figure.png()
    } catch {
      throw .cannotDraw(figure: name, position: nil, reason: "\(error)")
    }
  }

  /// Draws the figure and puts it in place of a file, or of the file that a link leads to, at once or
  /// not at all.
  ///
  /// - Throws: ``ReportError/cannotDraw(figure:position:reason:)``, or what the disk refused.
  public func write(to path: String) throws(ReportError) {
    let bytes = try bytes(called: path)
    do {
      try AtomicFile(Self.target(of: path)).write(bytes)
    } catch {
      throw ReportError(error)
    }
  }

  private static func target(of path: String) -> String {
    let url = URL(filePath: path)
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
    return url.resolvingSymlinksInPath().path
  }
}
