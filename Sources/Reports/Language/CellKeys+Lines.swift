import Figures

extension CellKeys {
  static let curve = CellKeys(
    "curves", title: "curves",
    """
    A recorded series as a line, by the medians over its seeds. Names, colours and dashes stand \
    beside the lines or in a legend.
    """, at: ["curves", "0"],
    of: figureSample(
      """
      x: {scale: log}
      curves:
        - {series: growth.sgd.norm, label: SGD, style: sgd}
      """),
    [
      LanguageEntry(
        key: "series", "the series, by its full name; `wnreport show growth` lists them",
        "series: growth.adam.norm"),
      LanguageEntry(key: "label", "its name in the figure", "label: gradient descent"),
      LanguageEntry(
        key: "style", "its look; `wnreport help styles` lists them", "style: series-2"),
      LanguageEntry(
        key: "band", "what is shaded: `\(SpreadBand.words)`; quartiles without it", "band: none"),
      LanguageEntry(
        key: "seeds", "`true`: single seeds as thin lines, where they are recorded",
        """
        series: log.wn.loss
        seeds: true
        """),
      LanguageEntry(
        key: "markers", "`true`: the marker of its style on the line", "markers: true"),
    ])

  static let points = CellKeys(
    "points", title: "points",
    "A series as single points, or points at numbers that are given.", at: ["points", "0"],
    of: figureSample(
      """
      x: {label: length of v, scale: log}
      y: {label: length of w, scale: log}
      points:
        - {series: anatomy.formula.correct, label: the formula, style: wn}
      """),
    alternatives: ["series", "x", "y"],
    [
      LanguageEntry(key: "series", "the series; or `x` and `y`", "series: anatomy.formula.printed"),
      LanguageEntry(
        key: "x", "where the points are across: numbers or names",
        """
        x: [1, anatomy.hand.norm]
        y: [2, 2]
        """),
      LanguageEntry(
        key: "y", "where they are up, as many",
        """
        x: [1, 2, 3]
        y: [2, anatomy.hand.g, 3]
        """),
      LanguageEntry(key: "label", "their name in the figure", "label: right"),
      LanguageEntry(key: "style", "their look", "style: series-2"),
      LanguageEntry(
        key: "shape",
        "`\(Points.Shape.words)`: the marker of the style, ✕ or ○", "shape: blowUp"),
    ])

  static let reference = CellKeys(
    "references", title: "references",
    "A grey line that was not measured: what theory says, or a limit.", at: ["references", "0"],
    of: figureSample(
      """
      curves:
        - {series: growth.sgd.norm, label: SGD, style: sgd}
      references:
        - {horizontal: growth.spec.targetNorm, label: length of the target}
      """),
    alternatives: ["horizontal", "vertical", "curve"],
    [
      LanguageEntry(key: "horizontal", "at that y: a number or a name", "horizontal: 1.5"),
      LanguageEntry(key: "vertical", "at that x: a number or a name", "vertical: 1000"),
      LanguageEntry(
        key: "curve", "through points; between logarithmic axes two make a power law",
        "curve: {x: [0, growth.spec.steps], y: [1, 2]}"),
      LanguageEntry(key: "label", "its name in the figure", "label: ‖w*‖"),
    ])

  static let referenceCurve = CellKeys(
    "curve", title: "references: curve", "The points of a predicted curve.",
    at: ["references", "0", "curve"],
    of: figureSample(
      """
      curves:
        - {series: growth.sgd.norm, label: SGD, style: sgd}
      references:
        - {curve: {x: [0, 3000], y: [1, 2]}, label: a guess}
      """),
    [
      LanguageEntry(key: "x", "numbers or names", "x: [0, growth.spec.steps]\ny: [1, 1.5]"),
      LanguageEntry(key: "y", "as many", "y: [1, growth.adam.normRatio]"),
    ])

  static let path = CellKeys(
    "paths", title: "paths", "The way of a point in the plane.", at: ["paths", "0"],
    of: figureSample(
      """
      x: {label: first weight}
      y: {label: second weight}
      paths:
        - {x: anatomy.spiral.rate4.x, y: anatomy.spiral.rate4.y, label: rate 4, style: series-1}
      """),
    [
      LanguageEntry(
        key: "x", "the series of its place across",
        "x: anatomy.spiral.rate0_5.x\ny: anatomy.spiral.rate0_5.y"),
      LanguageEntry(
        key: "y", "the series of its place up",
        "x: anatomy.spiral.rate1_5.x\ny: anatomy.spiral.rate1_5.y"),
      LanguageEntry(key: "label", "its name in the figure", "label: v outwards"),
      LanguageEntry(key: "style", "its look", "style: direction"),
    ])

  private static let plane = figureSample(
    """
    x: {label: first weight}
    y: {label: second weight}
    circles:
      - {label: radius g, center: [0, 0], radius: anatomy.hand.g}
    arrows:
      - {label: w, style: weight, tail: [0, 0], head: [anatomy.hand.w.x, anatomy.hand.w.y]}
    """)

  static let arrow = CellKeys(
    "arrows", title: "arrows", "A vector in the plane.", at: ["arrows", "0"], of: plane,
    [
      LanguageEntry(key: "label", "its name in the figure", "label: weights"),
      LanguageEntry(key: "style", "its look", "style: unit"),
      LanguageEntry(key: "tail", "where it begins: two numbers or names", "tail: [0, 0.5]"),
      LanguageEntry(
        key: "head", "where it ends", "head: [anatomy.hand.newW.x, anatomy.hand.newW.y]"),
      LanguageEntry(key: "dashed", "`true`: a dashed one", "dashed: true"),
    ])

  static let circle = CellKeys(
    "circles", title: "circles", "A circle in the plane.", at: ["circles", "0"], of: plane,
    [
      LanguageEntry(key: "label", "its name in the figure", "label: all w of length g"),
      LanguageEntry(key: "center", "two numbers or names", "center: [0, 0.5]"),
      LanguageEntry(key: "radius", "a number or a name", "radius: 1"),
    ])
}
