/// What a panel can show.
public enum Mark: Codable, Equatable, Sendable {
  case curve(Curve)
  case points(Points)
  case reference(Reference)
  case bars(Bars)
  case intervals(Intervals)
  case stack(Stack)
  case heatMap(HeatMap)
  case histogram(Histogram)
  case arrow(Arrow)
  case circle(Circle)
}

/// A series as a line, with the spread over seeds as a band and single seeds as thin lines.
public struct Curve: Codable, Equatable, Sendable {
  public var label: String
  public var style: Style
  public var x: [Double]
  /// A nil leaves a gap.
  public var y: [Double?]
  public var band: Band?
  /// Single seeds, each at the positions of `x`.
  public var seeds: [[Double?]]
  /// Whether the method's marker stands on the line (sparsely where positions are dense).
  public var hasMarkers: Bool

  public init(
    label: String, style: Style, x: [Double], y: [Double?], band: Band? = nil,
    seeds: [[Double?]] = [], hasMarkers: Bool = false
  ) {
    self.label = label
    self.style = style
    self.x = x
    self.y = y
    self.band = band
    self.seeds = seeds
    self.hasMarkers = hasMarkers
  }
}

/// The lower and upper edge of a band, at the positions of its curve.
public struct Band: Codable, Equatable, Sendable {
  public var lower: [Double?]
  public var upper: [Double?]

  public init(lower: [Double?], upper: [Double?]) {
    self.lower = lower
    self.upper = upper
  }
}

/// Single points: a scatter plot, or special events on a curve.
public struct Points: Codable, Equatable, Sendable {
  public enum Shape: String, Codable, CaseIterable, Sendable {
    /// The method's own marker.
    case method
    /// ✕, a run that left the finite numbers.
    case blowUp
    /// ○, a run that collapsed to zero.
    case collapse
  }

  public var label: String
  public var style: Style
  public var x: [Double]
  public var y: [Double]
  public var shape: Shape

  public init(
    label: String, style: Style, x: [Double], y: [Double], shape: Shape = .method
  ) {
    self.label = label
    self.style = style
    self.x = x
    self.y = y
    self.shape = shape
  }
}

/// A thin grey line with a text: what theory predicts, or a limit.
public struct Reference: Codable, Equatable, Sendable {
  public enum Form: Codable, Equatable, Sendable {
    case horizontal(y: Double)
    case vertical(x: Double)
    /// A predicted curve; on log-log axes two points draw a power law.
    case curve(x: [Double], y: [Double])
  }

  public var label: String
  public var form: Form

  public init(label: String, form: Form) {
    self.label = label
    self.form = form
  }
}

/// Bars grouped by category, one bar per series in each group.
public struct Bars: Codable, Equatable, Sendable {
  public struct Series: Codable, Equatable, Sendable {
    public var label: String
    public var style: Style
    /// One value per category.
    public var values: [Double?]

    public init(label: String, style: Style, values: [Double?]) {
      self.label = label
      self.style = style
      self.values = values
    }
  }

  public var categories: [String]
  public var series: [Series]

  public init(categories: [String], series: [Series]) {
    self.categories = categories
    self.series = series
  }
}

/// Estimates with their confidence intervals, one per row, first row on top: a forest plot.
public struct Intervals: Codable, Equatable, Sendable {
  public struct Row: Codable, Equatable, Sendable {
    public var label: String
    public var style: Style
    public var estimate: Double
    public var low: Double
    public var high: Double

    public init(label: String, style: Style, estimate: Double, low: Double, high: Double) {
      self.label = label
      self.style = style
      self.estimate = estimate
      self.low = low
      self.high = high
    }
  }

  public var rows: [Row]
  /// Half the width of the shaded band around zero within which an effect counts as none.
  public var margin: Double?

  public init(rows: [Row], margin: Double? = nil) {
    self.rows = rows
    self.margin = margin
  }
}

/// Areas stacked on each other: shares of a whole along x.
public struct Stack: Codable, Equatable, Sendable {
  public struct Layer: Codable, Equatable, Sendable {
    public var label: String
    /// One value per position, not negative.
    public var values: [Double]

    public init(label: String, values: [Double]) {
      self.label = label
      self.values = values
    }
  }

  public var x: [Double]
  public var layers: [Layer]

  public init(x: [Double], layers: [Layer]) {
    self.x = x
    self.layers = layers
  }
}

/// A vector in the plane. A panel with arrows or circles has equal units on both axes.
public struct Arrow: Codable, Equatable, Sendable {
  public var label: String
  public var style: Style
  public var tail: [Double]
  public var head: [Double]
  public var isDashed: Bool

  public init(
    label: String, style: Style, tail: [Double], head: [Double], isDashed: Bool = false
  ) {
    self.label = label
    self.style = style
    self.tail = tail
    self.head = head
    self.isDashed = isDashed
  }
}

/// A circle in the plane, drawn thin and grey.
public struct Circle: Codable, Equatable, Sendable {
  public var label: String
  public var center: [Double]
  public var radius: Double

  public init(label: String, center: [Double], radius: Double) {
    self.label = label
    self.center = center
    self.radius = radius
  }
}
