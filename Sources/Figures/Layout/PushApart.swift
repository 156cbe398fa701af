/// Places labels of one height in a column: each as near as possible to where it belongs, none
/// over another, all within the column.
enum PushApart {
  /// The centres of labels whose wished centres are `wishes`, in the order given.
  ///
  /// Labels that collide form a block around the mean of their wishes (the least sum of squared
  /// displacements). They keep the order of their wishes; equal wishes keep the order given.
  /// Where the column is too short for all, they are spread over it evenly.
  static func centers(
    wishes: [Double], spacing: Double, within column: ClosedRange<Double>
  ) -> [Double] {
    guard !wishes.isEmpty else { return [] }
    let room = column.upperBound - column.lowerBound
    let gap = min(spacing, room / Double(wishes.count))
    let top = column.lowerBound + gap / 2
    let bounds = top...max(top, column.upperBound - gap / 2)
    let order = wishes.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
    var blocks: [Block] = []
    for index in order {
      var block = Block(members: [index], middle: clamp(wishes[index], 1, gap, bounds))
      while let above = blocks.last, above.end(gap) > block.start(gap) {
        blocks.removeLast()
        block = Block(members: above.members + block.members, middle: 0)
        let mean = block.members.map { wishes[$0] }.reduce(0, +) / Double(block.members.count)
        block.middle = clamp(mean, block.members.count, gap, bounds)
      }
      blocks.append(block)
    }
    return centers(of: blocks, count: wishes.count, gap: gap)
  }

  private struct Block {
    var members: [Int]
    var middle: Double

    func start(_ gap: Double) -> Double { middle - Double(members.count) * gap / 2 }
    func end(_ gap: Double) -> Double { middle + Double(members.count) * gap / 2 }
  }

  private static func clamp(
    _ middle: Double, _ count: Int, _ gap: Double, _ bounds: ClosedRange<Double>
  ) -> Double {
    let half = Double(count - 1) * gap / 2
    return max(bounds.lowerBound + half, min(middle, bounds.upperBound - half))
  }

  private static func centers(of blocks: [Block], count: Int, gap: Double) -> [Double] {
    var centers = [Double](repeating: 0, count: count)
    for block in blocks {
      for (position, member) in block.members.enumerated() {
        centers[member] = block.start(gap) + (Double(position) + 0.5) * gap
      }
    }
    return centers
  }
}
