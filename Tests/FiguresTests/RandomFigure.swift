@testable import Figures

/// Figures that no author would write, but might generate.
enum RandomFigure {
  static func figure(_ random: inout SplitMix) -> Figure {
    let count = 1 + random.below(6)
    var figure = Figure(
      panels: (0..<count).map { _ in panel(&random) }, columns: 1 + random.below(3),
      sharesX: random.below(2) == 0, sharesY: random.below(2) == 0,
      sharesColor: random.below(2) == 0)
    if count > figure.columns { figure.height = 900 }
    if count > 2 * figure.columns { figure.height = 1500 }
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
    let numbers = RandomNumbers(&random)
    let bounds = (0..<2).map { _ in random.below(8) == 0 ? numbers.next(&random) : nil }
    return Axis(
      label: text(&random), scale: random.below(2) == 0 ? .linear : .log,
      lowerBound: bounds[0], upperBound: bounds[1], integerTicks: random.below(3) == 0)
  }

  private static func lines(_ random: inout SplitMix) -> [Mark] {
    let (across, up) = (RandomNumbers(&random), RandomNumbers(&random))
    let length = random.below(4) == 0 ? random.below(3) : random.below(60)
    let x = (0..<length).map { _ in across.next(&random) }.sorted()
    var marks = (0..<(1 + random.below(12))).map { _ in
      Mark.curve(curve(x, up, &random))
    }
    marks += (0..<random.below(4)).map { _ in
      .reference(Reference(label: text(&random), form: form(across, up, &random)))
    }
    if random.below(2) == 0 {
      let places = (0..<(1 + random.below(4))).map { _ in
        (across.next(&random), up.next(&random))
      }
      let shapes = Points.Shape.allCases
      marks.append(
        .points(
          Points(
            label: text(&random), style: style(&random), x: places.map(\.0), y: places.map(\.1),
            shape: shapes[random.below(shapes.count)])))
    }
    return marks
  }

  private static func curve(
    _ x: [Double], _ numbers: RandomNumbers, _ random: inout SplitMix
  ) -> Curve {
    func series(_ random: inout SplitMix) -> [Double?] {
      x.map { _ in random.below(12) == 0 ? nil : numbers.next(&random) }
    }
    let band = random.below(2) == 0 ? nil : Band(lower: series(&random), upper: series(&random))
    return Curve(
      label: text(&random), style: style(&random), x: x, y: series(&random), band: band,
      seeds: (0..<random.below(3)).map { _ in series(&random) },
      hasMarkers: random.below(2) == 0)
  }

  private static func form(
    _ across: RandomNumbers, _ up: RandomNumbers, _ random: inout SplitMix
  ) -> Reference.Form {
    switch random.below(3) {
    case 0: return .vertical(x: across.next(&random))
    case 1: return .horizontal(y: up.next(&random))
    default:
      let x = [across.next(&random), across.next(&random)]
      return .curve(x: x, y: [up.next(&random), up.next(&random)])
    }
  }

  private static func bars(_ random: inout SplitMix) -> Bars {
    let categories = (0..<random.below(9)).map { _ in text(&random) }
    let numbers = RandomNumbers(&random)
    let series = (0..<random.below(5)).map { _ in
      Bars.Series(
        label: text(&random), style: style(&random),
        values: categories.map { _ in random.below(9) == 0 ? nil : numbers.next(&random) })
    }
    return Bars(categories: categories, series: series)
  }

  private static func intervals(_ random: inout SplitMix) -> Intervals {
    let numbers = RandomNumbers(&random)
    let rows = (0..<random.below(9)).map { _ in
      let values = (0..<3).map { _ in numbers.next(&random) }.sorted()
      return Intervals.Row(
        label: text(&random), style: style(&random), estimate: values[1], low: values[0],
        high: values[2])
    }
    let margin = random.below(2) == 0 ? nil : abs(numbers.next(&random))
    return Intervals(rows: rows, margin: margin)
  }

  private static func stack(_ random: inout SplitMix) -> Stack {
    let x = (0..<random.below(20)).map { Double($0) }
    let numbers = RandomNumbers(&random)
    let layers = (0..<random.below(7)).map { _ in
      Stack.Layer(label: text(&random), values: x.map { _ in abs(numbers.next(&random)) })
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
    let numbers = RandomNumbers(&random)
    let size = max(abs(numbers.next(&random)), 1e-300)
    func place(_ random: inout SplitMix) -> [Double] {
      [numbers.next(&random), numbers.next(&random)]
    }
    let arrows = (0..<random.below(6)).map { _ in
      Mark.arrow(
        Arrow(
          label: text(&random), style: style(&random), tail: place(&random), head: place(&random)))
    }
    return arrows + [.circle(Circle(label: text(&random), center: [0, 0], radius: size))]
  }

  private static func style(_ random: inout SplitMix) -> Style {
    let styles = StyleTable.shipped.styles
    return styles[random.below(styles.count)]
  }

  /// One to seven words, some of them long or with signs.
  private static func text(_ random: inout SplitMix) -> String {
    let words = ["WN", "‖v‖", "10⁻³", "t^¼", "learning-rate", "standard", "|g|", "η", "batch"]
    let count = random.below(6) == 0 ? 7 : 1 + random.below(2)
    return (0..<count).map { _ in words[random.below(words.count)] }.joined(separator: " ")
  }
}
