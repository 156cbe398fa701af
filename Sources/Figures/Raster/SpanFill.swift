/// Fills contours row by row on a grid of unit pixels: a pixel is inside where its centre is
/// wound around. Exact in x and y; nothing is rounded before a centre is tested.
struct SpanFill {
  /// Where an edge crosses the middle of a row, and whether it goes down (+1) or up (−1).
  private struct Crossing {
    var x: Double
    var winding: Int
  }

  private let rows: Range<Int>
  /// The crossings of row `rows.lowerBound + i` are those from `starts[i]` to `starts[i + 1]`.
  private var starts: [Int]
  private var crossings: [Crossing]

  /// Prepares the rows of interest; contours outside them cost nothing.
  init(_ contours: [[Point]], rows: Range<Int>) {
    let edges = contours.flatMap { zip($0, $0.dropFirst() + $0.prefix(1)) }
    let spans = edges.map { Self.rows(from: $0.0.y, to: $0.1.y, within: rows) }
    let first = spans.lazy.filter { !$0.isEmpty }.map(\.lowerBound).min() ?? rows.lowerBound
    let last = spans.lazy.filter { !$0.isEmpty }.map(\.upperBound).max() ?? first
    self.rows = first..<last
    starts = [Int](repeating: 0, count: last - first + 1)
    for span in spans {
      for row in span { starts[row - first + 1] += 1 }
    }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    crossings = [Crossing](repeating: Crossing(x: 0, winding: 0), count: starts.last ?? 0)
    var next = starts
    for (edge, span) in zip(edges, spans) where !span.isEmpty {
      let slope = (edge.1.x - edge.0.x) / (edge.1.y - edge.0.y)
      let winding = edge.0.y < edge.1.y ? 1 : -1
      for row in span {
        let x = edge.0.x + (Double(row) + 0.5 - edge.0.y) * slope
        crossings[next[row - first]] = Crossing(x: x, winding: winding)
        next[row - first] += 1
      }
    }
  }

  /// The rows whose middle lies between two heights.
  private static func rows(from a: Double, to b: Double, within rows: Range<Int>) -> Range<Int> {
    let top = max(min(a, b) - 0.5, Double(rows.lowerBound)).rounded(.up)
    let bottom = min(max(a, b) - 0.5, Double(rows.upperBound)).rounded(.up)
    return top < bottom ? Int(top)..<Int(bottom) : rows.lowerBound..<rows.lowerBound
  }

  /// Calls `body` with each run of inside pixels, from the top row down, left to right; runs of one
  /// row neither touch nor overlap.
  mutating func forEachSpan<Failure>(
    columns: Range<Int>, _ body: (_ row: Int, Range<Int>) throws(Failure) -> Void
  ) throws(Failure) {
    for index in 0..<rows.count {
      let members = starts[index]..<starts[index + 1]
      sort(members)
      var winding = 0
      var open = 0.0
      var pending: Range<Int>?
      for member in members {
        if winding == 0 { open = crossings[member].x }
        winding += crossings[member].winding
        guard winding == 0 else { continue }
        let span = Self.pixels(from: open, to: crossings[member].x, within: columns)
        guard !span.isEmpty else { continue }
        if let last = pending, last.upperBound >= span.lowerBound {
          pending = last.lowerBound..<span.upperBound
        } else {
          if let last = pending { try body(rows.lowerBound + index, last) }
          pending = span
        }
      }
      if let last = pending { try body(rows.lowerBound + index, last) }
    }
  }

  /// Few crossings share a row, and they come nearly sorted.
  private mutating func sort(_ members: Range<Int>) {
    for index in members.dropFirst() {
      let crossing = crossings[index]
      var at = index
      while at > members.lowerBound, crossings[at - 1].x > crossing.x {
        crossings[at] = crossings[at - 1]
        at -= 1
      }
      crossings[at] = crossing
    }
  }

  /// The pixels whose centres lie between two crossings.
  private static func pixels(
    from a: Double, to b: Double, within columns: Range<Int>
  ) -> Range<Int> {
    let left = max(a - 0.5, Double(columns.lowerBound)).rounded(.up)
    let right = min(b - 0.5, Double(columns.upperBound)).rounded(.up)
    return left < right ? Int(left)..<Int(right) : columns.lowerBound..<columns.lowerBound
  }
}
