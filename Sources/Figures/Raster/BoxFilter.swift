/// Brings supersampled rows down to the pixels of the picture by exact integer means.
enum BoxFilter {
  /// Samples, 0x00RRGGBB each.
  typealias Row = UnsafeBufferPointer<Int32>

  /// How many samples a pixel has in each direction.
  static let factor = 3

  /// One row of pixels from three rows of samples: each channel is the mean of the 3 × 3 samples of
  /// its pixel, halves rounded up.
  ///
  /// All bounds are constants, so that the compiler writes the loops out and divides without dividing.
  static func average(
    _ top: Row, _ middle: Row, _ bottom: Row, into pixels: UnsafeMutableBufferPointer<Int32>
  ) {
    for index in pixels.indices {
      // Red and blue side by side: their sums need twelve bits.
      var redBlue: UInt32 = 0
      var green: UInt32 = 0
      for column in 0..<factor {
        for row in [top, middle, bottom] {
          let sample = UInt32(bitPattern: row[index &* factor &+ column])
          redBlue &+= sample & 0xFF00FF
          green &+= sample >> 8 & 0xFF
        }
      }
      let (red, blue) = (mean(redBlue >> 16), mean(redBlue & 0xFFFF))
      pixels[index] = Int32(bitPattern: red << 16 | mean(green) << 8 | blue)
    }
  }

  @inline(__always)
  private static func mean(_ sum: UInt32) -> UInt32 {
    let area = UInt32(factor * factor)
    return (sum &+ area / 2) / area
  }
}
