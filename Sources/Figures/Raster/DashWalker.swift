/// Cuts a path into the drawn stretches of a dash pattern.
enum DashWalker {
  /// The drawn stretches, corners of the path kept. A pattern is drawn, empty, drawn, … lengths; an
  /// empty one, or one without length, leaves the path whole.
  static func stretches(of path: [Point], pattern: [Double]) -> [[Point]] {
    guard pattern.reduce(0, +) > 0, pattern.allSatisfy({ $0 >= 0 }) else { return [path] }
    var walker = Walker(pattern: pattern)
    for (from, to) in zip(path, path.dropFirst()) { walker.walk(from: from, to: to) }
    return walker.finished()
  }

  private struct Walker {
    let pattern: [Double]
    var index = 0
    var left: Double
    var current: [Point] = []
    var done: [[Point]] = []

    init(pattern: [Double]) {
      // An odd pattern alternates its meaning from round to round, as in SVG.
      self.pattern = pattern.count.isMultiple(of: 2) ? pattern : pattern + pattern
      left = pattern[0]
    }

    private var isDrawing: Bool { index.isMultiple(of: 2) }

    mutating func walk(from: Point, to: Point) {
      let length = (to - from).length
      guard length > 0 else { return }
      if isDrawing, current.isEmpty { current = [from] }
      var at = 0.0
      while length - at > left {
        at += left
        turn(at: from + (to - from) * (at / length))
      }
      left -= length - at
      if isDrawing { current.append(to) }
    }

    /// Ends a stretch, drawn or empty, and starts the next.
    private mutating func turn(at point: Point) {
      if isDrawing {
        done.append(current + [point])
        current = []
      }
      index = (index + 1) % pattern.count
      left = pattern[index]
      if isDrawing { current = [point] }
    }

    /// All stretches; a rest that only rounding left is none.
    func finished() -> [[Point]] {
      let length = zip(current, current.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
      return length > 1e-9 ? done + [current] : done
    }
  }
}
