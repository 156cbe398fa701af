/// Draw commands brought to a pixel grid: every line an area, every clip a range of pixels.
struct Raster {
  /// One thing to paint; coordinates are sample positions.
  enum Item {
    case area(contours: [[Point]], columns: Range<Int>, color: Color, opacity: Double)
    case box(columns: Range<Int>, color: Color)
    case text(TextLine)
  }

  /// A thing to paint with the rows it touches.
  struct Placed {
    var item: Item
    var rows: Range<Int>
  }

  /// Samples per logical pixel: 2 for the pixels of the picture, times 3 for smoothing.
  static let scale = Double(pixelsPerPoint * samplesPerPixel)
  static let pixelsPerPoint = 2
  static let samplesPerPixel = BoxFilter.factor

  let columns: Int
  let rows: Int
  private(set) var items: [Placed] = []

  init(_ layout: FigureLayout) {
    columns = Int((layout.width * Self.scale).rounded())
    rows = Int((layout.height * Self.scale).rounded())
    for command in layout.commands {
      switch command {
      case .fill(let fill):
        add(
          fill.contours.map(Self.scaled), color: fill.color, opacity: fill.opacity,
          clip: fill.clip)
      case .stroke(let stroke): add(stroke)
      case .hairline(let line): add(line)
      case .text(let line): add(line)
      }
    }
  }

  /// The edge between pixels of the picture that is nearest to a place.
  static func snapped(_ place: Double) -> Double {
    (place * Double(pixelsPerPoint)).rounded() / Double(pixelsPerPoint)
  }

  private static func scaled(_ path: [Point]) -> [Point] { path.map { $0 * scale } }

  private mutating func add(
    _ contours: [[Point]], color: Color, opacity: Double, clip: Rect?
  ) {
    let clipRows = pixels(clip.map { $0.minY...$0.maxY }, limit: rows)
    let heights = contours.joined().map(\.y)
    guard let top = heights.min(), let bottom = heights.max() else { return }
    let touched = Self.clamped(top, rows)..<(Self.clamped(bottom, rows - 1) + 1)
    let range = touched.clamped(to: clipRows)
    guard !range.isEmpty else { return }
    let columns = pixels(clip.map { $0.minX...$0.maxX }, limit: columns)
    items.append(
      Placed(
        item: .area(contours: contours, columns: columns, color: color, opacity: opacity),
        rows: range))
  }

  private mutating func add(_ stroke: Stroke) {
    let paths =
      stroke.clip.map { PathClip.parts(of: stroke.path, inside: $0.expanded(by: 20)) }
      ?? [stroke.path]
    let dashes = paths.flatMap { DashWalker.stretches(of: $0, pattern: stroke.dash) }
    let contours = dashes.flatMap {
      Stroker.contours(of: Self.scaled($0), width: stroke.width * Self.scale, cap: stroke.cap)
    }
    add(contours, color: stroke.color, opacity: stroke.opacity, clip: stroke.clip)
  }

  /// Whole pixels of the picture, around the nearest to where the line belongs.
  private mutating func add(_ line: Hairline) {
    func snapped(_ a: Double, _ b: Double, isThin: Bool) -> Range<Int> {
      let first = min(a, b) * Double(Self.pixelsPerPoint)
      let last = max(a, b) * Double(Self.pixelsPerPoint)
      let half = isThin ? Double(line.thickness) / 2 : 0
      let start = Int((first - half).rounded())
      let end = isThin ? start + line.thickness : Int(last.rounded())
      return (start * Self.samplesPerPixel)..<(max(start, end) * Self.samplesPerPixel)
    }
    let isVertical = line.from.x == line.to.x
    let across = snapped(line.from.x, line.to.x, isThin: isVertical).clamped(to: 0..<columns)
    let down = snapped(line.from.y, line.to.y, isThin: !isVertical).clamped(to: 0..<rows)
    items.append(Placed(item: .box(columns: across, color: line.color), rows: down))
  }

  private mutating func add(_ line: TextLine) {
    // Letters may reach a little beyond the box that their advance widths give.
    let box = line.box.expanded(by: line.size * 0.3)
    let top = Self.clamped(box.minY * Self.scale, rows)
    let bottom = Self.clamped(box.maxY * Self.scale, rows)
    items.append(Placed(item: .text(line), rows: top..<max(top, bottom)))
  }

  private func pixels(_ range: ClosedRange<Double>?, limit: Int) -> Range<Int> {
    guard let range else { return 0..<limit }
    let first = Self.clamped(range.lowerBound * Self.scale, limit)
    let last = Self.clamped(range.upperBound * Self.scale, limit)
    return first..<max(first, last)
  }

  private static func clamped(_ position: Double, _ limit: Int) -> Int {
    Int(min(max(position.rounded(.down), 0), Double(limit)))
  }
}
