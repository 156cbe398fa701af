import Figures
import Foundation
import Runs

/// The series of one quantity, which share a pair of axes.
struct PlotPanel {
  /// Where a line has no more points than this, each has its marker.
  private static let fewPoints = 20

  let traces: [Trace]
  let name: SharedName

  /// One panel a pair of quantities, in the order of first appearance.
  static func panels(of series: [Trace], in experiment: String) -> [PlotPanel] {
    var groups: [[Trace]] = []
    for trace in series {
      let index = groups.firstIndex { $0[0].x == trace.x && $0[0].y == trace.y }
      if let index { groups[index].append(trace) } else { groups.append([trace]) }
    }
    return groups.map { traces in
      PlotPanel(
        traces: traces, name: SharedName(traces.map { "\(experiment).\($0.name)" }))
    }
  }

  /// The panel with a look for each series.
  func panel(styles: [Style], settings: PlotSettings) -> Panel {
    Panel(
      title: title, x: x(settings.log), y: y(settings.log),
      marks: traces.indices.map { index in
        let trace = traces[index]
        return .curve(
          trace.curve(
            label: name.labels[index], style: styles[index], band: settings.band,
            showsSeeds: settings.showsSeeds,
            hasMarkers: trace.positions.count <= Self.fewPoints))
      })
  }

  /// The pattern of the names, and what was measured where that is the same for all.
  private var title: String {
    let explanation = traces[0].explanation
    let isShared = traces.allSatisfy { $0.explanation == explanation } && !explanation.isEmpty
    return isShared ? "\(name.pattern): \(explanation)" : name.pattern
  }
}

// MARK: Axes

extension PlotPanel {
  func x(_ log: PlotSettings.LogAxes?) -> Axis {
    let positions = traces.flatMap(\.positions)
    let isLog =
      switch log {
      case .x, .xy: true
      case .y, nil: traces.allSatisfy { Self.haveEqualRatios($0.positions) }
      case .some(.none): false
      }
    return Axis(
      label: traces[0].x.label, scale: isLog ? .log : .linear,
      integerTicks: positions.allSatisfy { $0 == $0.rounded() })
  }

  func y(_ log: PlotSettings.LogAxes?) -> Axis {
    Axis(label: traces[0].y.label, scale: log == .y || log == .xy ? .log : .linear)
  }

  /// Whether the positions were chosen on a logarithmic scale, as learning rates are.
  private static func haveEqualRatios(_ positions: [Double]) -> Bool {
    guard positions.count > 2, positions.allSatisfy({ $0 > 0 }) else { return false }
    let logs = positions.map { Foundation.log($0) }
    let step = logs[1] - logs[0]
    return zip(logs, logs.dropFirst()).allSatisfy { abs($1 - $0 - step) < 1e-3 * abs(step) }
  }
}
