import Runs

/// Why a series has no value where a template asks for it.
enum SeriesMiss: Error, Hashable, Sendable {
  /// The recorded positions on both sides; nothing is interpolated between them.
  case between(position: String, below: String, above: String, quantity: String)
  case outside(position: String, first: String, last: String, quantity: String)
  /// No seed has a finite value there.
  case gap(position: String)
  case empty

  func message(of series: String) -> String {
    switch self {
    case .between(let position, let below, let above, let quantity):
      return "`\(series)` is not recorded at \(position); the nearest positions\(quantity) are"
        + " \(below) and \(above)"
    case .outside(let position, let first, let last, let quantity):
      let range = first == last ? "only at \(first)" : "from \(first) to \(last)"
      return "`\(series)` is recorded \(range)\(quantity), not at \(position)"
    case .gap(let position):
      return "`\(series)` has no finite value at \(position), which is a gap in it"
    case .empty: return "`\(series)` has no position at all"
    }
  }
}

extension Series {
  /// The recorded median at a position. Between recorded positions there is none: what was not
  /// measured is not told.
  ///
  /// Records keep six significant digits of a position, so that a rate of 1/3 is found at 0.333333.
  func value(at position: Double) throws(SeriesMiss) -> Double {
    guard let first = positions.first, let last = positions.last else { throw .empty }
    let isWhole = position == position.rounded()
    let index =
      positions.firstIndex(of: position)
      ?? (isWhole ? nil : positions.firstIndex(of: position.sixDigits))
    let asked = position.typed
    guard let index else { throw miss(of: position, first, last) }
    guard let value = median[index], value.isFinite else { throw .gap(position: asked) }
    return value
  }

  private func miss(of position: Double, _ first: Double, _ last: Double) -> SeriesMiss {
    let quantity = x.label.isEmpty ? "" : " (\(x.label))"
    let below = positions.last { $0 < position }
    let above = positions.first { $0 > position }
    guard let below, let above else {
      return .outside(
        position: position.typed, first: first.typed, last: last.typed, quantity: quantity)
    }
    return .between(
      position: position.typed, below: below.typed, above: above.typed, quantity: quantity)
  }

  /// The last position that has a value, as a template types it; nil where none has.
  var lastPosition: String? {
    median.lastIndex { $0 != nil }.map { positions[$0].typed }
  }
}

extension Double {
  /// The number as a template types it: `3000`, `0.000244141`, `1e-05`.
  var typed: String {
    if let whole = Int(exactly: self), magnitude < 1e15 { return String(whole) }
    return description
  }
}
