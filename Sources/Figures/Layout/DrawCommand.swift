/// One thing to put on paper, in logical pixels. A layout is a list of these; later ones cover
/// earlier ones.
enum DrawCommand: Equatable, Sendable {
  case fill(Fill)
  case stroke(Stroke)
  case hairline(Hairline)
  case text(TextLine)
}

/// A filled area: whatever any of its contours winds around.
struct Fill: Equatable, Sendable {
  var contours: [[Point]]
  var color: Color
  /// From 0, invisible, to 1.
  var opacity = 1.0
  var clip: Rect?
}

/// A line along points, with round joins.
struct Stroke: Equatable, Sendable {
  enum Cap: Sendable {
    case butt
    case round
  }

  var path: [Point]
  var color: Color
  var width: Double
  /// Lengths of drawn and empty stretches; none is a solid line.
  var dash: [Double] = []
  var opacity = 1.0
  var cap = Cap.round
  var clip: Rect?
}

/// A horizontal or vertical line of whole physical pixels, never blurred.
struct Hairline: Equatable, Sendable {
  var from: Point
  var to: Point
  var color: Color
  /// Its thickness in physical pixels.
  var thickness = 1
}

/// One line of text.
struct TextLine: Equatable, Sendable {
  var text: String
  /// The left end of the baseline, or its lower end where the text runs upwards.
  var origin: Point
  var size: Double
  var color: Color
  /// Whether it runs upwards.
  var isVertical = false

  var width: Double { TextMetrics.width(of: text, size: size) }

  /// The place it takes, by the font's advance widths.
  var box: Rect {
    let above = TextMetrics.height(of: text, size: size)
    let below = TextMetrics.descent * size
    if isVertical {
      return Rect(
        minX: origin.x - above, minY: origin.y - width, maxX: origin.x + below, maxY: origin.y)
    }
    return Rect(
      minX: origin.x, minY: origin.y - above, maxX: origin.x + width, maxY: origin.y + below)
  }
}

extension TextLine {
  /// A line whose anchor lies at a share of its width (0 left end, 0.5 middle, 1 right end) and
  /// halfway up its capitals.
  init(
    _ text: String, at anchor: Point, align: Double, size: Double, color: Color
  ) {
    let width = TextMetrics.width(of: text, size: size)
    let origin = Point(
      x: anchor.x - align * width, y: anchor.y + TextMetrics.capHeight * size / 2)
    self.init(text: text, origin: origin, size: size, color: color)
  }
}
