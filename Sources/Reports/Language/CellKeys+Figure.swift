import Figures

extension CellKeys {
  /// What every figure cell has besides what it draws.
  private static let figureHead = """
    id: norms
    caption: ‖v‖ grows under every rule.
    alt: Norms over {{ growth.spec.steps }} steps, all rising.
    """

  /// A figure cell with these lines below its texts.
  static func figureSample(_ lines: String) -> String { figureHead + "\n" + lines }

  static let figure = CellKeys(
    "figure", title: "figure",
    """
    A picture with an anchor, a number, a caption and an alternative text. It has the keys of one \
    panel beside these, or several panels.
    """, at: [],
    of: figureSample(
      """
      columns: 2
      panels:
        - title: gradient descent
          curves: [{series: growth.sgd.norm, label: SGD, style: sgd}]
        - title: Adam
          curves: [{series: growth.adam.norm, label: Adam, style: adam}]
      """),
    [
      LanguageEntry(
        key: "id", "its name: small letters, digits and hyphens; the file and the anchor have it",
        "id: norms-of-v"),
      LanguageEntry(
        key: "caption", "what is found, as Markdown; holes are filled",
        "caption: The norm grew by {{ growth.sgd.normRatio | times:1 }} under SGD."),
      LanguageEntry(
        key: "alt", "what is to be seen, for those who cannot; with at least one hole",
        "alt: Two rising lines, the higher one at {{ growth.sgd.normRatio | fixed:1 }}."),
      LanguageEntry(
        key: "panels", "a list of panels, instead of the keys of one",
        """
        panels:
          - {curves: [{series: growth.sgd.norm, label: SGD, style: sgd}]}
        """),
      LanguageEntry(
        key: "columns",
        "how many panels stand side by side, 1 to 100; one below the other without it",
        "columns: 2"),
      LanguageEntry(
        key: "shareX", "`true`: all panels have the same range of x", "shareX: true"),
      LanguageEntry(
        key: "shareY", "`true`: all panels have the same range of y", "shareY: true"),
      LanguageEntry(
        key: "shareColor", "`true`: a colour is the same value in all heat maps",
        "shareColor: true"),
      LanguageEntry(
        key: "width", "in pixels, at which the page shows it; 720 without it", "width: 900"),
      LanguageEntry(
        key: "height", "in pixels, at which the page shows it; 450 without it", "height: 300"),
    ])

  static let panel = CellKeys(
    "panels", title: "A panel",
    """
    One pair of axes and what is drawn between them. These keys stand in the figure itself, or in \
    each item of `panels`. Labels, titles and ids may have holes; they are drawn as they are, with \
    raised digits (`10⁻³`) and `t^{-1/2}`.
    """, at: [],
    of: figureSample(
      """
      x: {scale: log}
      curves:
        - {series: growth.sgd.norm, label: SGD, style: sgd}
        - {series: growth.adam.norm, label: Adam, style: adam}
      """),
    alternatives: ["curves"]
      + ["points", "bars", "intervals", "stack", "arrows", "circles", "paths", "heatMap"]
      + ["histogram", "references"],
    [
      LanguageEntry(key: "title", "a text above it", "title: Five rules, one neuron"),
      LanguageEntry(
        key: "x", "the axis across; the quantity of the series names it where it has no label",
        "x: {scale: linear, min: 0}"),
      LanguageEntry(key: "y", "the axis up", "y: {label: length of v, min: 0}"),
      LanguageEntry(
        key: "curves", "series as lines",
        """
        curves:
          - {series: growth.adam.norm, label: Adam, style: adam}
        """),
      LanguageEntry(
        key: "points", "series or numbers as single points",
        """
        points:
          - {series: anatomy.formula.correct, label: the formula, style: wn}
        """),
      LanguageEntry(
        key: "references", "grey lines: a level, a position or a predicted curve",
        """
        curves:
          - {series: growth.adam.norm, label: Adam, style: adam}
        references:
          - {horizontal: 1, label: start}
        """),
      LanguageEntry(
        key: "bars", "bars by category, one in each for every series",
        """
        y: {label: final over first length}
        bars:
          categories: [SGD, Adam]
          series:
            - {label: growth, style: series-1, values: [growth.sgd.normRatio, growth.adam.normRatio]}
        """),
      LanguageEntry(
        key: "intervals", "estimates with their intervals, one a row",
        """
        x: {label: octaves}
        intervals:
          rows:
            - {label: weight norm, style: wn, value: rate-allocation.wn-ddi-over-std-ddi.effect}
        """),
      LanguageEntry(
        key: "stack", "layers on each other: shares of a whole",
        """
        stack:
          layers:
            - {series: growth.sgd.norm, label: SGD}
            - {series: growth.adam.norm, label: Adam}
        """),
      LanguageEntry(
        key: "arrows", "vectors in the plane; both axes then have the same units",
        """
        x: {label: first weight}
        y: {label: second weight}
        arrows:
          - {label: v, style: direction, tail: [0, 0], head: [anatomy.hand.v.x, anatomy.hand.v.y]}
        """),
      LanguageEntry(
        key: "circles", "circles in the plane, thin and grey",
        """
        x: {label: first weight}
        y: {label: second weight}
        circles:
          - {label: radius g, center: [0, 0], radius: anatomy.hand.g}
        """),
      LanguageEntry(
        key: "paths", "the way of a point: one series across, another one up",
        """
        x: {label: first weight}
        y: {label: second weight}
        paths:
          - {x: anatomy.spiral.rate4.x, y: anatomy.spiral.rate4.y, label: v, style: direction}
        """),
      LanguageEntry(
        key: "heatMap", "values as colours, in rows and columns",
        """
        heatMap:
          rows:
            - {series: anatomy.k2.mismatch, label: 2 inputs}
            - {series: anatomy.k784.mismatch, label: 784 inputs}
        """),
      LanguageEntry(
        key: "histogram", "how often which values occur",
        """
        histogram:
          samples:
            - {series: growth.adam.cosine, label: Adam, style: adam}
        """),
    ])

  static let axis = CellKeys(
    "x", title: "x, y and color", "The axes of a panel, and the colours of a heat map.", at: ["x"],
    of: figureSample(
      """
      x: {scale: log}
      curves:
        - {series: growth.sgd.norm, label: SGD, style: sgd}
      """),
    [
      LanguageEntry(
        key: "label", "its text; the quantity of the series where there is none",
        "label: steps of training"),
      LanguageEntry(
        key: "scale",
        "`\(Axis.Scale.words)`; what is not positive has no place on a logarithmic one",
        "scale: log"),
      LanguageEntry(key: "min", "where it begins, a number or a name", "min: 10"),
      LanguageEntry(key: "max", "where it ends, a number or a name", "max: growth.spec.steps"),
      LanguageEntry(
        key: "integer", "`true`: ticks at whole numbers only", "integer: true"),
    ])

  /// The keys of an axis where it is called otherwise.
  func called(_ name: String) -> CellKeys {
    CellKeys(
      name, title: title, introduction, in: kind, at: path, of: sample, alternatives: alternatives,
      entries)
  }
}
