import Testing

@testable import Figures

struct RasterTests {
  /// The inside pixels of a small grid, a row a string.
  static func pixels(_ contours: [[Point]], width: Int = 8, height: Int = 6) -> [String] {
    var grid = [[Character]](
      repeating: [Character](repeating: ".", count: width), count: height)
    var fill = SpanFill(contours, rows: 0..<height)
    fill.forEachSpan(columns: 0..<width) { row, span in
      for column in span {
        #expect(grid[row][column] == ".", "every pixel is painted once")
        grid[row][column] = "#"
      }
    }
    return grid.map { String($0) }
  }

  static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> [Point] {
    Rect(minX: x, minY: y, maxX: x + width, maxY: y + height).corners
  }

  @Test func `a box fills the pixels whose centres it covers`() {
    let grid = Self.pixels([Self.box(1, 1, 3, 2)], height: 4)
    #expect(grid == ["........", ".###....", ".###....", "........"])
  }

  @Test func `neighbouring boxes neither overlap nor leave a gap`() {
    let left = Self.pixels([Self.box(0, 0, 2.5, 1)], height: 1)
    let right = Self.pixels([Self.box(2.5, 0, 2, 1)], height: 1)
    #expect(left == ["##......"])
    #expect(right == ["..##...."])
  }

  @Test func `overlapping contours are united`() {
    let grid = Self.pixels([Self.box(0, 0, 3, 1), Self.box(2, 0, 3, 1)], height: 1)
    #expect(grid == ["#####..."])
  }

  @Test func `contours beyond the grid are cut at its edges`() {
    let grid = Self.pixels([Self.box(-1e6, -1e6, 2e6, 2e6)], width: 3, height: 2)
    #expect(grid == ["###", "###"])
  }

  @Test func `the area of a disc is right within a few per cent`() {
    let disc = Stroker.disc(at: Point(x: 50.3, y: 49.8), radius: 30)
    let rows = Self.pixels([disc], width: 100, height: 100)
    let count = rows.reduce(0) { $0 + $1.count { $0 == "#" } }
    #expect(abs(Double(count) / (Double.pi * 900) - 1) < 0.02)
  }

  @Test func `a line of any slope covers its length times its width`() {
    for seed in UInt64(0)..<60 {
      var random = SplitMix(seed)
      let from = Point(x: random.between(20, 80), y: random.between(20, 80))
      let to = Point(x: random.between(120, 180), y: random.between(20, 180))
      let contours = Stroker.contours(of: [from, to], width: 7, cap: .butt)
      let rows = Self.pixels(contours, width: 200, height: 200)
      let count = rows.reduce(0) { $0 + $1.count { $0 == "#" } }
      let area = (to - from).length * 7
      #expect(abs(Double(count) / area - 1) < 0.03, "seed \(seed)")
    }
  }

  @Test func `the mean of samples is exact`() {
    var random = SplitMix(1)
    let samples = (0..<3).map { _ in (0..<300).map { _ in Int32(random.next() & 0xFFFFFF) } }
    let pixels = Self.averaged(samples)
    for column in 0..<100 {
      for shift in [Int32(0), 8, 16] {
        let block = samples.flatMap { $0[(3 * column)..<(3 * column + 3)] }
        let channel: [Int] = block.map { Int($0 >> shift & 0xFF) }
        let sum = channel.reduce(0, +)
        let mean = Int((Double(sum) / 9 + 0.5).rounded(.down))
        #expect(Int(pixels[column] >> shift & 0xFF) == mean)
      }
    }
  }

  @Test func `a plain area keeps its colour`() {
    for color: Int32 in [0xFFFFFF, 0x000000, 0x0072B2] {
      let samples = [[Int32]](repeating: [Int32](repeating: color, count: 9), count: 3)
      #expect(Self.averaged(samples) == [color, color, color])
    }
  }

  @Test func `paint lets shine through what its opacity leaves`() {
    func painted(_ opacity: Double) -> [Int32] {
      var pixels: [Int32] = [0x000000, 0xFFFFFF, 0x0072B2, 0x0072B2]
      pixels.withUnsafeMutableBufferPointer {
        Paint(Color(hex: 0xD55E00), opacity: opacity).cover($0[0..<3])
      }
      return pixels
    }
    #expect(painted(1) == [0xD55E00, 0xD55E00, 0xD55E00, 0x0072B2])
    #expect(painted(0.5) == [0x692E00, 0xEAAF80, 0x696859, 0x0072B2])
    #expect(painted(0) == [0x000000, 0xFFFFFF, 0x0072B2, 0x0072B2])
  }

  static func averaged(_ samples: [[Int32]]) -> [Int32] {
    let width = samples[0].count
    let count = width / BoxFilter.factor
    let joined = samples.flatMap(\.self)
    return joined.withUnsafeBufferPointer { joined in
      let rows = samples.indices.map {
        UnsafeBufferPointer(rebasing: joined[($0 * width)..<(($0 + 1) * width)])
      }
      return [Int32](unsafeUninitializedCapacity: count) { pixels, initialized in
        pixels.initialize(repeating: 0)
        initialized = count
        BoxFilter.average(
          rows[0], rows[1], rows[2], into: UnsafeMutableBufferPointer(rebasing: pixels[0..<count]))
      }
    }
  }
}
