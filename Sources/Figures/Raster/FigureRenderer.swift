/// Draws figures.
public enum FigureRenderer {
  /// Rows of the picture that are drawn at a time: their samples fit a processor's cache.
  private static let bandHeight = 60

  /// The figure as PNG: twice its logical size, opaque, white ground.
  ///
  /// May be called from several tasks at once.
  ///
  /// - Throws: `FigureError` for what the figure asks and can't have, and for a host without
  ///   libgd's text renderer or the font.
  public static func png(of figure: Figure) throws(FigureError) -> [UInt8] {
    try figure.check()
    return try png(of: FigureLayout(of: figure))
  }

  static func png(of layout: FigureLayout) throws(FigureError) -> [UInt8] {
    let raster = Raster(layout)
    let factor = Raster.samplesPerPixel
    let picture = try Canvas(width: raster.columns / factor, height: raster.rows / factor)
    let band = try Canvas(width: raster.columns, height: bandHeight * factor)
    for top in stride(from: 0, to: picture.height, by: bandHeight) {
      try band.clear()
      for item in raster.items { try band.paint(item, top: top * factor) }
      for row in top..<min(top + bandHeight, picture.height) {
        let first = (row - top) * factor
        BoxFilter.average(
          .init(try band.row(first)), .init(try band.row(first + 1)),
          .init(try band.row(first + 2)), into: try picture.row(row))
      }
    }
    return try picture.png()
  }
}

extension Figure {
  /// This figure as PNG, as `FigureRenderer` draws it.
  public func png() throws(FigureError) -> [UInt8] { try FigureRenderer.png(of: self) }
}
