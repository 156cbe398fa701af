/// The sizes and distances of a layout, in logical pixels.
enum Measure {
  static let tickText = 12.0
  static let labelText = 12.0
  static let axisText = 13.0
  static let titleText = 13.0
  /// A line of text with its leading, in sizes of the text.
  static let leading = 1.25

  /// Between everything and the edge of the picture.
  static let edge = 7.0
  static let tickLength = 4.0
  static let minorTickLength = 2.5
  /// Between a tick and its label.
  static let tickGap = 3.0
  /// Between tick labels and the axis label.
  static let axisGap = 2.0
  /// Between neighbouring tick labels along x, at least.
  static let labelGap = 8.0
  /// Between neighbouring names along x, at least.
  static let nameGap = 3.0
  /// Between the plot area and the texts of vertical reference lines: half a tick label.
  static let flagGap = 8.0
  static let panelGap = 13.0

  static let pixelsPerXTick = 80.0
  static let pixelsPerYTick = 45.0
  static let pixelsPerXDecade = 50.0
  static let pixelsPerYDecade = 32.0

  /// Between the plot area and the names at line ends …
  static let closeGap = 8.0
  /// … and where leaders run between them.
  static let leaderGap = 20.0
  static let directSpacing = 16.0
  static let keyGap = 6.0
  static let entryGap = 20.0
  /// Between the names of rows beside a panel, at least.
  static let nameSpacing = 15.0
  static let legendRow = 19.0

  static let curve = 1.9
  static let seed = 0.9
  /// The outline of a histogram: whole pixels of the picture.
  static let step = 2.0
  /// How opaque the area below it is.
  static let histogramFill = 0.16
  static let bandEdge = 0.8
  /// From this share of the plot's width on, bands of one colour count as lying on each other.
  static let bandOverlap = 0.25
  static let referenceLine = 1.3
  static let markerRadius = 3.6

  /// The smallest plot area that is still a plot.
  static let smallestPlot = 30.0
}
