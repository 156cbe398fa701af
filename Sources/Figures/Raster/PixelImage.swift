/// A decoded picture: rows from the top, pixels 0x00RRGGBB.
struct PixelImage: Equatable, Sendable {
  var size: PixelSize
  var pixels: [Int32]

  init(size: PixelSize, pixels: [Int32]) {
    precondition(pixels.count == size.width * size.height, "one pixel for every place")
    self.size = size
    self.pixels = pixels
  }

  /// - Throws: `notDecoded`.
  init(png bytes: [UInt8]) throws(FigureError) {
    let canvas = try Canvas(png: bytes)
    size = PixelSize(width: canvas.width, height: canvas.height)
    pixels = []
    pixels.reserveCapacity(size.width * size.height)
    for row in 0..<size.height { pixels += try canvas.row(row) }
  }

  /// This picture as PNG.
  func png() throws(FigureError) -> [UInt8] {
    let canvas = try Canvas(width: size.width, height: size.height)
    for row in 0..<size.height {
      let start = row * size.width
      _ = try canvas.row(row).update(fromContentsOf: pixels[start..<(start + size.width)])
    }
    return try canvas.png()
  }

  /// How far two pixels are apart in each channel.
  static func steps(_ a: Int32, _ b: Int32) -> (red: Int, green: Int, blue: Int) {
    func step(_ shift: Int32) -> Int { Int(abs((a >> shift & 0xFF) - (b >> shift & 0xFF))) }
    return (step(16), step(8), step(0))
  }
}
