/// What to draw: a grid of panels. A pure value; nothing in it knows of runs, files or libgd.
///
/// In all its texts the characters ⁰…⁹, ⁺, ⁻, ⁿ, ˢ and what follows a `^` (one character, or several in
/// braces) are set as superscripts: `10⁻³`, `t^¼`, `e^{−λt}`.
public struct Figure: Codable, Equatable, Sendable {
  /// Logical pixels; a figure is drawn at twice that.
  public var width: Double = 720
  public var height: Double = 450
  public var panels: [Panel]
  /// How many panels stand side by side.
  public var columns: Int = 1
  /// Whether all panels show the same range of x, or of y.
  public var sharesX = false
  public var sharesY = false
  /// Whether a colour stands for the same value in all panels.
  public var sharesColor = false

  public init(
    panels: [Panel], columns: Int = 1, sharesX: Bool = false, sharesY: Bool = false,
    sharesColor: Bool = false
  ) {
    self.panels = panels
    self.columns = columns
    self.sharesX = sharesX
    self.sharesY = sharesY
    self.sharesColor = sharesColor
  }
}

/// One pair of axes and what is drawn between them.
public struct Panel: Codable, Equatable, Sendable {
  public var title: String?
  public var x: Axis
  public var y: Axis
  public var marks: [Mark]

  public init(title: String? = nil, x: Axis, y: Axis, marks: [Mark]) {
    self.title = title
    self.x = x
    self.y = y
    self.marks = marks
  }
}

/// One axis: its text, its scale and, where the data should not decide, its ends.
public struct Axis: Codable, Equatable, Sendable {
  public enum Scale: String, Codable, CaseIterable, Sendable {
    case linear
    /// Decimal logarithm; values that are not positive are left out.
    case log
  }

  public var label: String
  public var scale: Scale
  public var lowerBound: Double?
  public var upperBound: Double?
  /// Whether ticks stand at whole numbers only: steps, epochs.
  public var integerTicks: Bool

  public init(
    label: String, scale: Scale = .linear, lowerBound: Double? = nil, upperBound: Double? = nil,
    integerTicks: Bool = false
  ) {
    self.label = label
    self.scale = scale
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.integerTicks = integerTicks
  }
}
