import CGD

extension Canvas {
  /// Draws a line of text, supersampled like everything else: hinting and libgd's rounding to
  /// whole pixels shrink to a third of a pixel.
  func paint(_ line: TextLine, top: Int) throws(FigureError) {
    let font = try FontFile.found.get()
    var along = 0.0
    for run in TextRun.runs(of: line.text, size: line.size) {
      let origin =
        line.isVertical
        ? Point(x: line.origin.x - run.rise, y: line.origin.y - along)
        : Point(x: line.origin.x + along, y: line.origin.y - run.rise)
      try paint(run, at: origin, isVertical: line.isVertical, color: line.color, top: top, font)
      along += TextMetrics.advance(of: run.text, size: run.size)
    }
  }

  private func paint(
    _ run: TextRun, at origin: Point, isVertical: Bool, color: Color, top: Int, _ font: FontFile
  ) throws(FigureError) {
    let failure = FontFile.draw(
      run.text, with: font, size: run.size * Raster.scale, angle: isVertical ? .pi / 2 : 0,
      x: (origin.x * Raster.scale).rounded(),
      y: Self.baseline(origin.y) - Double(top),
      color: Paint(color).code, on: image)
    if let failure { throw .textNotDrawn(text: run.text, reason: failure) }
  }

  /// Baselines stand on whole pixels of the picture, so that stems end sharply.
  private static func baseline(_ y: Double) -> Double {
    let pixel = Double(Raster.samplesPerPixel)
    return (y * Raster.scale / pixel).rounded() * pixel
  }
}
