import CGD

extension Canvas {
  /// The picture as an opaque PNG at zlib's level 6.
  func png() throws(FigureError) -> [UInt8] {
    gdImageSetResolution(image, 192, 192)
    var count: Int32 = 0
    guard let bytes = gdImagePngPtrEx(image, &count, 6), count > 0 else { throw .notEncoded }
    defer { gdFree(bytes) }
    return Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
  }

  /// The picture that the bytes of a PNG hold.
  init(png bytes: [UInt8]) throws(FigureError) {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard Self.reportsThroughErrorsOnly, bytes.starts(with: signature),
      let size = Int32(exactly: bytes.count)
    else {
      throw .notDecoded
    }
    var bytes = bytes
    guard let image = gdImageCreateFromPngPtr(size, &bytes) else { throw .notDecoded }
    guard gdImagePaletteToTrueColor(image) != 0 else {
      gdImageDestroy(image)
      throw .notDecoded
    }
    self.image = image
    width = Int(image.pointee.sx)
    height = Int(image.pointee.sy)
  }

  /// libgd's own words on stderr, switched off once: a broken picture is a `FigureError`.
  private static let reportsThroughErrorsOnly: Bool = {
    gdSetErrorMethod { _, _, _ in }
    return true
  }()
}
