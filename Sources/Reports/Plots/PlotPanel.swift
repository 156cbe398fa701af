import Figures
import Foundation
import Runs

/// The series of one quantity, which share a pair of axes.
struct PlotPanel {
  /// Where a line has no more points than this, each has its marker.
  private static let fewPoints = 20

  let series: [Series]
  let name: SharedName

  /// One panel a pair of quantities, in the order of first appearance.
  static func panels(of selected: [Series], in experiment: String) -> [PlotPanel] {
    var groups: [[Series]] = []
    for series in selected {
      let index = groups.firstIndex { $0[0].x == series.x && $0[0].y == series.y }
      if let index { groups[index].append(series) } else { groups.append([series]) }
    }
    return groups.map { group in
      PlotPanel(series: group, name: SharedName(group.map { "\(experiment).\($0.name)" }))
    }
  }

  /// The panel with a look for each series.
  func panel(styles: [Style], settings: PlotSettings) -> Panel {
    Panel(
      title: title, x: x(settings.log), y: y(settings.log),
      marks: series.indices.map { index in
        .curve(
          series[index].curve(
            label: name.labels[index], style: styles[index], band: settings.band,
            showsSeeds: settings.showsSeeds,
            hasMarkers: series[index].positions.count <= Self.fewPoints))
      })
  }

  /// The pattern of the names, and what was measured where that is the same for all.
  private var title: String {
    let explanation = series[0].explanation
    let isShared = series.allSatisfy { $0.explanation == explanation } && !explanation.isEmpty
    return isShared ? "\(name.pattern): \(explanation)" : name.pattern
  }
}

// MARK: Axes

extension PlotPanel {
  func x(_ log: PlotSettings.LogAxes?) -> Axis {
    let positions = series.flatMap(\.positions)
    let isLog =
      switch log {
      case .x, .xy: true
      case .y, nil: series.allSatisfy { Self.haveEqualRatios($0.positions) }
      case .some(.none): false
      }
    return Axis(
      label: series[0].x.label, scale: isLog ? .log : .linear,
      integerTicks: positions.allSatisfy { $0 == $0.rounded() })
  }

  func y(_ log: PlotSettings.LogAxes?) -> Axis {
    Axis(label: series[0].y.label, scale: log == .y || log == .xy ? .log : .linear)
  }

  /// Whether the positions were chosen on a logarithmic scale, as learning rates are.
  private static func haveEqualRatios(_ positions: [Double]) -> Bool {
    guard positions.count > 2, positions.allSatisfy({ $0 > 0 }) else { return false }
    let logs = positions.map { Foundation.log($0) }
    let step = logs[1] - logs[0]
    return zip(logs, logs.dropFirst()).allSatisfy { abs($1 - $0 - step) < 1e-3 * abs(step) }
  }
}
