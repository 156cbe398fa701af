import Figures
import Runs

/// The selected series of one pair of quantities, which share their scales.
struct PlotQuantity {
  /// Those that show something on the axes.
  let series: [Series]
  let x: Axis
  let y: Axis

  /// In the order of first appearance. A series that has nothing to show is left out where others of
  /// its quantity have.
  static func quantities(of selected: [Series], settings: PlotSettings) -> [PlotQuantity] {
    var groups: [[Series]] = []
    for series in selected {
      let index = groups.firstIndex { $0[0].x == series.x && $0[0].y == series.y }
      if let index { groups[index].append(series) } else { groups.append([series]) }
    }
    return groups.map { PlotQuantity($0, settings) }
  }

  private init(_ all: [Series], _ settings: PlotSettings) {
    let x = Self.x(of: all, settings)
    let y = Self.y(of: all, beside: x.scale, settings)
    let shown = all.filter { $0.shows(on: x.scale, y.scale) }
    self.series = shown.isEmpty ? all : shown
    (self.x, self.y) = (x, y)
  }

  private static func x(of series: [Series], _ settings: PlotSettings) -> Axis {
    let positions = series.map(\.positions)
    return Axis(
      label: series[0].x.label,
      scale: settings.log?.x ?? DecadeRule.scale(ofPositions: positions),
      integerTicks: positions.joined().allSatisfy { $0 == $0.rounded() })
  }

  private static func y(
    of series: [Series], beside x: Axis.Scale, _ settings: PlotSettings
  ) -> Axis {
    let values = series.flatMap { $0.values(on: x, settings) }
    return Axis(
      label: series[0].y.label, scale: settings.log?.y ?? DecadeRule.scale(ofValues: values))
  }
}

extension PlotSettings.LogAxes {
  fileprivate var x: Axis.Scale { self == .x || self == .xy ? .log : .linear }
  fileprivate var y: Axis.Scale { self == .y || self == .xy ? .log : .linear }
}

extension Series {
  /// Whether a median has a place on axes of these scales.
  fileprivate func shows(on x: Axis.Scale, _ y: Axis.Scale) -> Bool {
    zip(positions, median).contains { position, median in
      guard let median else { return false }
      return (x == .linear || position > 0) && (y == .linear || median > 0)
    }
  }

  /// Everything that is drawn of it where the x axis has a place for it.
  fileprivate func values(on x: Axis.Scale, _ settings: PlotSettings) -> [Double] {
    let curve = curve(
      label: "", style: Style.series()[0], band: settings.band, showsSeeds: settings.showsSeeds,
      hasMarkers: false)
    let rows = [curve.y] + [curve.band?.lower, curve.band?.upper].compactMap(\.self) + curve.seeds
    return rows.flatMap { row in
      zip(positions, row).compactMap { position, value in
        x == .linear || position > 0 ? value : nil
      }
    }
  }
}
