import Testing

@testable import Figures

struct FigureRendererTests {
  /// A big-endian number in a PNG's header chunk.
  static func number(_ bytes: [UInt8], at offset: Int) -> Int {
    bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
  }

  @Test func `a figure is an opaque PNG of twice its size`() throws {
    let png = try Samples.growth.png()
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(Self.number(png, at: 16) == 1440)
    #expect(Self.number(png, at: 20) == 900)
    // Eight bits a channel, colour type 2: no palette, no alpha.
    #expect(png[24] == 8 && png[25] == 2)
  }

  @Test func `the ground is white and the grid one crisp pixel`() throws {
    let image = try PixelImage(png: Samples.growth.png())
    #expect(image.pixels.first == 0xFFFFFF)
    #expect(image.pixels.last == 0xFFFFFF)
    let grid = try FigureLayout(of: Samples.growth).commands.compactMap { command -> Hairline? in
      if case .hairline(let line) = command, line.color == Ink.grid { line } else { nil }
    }
    let line = try #require(grid.last { $0.from.y == $0.to.y })
    let row = Int((line.from.y * 2 - 0.5).rounded())
    let column = image.pixels.indices.filter { $0 % 1440 == Int(line.from.x * 2) + 16 }
    let ink = Int32(0xE6E6E6)
    #expect(image.pixels[column[row]] == ink)
    #expect(image.pixels[column[row - 1]] != ink)
    #expect(image.pixels[column[row + 1]] != ink)
  }

  @Test func `the same figure gives the same bytes`() throws {
    #expect(try Samples.vectors.png() == Samples.vectors.png())
  }

  @Test func `drawing from many tasks at once equals drawing one by one`() async throws {
    let figures = [Samples.growth, Samples.forest, Samples.vectors, Samples.multiples]
    let serial = try figures.map { try $0.png() }
    let parallel = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
      for index in 0..<12 {
        group.addTask { (index, try figures[index % figures.count].png()) }
      }
      var results = [[UInt8]](repeating: [], count: 12)
      for try await (index, png) in group { results[index] = png }
      return results
    }
    for index in 0..<12 { #expect(parallel[index] == serial[index % figures.count]) }
  }

  @Test func `a figure stays under about 120 KB`() throws {
    for sample in Samples.all {
      #expect(try sample.figure.png().count < 128 * 1024, "\(sample.name)")
    }
  }

  @Test func `letters stand where the layout measured them`() throws {
    let line = TextLine(
      text: "‖v‖ grows as t^¼ & η = 10⁻³", origin: Point(x: 20, y: 40), size: 12, color: .black)
    let layout = FigureLayout(width: 300, height: 80, commands: [.text(line)], areas: [])
    let image = try PixelImage(png: FigureRenderer.png(of: layout))
    let inked = image.pixels.indices.filter { image.pixels[$0] != 0xFFFFFF }
    let columns = inked.map { $0 % 600 }
    let rows = inked.map { $0 / 600 }
    let left = try #require(columns.min())
    let right = try #require(columns.max())
    #expect(abs(Double(left) / 2 - line.box.minX) < 2)
    #expect(abs(Double(right) / 2 - line.box.maxX) < 2)
    #expect(try Double(#require(rows.min())) / 2 >= line.box.minY)
    #expect(try Double(#require(rows.max())) / 2 <= line.box.maxY)
  }

  @Test func `an extreme range draws and ends`() throws {
    let curve = Curve(
      label: "extreme", style: "wn", x: [0, 1, 2, 3], y: [1e-300, 1e300, nil, -1e300])
    for scale in Axis.Scale.allCases {
      let panel = Panel(
        x: Axis(label: "x"), y: Axis(label: "y", scale: scale), marks: [.curve(curve)])
      #expect(try !Figure(panels: [panel]).png().isEmpty)
    }
  }
}
