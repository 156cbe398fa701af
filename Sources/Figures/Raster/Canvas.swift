import CGD

/// An opaque picture in memory, owned alone; libgd writes on it.
struct Canvas: ~Copyable {
  let image: gdImagePtr
  let width: Int
  let height: Int

  /// A canvas of the given size in pixels, black until cleared.
  init(width: Int, height: Int) throws(FigureError) {
    guard width > 0, height > 0, width <= 1 << 15, height <= 1 << 15,
      let image = gdImageCreateTrueColor(Int32(width), Int32(height))
    else { throw .noCanvas(width: width, height: height) }
    self.image = image
    self.width = width
    self.height = height
  }

  deinit { gdImageDestroy(image) }

  /// One row of pixels, 0x00RRGGBB each.
  func row(_ index: Int) throws(FigureError) -> UnsafeMutableBufferPointer<Int32> {
    guard let row = image.pointee.tpixels?[index] else {
      throw .noCanvas(width: width, height: height)
    }
    return UnsafeMutableBufferPointer(start: row, count: width)
  }

  /// Makes every pixel white.
  func clear() throws(FigureError) {
    for index in 0..<height { try row(index).update(repeating: 0xFFFFFF) }
  }

  /// Paints one item of a raster whose row `top` is this canvas' first row.
  func paint(_ placed: Raster.Placed, top: Int) throws(FigureError) {
    let rows = placed.rows.clamped(to: top..<(top + height))
    guard !rows.isEmpty else { return }
    switch placed.item {
    case .area(let contours, let columns, let color, let opacity):
      var fill = SpanFill(contours, rows: rows)
      let paint = Paint(color, opacity: opacity)
      try fill.forEachSpan(columns: columns) { row, span throws(FigureError) in
        paint.cover(try self.row(row - top)[span])
      }
    case .box(let columns, let color):
      let paint = Paint(color)
      for row in rows { paint.cover(try self.row(row - top)[columns]) }
    case .text(let line):
      try paint(line, top: top)
    }
  }
}

extension Canvas {
  /// The version of the libgd in use.
  static var libgdVersion: String { String(cString: gdVersionString()) }
}
