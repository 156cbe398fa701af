import Figures
import Runs

/// Says in words what the lines of a plot are, and what was asked for and is not there.
struct PlotSummary {
  let series: [Series]
  let figure: Figure
  let settings: PlotSettings

  var text: String {
    var parts = [lines]
    if settings.showsSeeds, series.allSatisfy(\.seeds.isEmpty) {
      parts.append("no single seeds are recorded")
    }
    if hiddenCount > 0 {
      parts.append("medians left out of a logarithmic axis, not being positive: \(hiddenCount)")
    }
    return parts.joined(separator: "; ")
  }

  private var lines: String {
    let count = "\(series.count) series"
    guard series.contains(where: { $0.spread != nil }) else { return count }
    let band = settings.band == .none ? "" : " with \(settings.band.rawValue)"
    return "\(count), medians over seeds\(band)"
  }

  /// How many medians a logarithmic y cannot show.
  private var hiddenCount: Int {
    figure.panels.filter { $0.y.scale == .log }.flatMap(\.marks).reduce(0) { count, mark in
      guard case .curve(let curve) = mark else { return count }
      return count + curve.y.count { $0.map { $0 <= 0 } ?? false }
    }
  }
}
