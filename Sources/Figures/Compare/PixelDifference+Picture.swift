extension PixelDifference {
  /// Shows where two pictures differ: what they share in light grey, pixels off by up to 32 in
  /// orange, by more in red.
  ///
  /// - Returns: A PNG of the expected picture's size, or nil where the sizes differ.
  /// - Throws: `notDecoded` where one of the two is no PNG.
  public static func picture(
    expected: [UInt8], actual: [UInt8]
  ) throws(FigureError) -> [UInt8]? {
    let first = try PixelImage(png: expected)
    let second = try PixelImage(png: actual)
    guard first.size == second.size else { return nil }
    let pixels = zip(first.pixels, second.pixels).map(shown)
    return try PixelImage(size: first.size, pixels: pixels).png()
  }

  private static func shown(_ expected: Int32, _ actual: Int32) -> Int32 {
    let steps = PixelImage.steps(expected, actual)
    let largest = max(steps.red, steps.green, steps.blue)
    if largest > largestStep { return 0xD00000 }
    if largest > 0 { return 0xE69F00 }
    let light = (expected >> 16 & 0xFF) + (expected >> 8 & 0xFF) + (expected & 0xFF)
    let faded = 204 + light / 15
    return faded << 16 | faded << 8 | faded
  }
}
