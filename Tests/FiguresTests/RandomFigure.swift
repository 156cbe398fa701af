@testable import Figures

/// Figures that no author would write, but might generate.
enum RandomFigure {
  static func figure(_ random: inout SplitMix) -> Figure {
    let count = 1 + random.below(4)
    var figure = Figure(
      panels: (0..<count).map { _ in panel(&random) }, columns: 1 + random.below(2),
      sharesX: random.below(2) == 0, sharesY: random.below(2) == 0,
      sharesColor: random.below(2) == 0)
    if count > 2, figure.columns == 1 { figure.height = 900 }
    return figure
  }

  private static func panel(_ random: inout SplitMix) -> Panel {
    var x = axis(&random)
    let y = axis(&random)
    let marks: [Mark]
    switch random.below(8) {
    case 0: marks = [.bars(bars(&random))]
    case 1: marks = [.intervals(intervals(&random))]
    case 2: marks = [.stack(stack(&random))]
    case 3:
      x.scale = .linear
      let y = Axis(label: text(&random))
      return Panel(title: text(&random), x: x, y: y, marks: vectors(&random))
    case 4: marks = [.heatMap(heatMap(&random))]
    case 5: marks = [.histogram(histogram(&random))]
    default: marks = lines(&random)
    }
    return Panel(title: random.below(2) == 0 ? nil : text(&random), x: x, y: y, marks: marks)
  }

  private static func axis(_ random: inout SplitMix) -> Axis {
    Axis(
      label: text(&random), scale: random.below(2) == 0 ? .linear : .log,
      integerTicks: random.below(3) == 0)
  }

  private static func lines(_ random: inout SplitMix) -> [Mark] {
    let scale = power(10, random.between(-12, 12))
    let count = random.below(12)
    let length = random.below(60)
    var marks = (0..<count).map { _ -> Mark in
      let x = (0..<length).map { Double($0) * scale }
      let y = x.map { _ in random.below(12) == 0 ? nil : random.between(-0.2, 1) * scale }
      return .curve(
        Curve(
          label: text(&random), style: style(&random), x: x, y: y,
          band: Band(lower: y.map { $0.map { $0 * 0.9 } }, upper: y.map { $0.map { $0 * 1.2 } }),
          hasMarkers: random.below(2) == 0))
    }
    for _ in 0..<random.below(4) {
      let place = random.between(0, Double(length)) * scale
      marks.append(
        .reference(
          Reference(
            label: text(&random),
            form: random.below(2) == 0 ? .vertical(x: place) : .horizontal(y: place))))
    }
    if random.below(2) == 0 {
      marks.append(
        .points(
          Points(
            label: text(&random), style: style(&random), x: [scale, 2 * scale], y: [0, scale],
            shape: .collapse)))
    }
    return marks
  }

  private static func bars(_ random: inout SplitMix) -> Bars {
    let categories = (0..<random.below(9)).map { _ in text(&random) }
    let series = (0..<random.below(5)).map { _ in
      Bars.Series(
        label: text(&random), style: style(&random),
        values: categories.map { _ in random.between(-1, 9) })
    }
    return Bars(categories: categories, series: series)
  }

  private static func intervals(_ random: inout SplitMix) -> Intervals {
    let rows = (0..<random.below(9)).map { _ in
      let value = random.between(-2, 2)
      return Intervals.Row(
        label: text(&random), style: style(&random), estimate: value, low: value - random.unit(),
        high: value + random.unit())
    }
    return Intervals(rows: rows, margin: random.below(2) == 0 ? nil : random.unit())
  }

  private static func stack(_ random: inout SplitMix) -> Stack {
    let x = (0..<random.below(20)).map { Double($0) }
    let layers = (0..<random.below(7)).map { _ in
      Stack.Layer(label: text(&random), values: x.map { _ in random.unit() })
    }
    return Stack(x: x, layers: layers)
  }

  private static func heatMap(_ random: inout SplitMix) -> HeatMap {
    let count = random.below(20)
    let scale = power(10, random.between(-12, 12))
    let columns: HeatMap.Columns =
      random.below(2) == 0
      ? .names((0..<count).map { _ in text(&random) })
      : .positions((0..<count).map { scale * (Double($0) - 1) })
    let rows = (0..<random.below(9)).map { _ in
      let cells = (0..<count).map { _ -> HeatMap.Cell in
        switch random.below(10) {
        case 0: .blowUp
        case 1: .collapse
        case 2: .empty
        default: .value(random.between(-0.3, 1) * scale)
        }
      }
      return HeatMap.Row(label: text(&random), cells: cells)
    }
    let ramp = [nil, ColorRamp.sequential, .diverging][random.below(3)]
    return HeatMap(columns: columns, rows: rows, color: axis(&random), ramp: ramp)
  }

  private static func histogram(_ random: inout SplitMix) -> Histogram {
    let scale = power(10, random.between(-12, 12))
    let samples = (0..<random.below(5)).map { _ in
      Histogram.Sample(
        label: text(&random), style: style(&random),
        values: (0..<random.below(60)).map { _ in random.between(-0.2, 1) * scale })
    }
    let bins = [
      Histogram.Bins.automatic, .count(1 + random.below(40)), .edges([-scale, 0, scale / 2]),
    ][random.below(3)]
    return Histogram(
      samples: samples, bins: bins, height: random.below(2) == 0 ? .counts : .shares)
  }

  private static func vectors(_ random: inout SplitMix) -> [Mark] {
    let size = power(10, random.between(-6, 6))
    func place(_ random: inout SplitMix) -> [Double] {
      [random.between(-size, size), random.between(-size, size)]
    }
    let arrows = (0..<random.below(6)).map { _ in
      Mark.arrow(
        Arrow(
          label: text(&random), style: style(&random), tail: place(&random), head: place(&random)))
    }
    return arrows + [.circle(Circle(label: text(&random), center: [0, 0], radius: size))]
  }

  private static func style(_ random: inout SplitMix) -> String {
    MethodStyle.names[random.below(MethodStyle.names.count)]
  }

  /// One to seven words, some of them long or with signs.
  private static func text(_ random: inout SplitMix) -> String {
    let words = ["WN", "‖v‖", "10⁻³", "t^¼", "learning-rate", "standard", "|g|", "η", "batch"]
    let count = random.below(6) == 0 ? 7 : 1 + random.below(2)
    return (0..<count).map { _ in words[random.below(words.count)] }.joined(separator: " ")
  }
}
