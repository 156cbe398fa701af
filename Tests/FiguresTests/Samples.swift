import Foundation

@testable import Figures

/// One figure of every kind that chapters draw.
enum Samples {
  static var all: [(name: String, figure: Figure)] {
    [
      ("growth", growth), ("loss", loss), ("forest", forest), ("bars", bars), ("shares", shares),
      ("vectors", vectors), ("multiples", multiples), ("scatter", scatter), ("seeds", seeds),
      ("heat map", heatMap), ("signed heat map", signedHeatMap), ("heat maps", heatMaps),
      ("histogram", histogram), ("log histogram", logHistogram),
    ]
  }

  /// Norms that grow on log-log axes, with bands and a prediction.
  static var growth: Figure {
    let steps = (0..<160).map { pow(10, Double($0) / 159 * 4) }
    let series: [(label: String, style: Style, rate: Double)] = [
      ("WN, SGD", "wn", 0.4), ("WN, heavy ball", "wn-own-rate", 2.4), ("WN, DDI", "wn-ddi", 0.15),
      ("WN, g fixed", "wn-fixed", 0.9), ("log g", "wn-log", 0.25),
    ]
    let curves = series.enumerated().map { index, one in
      let y = steps.map { pow(1 + one.rate * $0, index == 4 ? 0.28 : 0.25) }
      return Mark.curve(
        Curve(
          label: one.label, style: one.style, x: steps, y: y,
          band: Band(lower: y.map { $0 * 0.93 }, upper: y.map { $0 * 1.07 })))
    }
    let theory = Reference(label: "theory: t^¼", form: .curve(x: [1, 1e4], y: [1, 10]))
    let panel = Panel(
      x: Axis(label: "step", scale: .log), y: Axis(label: "‖v‖ / ‖v₀‖", scale: .log),
      marks: curves + [.reference(theory)])
    return Figure(panels: [panel])
  }

  /// Seven named loss curves that end close together.
  static var loss: Figure {
    let epochs = (0...60).map(Double.init)
    let series: [(label: String, style: Style, rate: Double, end: Double)] = [
      ("standard", "std-he", 0.05, 0.2), ("WN", "wn-he", 0.08, 0.18),
      ("standard, DDI", "std-ddi", 0.12, 0.12), ("WN, DDI", "wn-ddi", 0.15, 0.11),
      ("mean-only BN + WN", "mobn-wn", 0.2, 0.05), ("batch norm", "bn", 0.18, 0.06),
      ("log g", "wn-log", 0.1, 0.4),
    ]
    let curves = series.map { one in
      Mark.curve(
        Curve(
          label: one.label, style: one.style, x: epochs,
          y: epochs.map { one.end + (2.3 - one.end) * exp(-$0 * one.rate) }, hasMarkers: true))
    }
    let panel = Panel(
      x: Axis(label: "epoch", integerTicks: true), y: Axis(label: "training loss (nats)"),
      marks: curves + [
        .reference(Reference(label: "chance", form: .horizontal(y: 2.303))),
        .reference(Reference(label: "warm-up ends", form: .vertical(x: 8))),
        .points(
          Points(label: "diverged", style: "std-he", x: [12, 20], y: [1.9, 1.6], shape: .blowUp)),
      ])
    return Figure(panels: [panel])
  }

  /// Eight estimates with intervals and a margin.
  static var forest: Figure {
    let estimates: [(label: String, style: Style, value: Double)] = [
      ("WN vs standard", "wn-he", -0.185), ("WN vs standard, both DDI", "wn-ddi", 0.106),
      ("DDI vs He", "std-ddi", 0.732), ("WN with DDI vs standard (recipe)", "wn-ddi", 0.838),
      ("mean-only BN + WN vs WN", "mobn-wn", 1.2), ("batch norm vs standard", "bn", 1.52),
      ("WN vs batch norm", "wn-ddi", -0.724), ("mean-only BN + WN vs batch norm", "mobn-wn", 0.476),
    ]
    let rows = estimates.enumerated().map { index, one in
      Intervals.Row(
        label: one.label, style: one.style, estimate: one.value,
        low: one.value - 0.1 - 0.02 * Double(index), high: one.value + 0.14)
    }
    let panel = Panel(
      x: Axis(label: "log₂ ratio of areas under the loss curve"), y: Axis(label: ""),
      marks: [.intervals(Intervals(rows: rows, margin: 0.1))])
    return Figure(panels: [panel])
  }

  /// Groups on a logarithmic axis, drawn as dots, one of them missing.
  static var bars: Figure {
    let bars = Bars(
      categories: ["digits", "Fashion-MNIST", "synthetic, ill-conditioned inputs", "teacher"],
      series: [
        .init(label: "standard", style: "standard", values: [12, 340, 81_000, 5]),
        .init(label: "weight norm", style: "wn", values: [8, 120, 22_000, 4]),
        .init(label: "batch norm", style: "bn", values: [3, 14, nil, 2]),
      ])
    let panel = Panel(
      x: Axis(label: "data"), y: Axis(label: "condition number κ", scale: .log),
      marks: [.bars(bars)])
    return Figure(panels: [panel])
  }

