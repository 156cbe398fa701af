/// What one run recorded of one series, packed: a step, a value and a line of the file each.
struct RunPath {
  private(set) var steps: [Double] = []
  private(set) var values: [Double] = []
  private var lines: [UInt32] = []
  private var isSorted = true

  var isEmpty: Bool { steps.isEmpty }

  mutating func append(_ step: Double, _ value: Double, line: Int) {
    if let last = steps.last, last >= step { isSorted = false }
    steps.append(step)
    values.append(value)
    lines.append(UInt32(clamping: line))
  }

  /// The line on which a step stands.
  func line(_ index: Int) -> Int { Int(lines[index]) }

  /// Orders by step; equal ones keep the order of the file.
  mutating func sort() {
    guard !isSorted else { return }
    let order = steps.indices.sorted { (steps[$0], lines[$0]) < (steps[$1], lines[$1]) }
    steps = order.map { steps[$0] }
    values = order.map { values[$0] }
    lines = order.map { lines[$0] }
    isSorted = true
  }

  /// The index of the second of two values at one step, in a sorted path.
  var duplicate: Int? { steps.indices.dropFirst().first { steps[$0] == steps[$0 - 1] } }

  /// The values at steps that it has all of, both sorted.
  func values(at kept: [Double]) -> [Double] {
    guard kept.count < steps.count else { return values }
    var index = 0
    return kept.map { step in
      while steps[index] < step { index += 1 }
      return values[index]
    }
  }
}

extension [Double] {
  /// What is in both of two sorted lists.
  func shared(with other: [Double]) -> [Double] {
    var shared: [Double] = []
    var (left, right) = (0, 0)
    while left < count, right < other.count {
      if self[left] == other[right] { shared.append(self[left]) }
      let (a, b) = (self[left], other[right])
      if a <= b { left += 1 }
      if b <= a { right += 1 }
    }
    return shared
  }
}
