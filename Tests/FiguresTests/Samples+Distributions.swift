import Foundation

@testable import Figures

/// Heat maps and histograms.
extension Samples {
  /// Losses of five methods at seventeen learning rates, with blow-ups and a collapse.
  static var heatMap: Figure {
    var figure = Figure(panels: [rateMap(octaves: (0...16).map { Double($0) / 2 - 8 })])
    figure.height = 300
    return figure
  }

  static func rateMap(title: String? = nil, octaves: [Double], shift: Double = 0) -> Panel {
    let names = [
      "standard, He et al.", "weight norm, He et al.", "standard, data-dependent",
      "weight norm, data-dependent", "batch norm",
    ]
    let rows = names.enumerated().map { index, name in
      let cells = octaves.map { octave -> HeatMap.Cell in
        let distance = octave + 3.5 - 0.4 * Double(index) - shift
        if distance > 3 { return .blowUp }
        if index == 4, octave == octaves[0] { return .collapse }
        return .value(0.06 * pow(1.6, distance * distance / 2 + 0.2 * Double(index)))
      }
      return HeatMap.Row(label: name, cells: cells)
    }
    let map = HeatMap(
      columns: .positions(octaves.map { pow(2, $0) }), rows: rows,
      color: Axis(label: "mean training loss (nats)", scale: .log))
    return Panel(
      title: title, x: Axis(label: "learning rate η", scale: .log), y: Axis(label: ""),
      marks: [.heatMap(map)])
  }

  /// Effects of both signs under names, large enough for their numbers.
  static var signedHeatMap: Figure {
    let rows = ["WN over standard", "DDI over He et al.", "recipe over standard"]
    let map = HeatMap(
      columns: .names(["digits", "Fashion-MNIST", "wine", "breast cancer", "teacher"]),
      rows: rows.enumerated().map { row, name in
        HeatMap.Row(
          label: name,
          cells: (0..<5).map { column in
            row == 1 && column == 3
              ? .empty : .value(1.4 * sin(Double(3 * row + 2 * column)) - 0.3)
          })
      }, color: Axis(label: "log₂ ratio of losses"))
    let panel = Panel(x: Axis(label: "data set"), y: Axis(label: ""), marks: [.heatMap(map)])
    var figure = Figure(panels: [panel])
    figure.height = 320
    return figure
  }

  /// Two maps with one meaning of their colours.
  static var heatMaps: Figure {
    let octaves = (0...9).map { Double($0) - 9 }
    var figure = Figure(
      panels: [
        rateMap(title: "digits", octaves: octaves),
        rateMap(title: "Fashion-MNIST", octaves: octaves, shift: -1.5),
      ], columns: 2, sharesX: true, sharesY: true, sharesColor: true)
    figure.width = 900
    figure.height = 300
    return figure
  }

  /// Three overlapping samples of angles.
  static var histogram: Figure {
    var random = SplitMix(11)
    let middles: [(label: String, style: Style, value: Double)] = [
      ("SGD", "sgd", 0), ("heavy ball", "heavy-ball", 0.12), ("Adam", "adam", 0.3),
    ]
    let samples = middles.map { middle in
      Histogram.Sample(
        label: middle.label, style: middle.style,
        values: (0..<199).map { _ in middle.value + 0.12 * normal(&random) })
    }
    let panel = Panel(
      x: Axis(label: "cos(v, Δv)"), y: Axis(label: "share of steps"),
      marks: [.histogram(Histogram(samples: samples, height: .shares))])
    return Figure(panels: [panel])
  }

  /// One sample over four decades, beside a limit.
  static var logHistogram: Figure {
    var random = SplitMix(13)
    let sample = Histogram.Sample(
      label: "units", style: "wn", values: (0..<400).map { _ in pow(10, normal(&random) - 2) })
    let panel = Panel(
      x: Axis(label: "‖v‖ of a unit", scale: .log), y: Axis(label: "units"),
      marks: [
        .histogram(Histogram(samples: [sample])),
        .reference(Reference(label: "start", form: .vertical(x: 0.01))),
      ])
    return Figure(panels: [panel])
  }

  /// A normally distributed number, nearly: the sum of twelve even ones.
  private static func normal(_ random: inout SplitMix) -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + random.unit() }
  }
}