  /// Shares of a whole along the steps.
  static var shares: Figure {
    let steps = (0...100).map(Double.init)
    let names = ["first layer", "second layer", "third layer", "output"]
    func weight(_ layer: Int, _ step: Double) -> Double {
      exp(-pow((step - Double(layer) * 33) / 30, 2)) + 0.05
    }
    let layers = names.enumerated().map { index, name in
      Stack.Layer(
        label: name,
        values: steps.map { step in
          weight(index, step) / (0..<4).reduce(0) { $0 + weight($1, step) }
        })
    }
    let panel = Panel(
      x: Axis(label: "step", integerTicks: true),
      y: Axis(label: "share of the squared step length"),
      marks: [.stack(Stack(x: steps, layers: layers))])
    return Figure(panels: [panel])
  }

  /// A step along the tangent of a circle lengthens v.
  static var vectors: Figure {
    let panel = Panel(
      x: Axis(label: "v₁"), y: Axis(label: "v₂"),
      marks: [
        .circle(Circle(label: "‖v‖ = const", center: [0, 0], radius: 1)),
        .arrow(Arrow(label: "v", style: "direction", tail: [0, 0], head: [0.8, 0.6])),
        .arrow(Arrow(label: "−η ∇L", style: "gradient", tail: [0.8, 0.6], head: [0.44, 1.08])),
        .arrow(
          Arrow(label: "v′", style: "step", tail: [0, 0], head: [0.44, 1.08], isDashed: true)),
        .arrow(
          Arrow(label: "w = g v/‖v‖", style: "weight", tail: [0, 0], head: [-0.5, -0.375])),
      ])
    return Figure(panels: [panel])
  }

  /// Two panels with shared axes, blow-ups and collapses.
  static var multiples: Figure {
    Figure(
      panels: [rates("SGD", 0), rates("Adam", -1.5)], columns: 2, sharesX: true, sharesY: true)
  }

  /// Final losses along the learning rate.
  static func rates(_ title: String, _ shift: Double) -> Panel {
    let styles: [Style] = ["standard", "wn", "bn"]
    let labels = ["standard", "weight norm", "batch norm"]
    let rates = (0..<10).map { pow(2, Double($0) - 8) }
    let curves = styles.indices.map { index in
      let y = rates.map { rate -> Double? in
        let distance = log2(rate) + 4 - shift - Double(index)
        return distance > 3.2 ? nil : 0.05 * (1 + distance * distance * 0.6)
      }
      return Mark.curve(
        Curve(
          label: labels[index], style: styles[index], x: rates, y: y,
          band: Band(lower: y.map { $0.map { $0 * 0.8 } }, upper: y.map { $0.map { $0 * 1.3 } }),
          hasMarkers: true))
    }
    let events: [Mark] = [
      .points(
        Points(
          label: "blew up", style: "standard", x: [pow(2, shift)], y: [1.5], shape: .blowUp)),
      .points(
        Points(
          label: "collapsed", style: "wn", x: [pow(2, shift + 0.8)], y: [0.9], shape: .collapse)),
    ]
    return Panel(
      title: title, x: Axis(label: "learning rate η", scale: .log),
      y: Axis(label: "final loss", scale: .log), marks: curves + events)
  }

  /// Five methods as clouds of points.
  static var scatter: Figure {
    var random = SplitMix(7)
    let marks = (["standard", "wn", "wn-log", "std-l2", "bn"] as [Style]).map { style in
      let x = (0..<30).map { _ in pow(10, random.between(-0.2, 1.2)) }
      let y = (0..<30).map { _ in random.between(0.4, 2) }
      return Mark.points(Points(label: style.name, style: style, x: x, y: y))
    }
    let panel = Panel(
      x: Axis(label: "condition number κ", scale: .log), y: Axis(label: "|g| after training"),
      marks: marks)
    return Figure(panels: [panel])
  }

  /// Medians above three noisy seeds each.
  static var seeds: Figure {
    var random = SplitMix(9)
    let steps = (0...200).map { Double($0) * 50 }
    let curves = (["standard", "wn"] as [Style]).enumerated().map { index, style in
      let median = steps.map { 2 * exp(-$0 / (1500 + 1200 * Double(index))) + 0.02 }
      let seeds = (0..<3).map { seed in
        median.map { value -> Double? in
          value * (1 + 0.12 * Double(seed - 1)) * exp(random.between(-0.08, 0.08))
        }
      }
      return Mark.curve(Curve(label: style.name, style: style, x: steps, y: median, seeds: seeds))
    }
    let panel = Panel(
      x: Axis(label: "step", integerTicks: true), y: Axis(label: "loss", scale: .log),
      marks: curves)
    return Figure(panels: [panel])
  }
}
