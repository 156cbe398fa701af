import Testing

@testable import Figures

struct PixelDifferenceTests {
  static let size = PixelSize(width: 300, height: 200)

  /// White with a dark line four pixels high.
  static func picture(lineAt y: Int, color: Int32 = 0x0072B2) throws -> [UInt8] {
    var pixels = [Int32](repeating: 0xFFFFFF, count: size.width * size.height)
    for row in y..<(y + 4) {
      for column in 20..<280 { pixels[row * size.width + column] = color }
    }
    return try PixelImage(size: size, pixels: pixels).png()
  }

  @Test func `a picture equals itself`() throws {
    let picture = try Self.picture(lineAt: 100)
    #expect(PixelDifference(expected: picture, actual: picture) == .equal)
  }

  @Test func `encoding keeps every pixel`() throws {
    let pixels = (0..<(16 * 16)).map { Int32($0 * 65_535) & 0xFFFFFF }
    let image = PixelImage(size: PixelSize(width: 16, height: 16), pixels: pixels)
    #expect(try PixelImage(png: image.png()) == image)
  }

  @Test func `a line moved by one pixel is different`() throws {
    let difference = try PixelDifference(
      expected: Self.picture(lineAt: 100), actual: Self.picture(lineAt: 101))
    #expect(!difference.isSame)
  }

  @Test func `one changed colour is different`() throws {
    let difference = try PixelDifference(
      expected: Self.picture(lineAt: 100), actual: Self.picture(lineAt: 100, color: 0x009E73))
    #expect(!difference.isSame)
  }

  @Test func `a small error of rounding everywhere is close`() throws {
    let difference = try PixelDifference(
      expected: Self.picture(lineAt: 100), actual: Self.picture(lineAt: 100, color: 0x0073B2))
    guard case .close(let rms, let share) = difference else {
      Issue.record("expected close, not \(difference)")
      return
    }
    #expect(rms > 0 && rms < 0.2)
    #expect(share == 0)
  }

  @Test func `a line of a figure moved by one pixel is different`() throws {
    func figure(_ shift: Double) throws -> [UInt8] {
      var layout = try FigureLayout(of: Samples.loss)
      layout = layout.shiftingFirstStroke(by: shift / Double(Raster.pixelsPerPoint))
      return try FigureRenderer.png(of: layout)
    }
    let still = try figure(0)
    #expect(PixelDifference(expected: still, actual: try figure(0)) == .equal)
    #expect(!PixelDifference(expected: still, actual: try figure(1)).isSame)
  }

  @Test func `one changed colour of a figure is different`() throws {
    var changed = Samples.loss
    guard case .curve(var curve) = changed.panels[0].marks[0] else { return }
    curve.style = "wn"
    changed.panels[0].marks[0] = .curve(curve)
    let difference = try PixelDifference(expected: Samples.loss.png(), actual: changed.png())
    #expect(!difference.isSame)
  }

  @Test func `pictures of different sizes say so`() throws {
    let small = PixelImage(size: PixelSize(width: 2, height: 1), pixels: [0, 0])
    let difference = try PixelDifference(
      expected: Self.picture(lineAt: 9), actual: small.png())
    #expect(
      difference
        == .differentSizes(expected: Self.size, actual: PixelSize(width: 2, height: 1)))
    #expect(!difference.isSame)
  }

  @Test func `bytes that are no picture say on which side`() throws {
    let picture = try Self.picture(lineAt: 9)
    let noise: [UInt8] = [1, 2, 3]
    #expect(PixelDifference(expected: noise, actual: picture) == .undecodable(.expected))
    #expect(PixelDifference(expected: picture, actual: noise) == .undecodable(.actual))
    #expect(!PixelDifference(expected: picture, actual: []).isSame)
  }

  @Test func `a picture that breaks off is no picture`() throws {
    let picture = try Self.picture(lineAt: 9)
    let half = Array(picture.prefix(40))
    #expect(PixelDifference(expected: picture, actual: half) == .undecodable(.actual))
  }

  @Test func `the picture of a difference is red where pixels differ`() throws {
    let bytes = try PixelDifference.picture(
      expected: Self.picture(lineAt: 100), actual: Self.picture(lineAt: 101))
    let image = try PixelImage(png: #require(bytes))
    #expect(image.pixels[100 * Self.size.width + 50] == 0xD00000)
    #expect(image.pixels[101 * Self.size.width + 50] != 0xD00000)
    #expect(image.pixels[104 * Self.size.width + 50] == 0xD00000)
  }

  @Test func `there is no picture of the difference of two sizes`() throws {
    let small = PixelImage(size: PixelSize(width: 1, height: 1), pixels: [0])
    let picture = try PixelDifference.picture(
      expected: Self.picture(lineAt: 9), actual: small.png())
    #expect(picture == nil)
  }
}

extension FigureLayout {
  /// This layout with its first series line moved down.
  func shiftingFirstStroke(by distance: Double) -> FigureLayout {
    var commands = commands
    let isCurve = { (command: DrawCommand) in
      if case .stroke(let stroke) = command { stroke.width == Measure.curve } else { false }
    }
    if let index = commands.firstIndex(where: isCurve), case .stroke(var stroke) = commands[index] {
      stroke.path = stroke.path.map { $0 + Point(x: 0, y: distance) }
      commands[index] = .stroke(stroke)
    }
    return FigureLayout(width: width, height: height, commands: commands, areas: areas)
  }
}
