public import Figures
import Foundation
import Runs

/// One picture of a plot.
public struct PlotPicture: Equatable, Sendable {
  public let figure: Figure
  /// What the figure shows, in one line.
  public let summary: String
  /// The figure as a cell to paste into a page, which draws the same picture.
  public let cell: String
  /// The pattern of all names in it.
  public let pattern: String
  /// The patterns of its panels.
  public let panelPatterns: [String]

  init(
    _ panels: [PlotPanel], styles: [[Style]], settings: PlotSettings, of record: RunRecord,
    hidden: [String]
  ) {
    let columns = panels.count < 4 ? 1 : 2
    // All titles tell what was measured, or none.
    let isExplained = panels.allSatisfy { $0.hasRoomForExplanation(isNarrow: columns > 1) }
    figure = Self.figure(
      zip(panels, styles).map {
        $0.panel(styles: $1, settings: settings, isExplained: isExplained)
      }, columns: columns)
    let series = panels.flatMap(\.series)
    pattern = SharedName(series.map { "\(record.experiment).\($0.name)" }).pattern
    panelPatterns = panels.map(\.name.pattern)
    summary =
      PlotSummary(series: series, figure: figure, settings: settings, hidden: hidden).text
    cell =
      PlotCell(
        panels: panels, figure: figure, settings: settings, record: record, pattern: pattern
      ).text
  }

  /// Small multiples stand below each other, from four on in two columns. Those of one quantity can be
  /// compared by their places, unless one of them would become flat.
  private static func figure(_ panels: [Panel], columns: Int) -> Figure {
    let sharesX = panels.count > 1 && panels.allSatisfy { $0.x == panels[0].x }
    var figure = Figure(
      panels: panels, columns: columns, sharesX: sharesX,
      sharesY: sharesX && panels.allSatisfy { $0.y == panels[0].y } && CommonRange.suits(panels))
    let rows = (panels.count + columns - 1) / columns
    if rows > 1 { figure.height = 80 + 240 * Double(rows) }
    if columns > 1 { figure.width = 960 }
    return figure
  }
}

extension PlotPicture {
  /// Checks that a page would take the figure.
  ///
  /// - Throws: ``ReportError/cannotDraw(figure:position:reason:)``.
  public func check() throws(ReportError) {
    do {
      try figure.check()
    } catch {
      throw .cannotDraw(figure: "the plot", position: nil, reason: "\(error)")
    }
  }

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
