import Foundation

/// Chooses an axis' ticks for its length on paper.
enum AxisTicks {
  /// Ticks of an x axis of `length` pixels: about one every 80, fewer where their labels would
  /// touch, and the names where the axis has names. Powers of ten are short and stand closer.
  static func horizontal(for content: PanelContent, length: Double) -> [Tick] {
    let names = content.xCategories
    if !names.isEmpty { return named(names) }
    let isLog = content.x.scale == .log
    if let all = integers(content.panel.x, content.x),
      !collide(all, in: content.x, length: length)
    {
      return all
    }
    return thinned(
      length: length, spacing: isLog ? Measure.pixelsPerXDecade : Measure.pixelsPerXTick,
      ticks: { numeric(content.panel.x, content.x, content.xNotation, count: $0) }
    ) { collide($0, in: content.x, length: length) }
  }

  /// Ticks of a y axis of `length` pixels, or the names where it has names.
  static func vertical(for content: PanelContent, length: Double) -> [Tick] {
    let names = content.yCategories
    if !names.isEmpty { return named(names.reversed()) }
    return vertical(content.panel.y, content.y, content.yNotation, length: length)
  }

  /// Ticks of a vertical axis of numbers, about one every 45 pixels.
  static func vertical(
    _ axis: Axis, _ range: AxisRange, _ notation: LogNotation? = nil, length: Double
  ) -> [Tick] {
    let isLog = range.scale == .log
    let line = Measure.tickText * Measure.leading
    if let all = integers(axis, range), !tooDense(all, in: range, length: length, line: 1.5 * line)
    {
      return all
    }
    return thinned(
      length: length, spacing: isLog ? Measure.pixelsPerYDecade : Measure.pixelsPerYTick,
      ticks: { numeric(axis, range, notation, count: $0) }
    ) { tooDense($0, in: range, length: length, line: line) }
  }

  /// The most ticks that keep their distance: first as many as wished for, then ever fewer.
  private static func thinned(
    length: Double, spacing: Double, ticks candidate: (Int) -> [Tick],
    where touch: ([Tick]) -> Bool
  ) -> [Tick] {
    let wished = max(2, Int(length / spacing) + 1)
    // Round steps may overshoot the wish, but not by much.
    let most = max(2, Int(length / (0.9 * spacing)) + 1)
    for count in (2...wished).reversed() {
      let ticks = candidate(count)
      if ticks.count(where: { $0.label != nil }) <= most, !touch(ticks) { return ticks }
    }
    let fewest = candidate(2)
    return touch(fewest) ? firstOnly(fewest) : fewest
  }

  /// Ticks of axes with equal units: the smallest step of 1, 2, 5, 10, … whose labels keep their
  /// distance, the same on both.
  static func equal(for content: PanelContent, in area: Rect) -> (x: [Tick], y: [Tick]) {
    guard content.x.scale == .linear, content.y.scale == .linear else {
      return (
        horizontal(for: content, length: area.width), vertical(for: content, length: area.height)
      )
    }
    let least = (content.x.upper - content.x.lower) / area.width * Measure.pixelsPerYTick
    let exponent = Int(log10(least).rounded(.down))
    let steps = [1.0, 2, 5, 10, 20, 50, 100].map { NumberText.scaled($0, by: exponent) }
    let step = steps.first { step in
      step >= least
        && !collide(multiples(of: step, in: content.x), in: content.x, length: area.width)
    }
    let common = step ?? steps[6]
    return (multiples(of: common, in: content.x), multiples(of: common, in: content.y))
  }

  private static func multiples(of step: Double, in range: AxisRange) -> [Tick] {
    let first = (range.lower / step - 1e-9).rounded(.up)
    let last = (range.upper / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 100 else { return [] }
    return LinearLabels.ticks(at: stride(from: first, through: last, by: 1).map { $0 * step })
  }

  private static func named(_ names: [String]) -> [Tick] {
    names.enumerated().map { Tick(value: Double($0), label: $1) }
  }

  private static func numeric(
    _ axis: Axis, _ range: AxisRange, _ notation: LogNotation?, count: Int
  ) -> [Tick] {
    if range.scale == .log {
      return LogTicks.ticks(in: range, count: count, notation: notation)
    }
    let positions =
      axis.integerTicks
      ? IntegerTicks.positions(from: range.lower, to: range.upper, count: count)
      : LinearTicks.positions(from: range.lower, to: range.upper, count: count, few: 5)
    return LinearLabels.ticks(at: positions)
  }

  /// Every whole number of an axis with few of them, else nil.
  private static func integers(_ axis: Axis, _ range: AxisRange) -> [Tick]? {
    guard axis.integerTicks, range.scale == .linear else { return nil }
    return IntegerTicks.all(from: range.lower, to: range.upper).map(LinearLabels.ticks)
  }

  private static func collide(_ ticks: [Tick], in range: AxisRange, length: Double) -> Bool {
    var end = -Double.infinity
    for tick in ticks {
      guard let label = tick.label, let fraction = range.fraction(tick.value) else { continue }
      let half = TextMetrics.width(of: label, size: Measure.tickText) / 2
      if fraction * length - half < end + Measure.labelGap { return true }
      end = fraction * length + half
    }
    return false
  }

  private static func tooDense(
    _ ticks: [Tick], in range: AxisRange, length: Double, line: Double
  ) -> Bool {
    let places = ticks.filter { $0.label != nil }.compactMap { range.fraction($0.value) }
    return zip(places, places.dropFirst()).contains { ($1 - $0) * length < line }
  }

  /// All ticks, only the first label kept: for axes too short for two labels.
  private static func firstOnly(_ ticks: [Tick]) -> [Tick] {
    let first = ticks.firstIndex { $0.label != nil }
    return ticks.enumerated().map { index, tick in
      Tick(value: tick.value, label: index == first ? tick.label : nil)
    }
  }
}

/// A position on an axis; without a label it is a minor tick.
struct Tick: Equatable, Sendable {
  var value: Double
  var label: String?
}
