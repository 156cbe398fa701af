import Figures
import Runs

/// Says in words what the lines of a picture are, and what was asked for and is not there.
struct PlotSummary {
  /// More names of series without a value are only counted.
  private static let hiddenLimit = 3

  let series: [Series]
  let figure: Figure
  let settings: PlotSettings
  /// The series of the plot that have nothing to show.
  let hidden: [String]

  var text: String {
    var parts = [lines]
    if settings.log == nil, let logarithmic { parts.append(logarithmic) }
    if settings.showsSeeds, series.allSatisfy(\.seeds.isEmpty) {
      parts.append("no single seeds are recorded")
    }
    if hiddenCount > 0 {
      parts.append("medians left out of a logarithmic axis, not being positive: \(hiddenCount)")
    }
    if !hidden.isEmpty {
      let more = hidden.count > Self.hiddenLimit ? ", …" : ""
      let names = hidden.prefix(Self.hiddenLimit).joined(separator: ", ")
      parts.append("left out, having no value that the axes show: \(names)\(more)")
    }
    return parts.joined(separator: "; ")
  }

  private var lines: String {
    let panels = figure.panels.count
    let count = "\(series.count) series" + (panels > 1 ? " in \(panels) panels" : "")
    guard series.contains(where: { $0.spread != nil }) else { return count }
    let band = settings.band == .none ? "" : " with \(settings.band.rawValue)"
    return "\(count), medians over seeds\(band)"
  }

  /// The axes that are logarithmic without having been asked for.
  private var logarithmic: String? {
    var labels: [String] = []
    for axis in figure.panels.flatMap({ [$0.x, $0.y] }) where axis.scale == .log {
      let label = axis.label.isEmpty ? "an axis without a name" : axis.label
      if !labels.contains(label) { labels.append(label) }
    }
    guard !labels.isEmpty else { return nil }
    return "taken to be logarithmic: \(labels.joined(separator: ", "))"
      + " (--log none makes all axes linear)"
  }

  /// How many medians logarithmic axes cannot show.
  private var hiddenCount: Int {
    figure.panels.reduce(0) { count, panel in
      count + panel.marks.reduce(0) { $0 + Self.hiddenCount(of: $1, in: panel) }
    }
  }

  private static func hiddenCount(of mark: Mark, in panel: Panel) -> Int {
    guard case .curve(let curve) = mark else { return 0 }
    return zip(curve.x, curve.y).count { x, y in
      guard let y else { return false }
      return panel.x.scale == .log && x <= 0 || panel.y.scale == .log && y <= 0
    }
  }
}
