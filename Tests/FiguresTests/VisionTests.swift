import Testing

@testable import Figures

struct VisionTests {
  static func vision(_ name: String) throws -> Vision {
    try #require(Vision.all.first { $0.testDescription == name })
  }

  @Test(arguments: Vision.all)
  func `black, white and greys stay what they are`(_ vision: Vision) {
    for level: UInt8 in [0, 85, 170, 255] {
      let grey = Color(red: level, green: level, blue: level)
      #expect(vision.seen(grey).allSatisfy { abs($0 - Color.linear(level)) < 1e-3 })
    }
  }

  @Test func `primary colours are seen as Machado's matrices say`() throws {
    let red = Color(hex: 0xFF0000)
    let protan = try Self.vision("protanopia").seen(red)
    #expect(zip(protan, [0.152286, 0.114503, 0]).allSatisfy { abs($0 - $1) < 1e-9 })
    let tritan = try Self.vision("tritanopia").seen(Color(hex: 0x0000FF))
    #expect(zip(tritan, [0, 0.147602, 0.3039]).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(try Set(Self.vision("greyscale").seen(.blue)).count == 1)
  }

  @Test func `CIELAB has its known values`() throws {
    let usual = try Self.vision("usual")
    // sRGB red and white under D65.
    let red = usual.lab(Color(hex: 0xFF0000))
    #expect(zip(red, [53.24, 80.09, 67.20]).allSatisfy { abs($0 - $1) < 0.05 })
    #expect(zip(usual.lab(.white), [100, 0, 0]).allSatisfy { abs($0 - $1) < 0.05 })
  }

  @Test func `red and green that few confuse are confused by a protanope`() throws {
    let (red, green) = (Color(hex: 0xC00000), Color(hex: 0x4A5000))
    #expect(try Self.vision("usual").distance(red, green) > 60)
    #expect(try Self.vision("protanopia").distance(red, green) < 25)
  }
}
