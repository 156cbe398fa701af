/// Brings supersampled rows down to the pixels of the picture by exact integer means.
enum BoxFilter {
  /// One row of pixels from `factor` rows of samples: each channel is the mean of the
  /// `factor × factor` samples of its pixel, halves rounded up. Samples and pixels are 0x00RRGGBB;
  /// a factor of at most 15 keeps the sums of two channels apart.
  static func average(
    _ samples: [UnsafeBufferPointer<Int32>], factor: Int,
    into pixels: UnsafeMutableBufferPointer<Int32>
  ) {
    let area = UInt32(factor * factor)
    for index in pixels.indices {
      var redBlue: UInt32 = 0
      var green: UInt32 = 0
      for row in samples {
        for column in (index * factor)..<(index * factor + factor) {
          let sample = UInt32(bitPattern: row[column])
          redBlue &+= sample & 0xFF00FF
          green &+= sample >> 8 & 0xFF
        }
      }
      let red = mean(redBlue >> 16, area)
      let blue = mean(redBlue & 0xFFFF, area)
      pixels[index] = Int32(bitPattern: red << 16 | mean(green, area) << 8 | blue)
    }
  }

  @inline(__always)
  private static func mean(_ sum: UInt32, _ area: UInt32) -> UInt32 {
    (sum &+ area / 2) / area
  }
}
