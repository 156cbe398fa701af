/// A colour to lay over others, opaque or in libgd's 127 steps to invisible.
struct Paint {
  private let color: UInt32
  private let transparency: UInt32

  init(_ color: Color, opacity: Double = 1) {
    self.color = UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue)
    transparency = UInt32((127 * (1 - opacity)).rounded())
  }

  /// libgd's colour code.
  var code: Int32 { Int32(bitPattern: transparency << 24 | color) }

  /// Lays it over opaque pixels, 0x00RRGGBB each: a channel becomes the weighted mean, rounded down.
  func cover(_ pixels: Slice<UnsafeMutableBufferPointer<Int32>>) {
    guard transparency > 0 else { return pixels.update(repeating: Int32(bitPattern: color)) }
    for index in pixels.indices {
      pixels.base[index] = Int32(bitPattern: over(UInt32(bitPattern: pixels.base[index])))
    }
  }

  private func over(_ ground: UInt32) -> UInt32 {
    func channel(_ shift: UInt32) -> UInt32 {
      let (above, below) = (color >> shift & 0xFF, ground >> shift & 0xFF)
      return ((above * (127 - transparency) + below * transparency) / 127) << shift
    }
    return channel(16) | channel(8) | channel(0)
  }
}
