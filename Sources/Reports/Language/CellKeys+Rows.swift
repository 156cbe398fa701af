extension CellKeys {
  private static let barsSample = figureSample(
    """
    y: {label: final over first length}
    bars:
      categories: [SGD, Adam]
      series:
        - {label: growth, style: series-1, values: [growth.sgd.normRatio, growth.adam.normRatio]}
    """)

  static let bars = CellKeys(
    "bars", title: "bars", "Bars in groups: a group a category, in it a bar a series.",
    at: ["bars"],
    of: barsSample,
    [
      LanguageEntry(
        key: "categories", "the names of the groups, a list of texts; `each` may make them",
        """
        categories: [gradient descent, Adam]
        """),
      LanguageEntry(
        key: "series", "the bars of each group",
        """
        series:
          - {label: falls, style: series-2, values: [growth.sgd.decreases, growth.adam.decreases]}
        """),
    ])

  static let barSeries = CellKeys(
    "series", title: "bars: series", "One bar in each group.", at: ["bars", "series", "0"],
    of: barsSample,
    [
      LanguageEntry(key: "label", "its name in the figure", "label: how much longer v is"),
      LanguageEntry(key: "style", "its look", "style: series-3"),
      LanguageEntry(
        key: "values", "as many numbers or names as there are categories; `each` may make them",
        "values: [growth.sgd.normRatio, 1]"),
    ])

  private static let intervalsSample = figureSample(
    """
    x: {label: octaves}
    intervals:
      margin: rate-allocation.spec.margins.effect
      rows:
        - {label: weight norm, style: wn, value: rate-allocation.wn-ddi-over-std-ddi.effect}
    """)

  static let intervals = CellKeys(
    "intervals", title: "intervals", "Estimates with their intervals, the first row on top.",
    at: ["intervals"], of: intervalsSample,
    [
      LanguageEntry(
        key: "margin", "half the width of the grey band in which an effect counts as none",
        "margin: 0.2"),
      LanguageEntry(
        key: "rows", "the rows",
        """
        rows:
          - {label: rates per layer, style: std-ddi,
             value: rate-allocation.std-ddi-per-layer-over-std-ddi.effect}
        """),
    ])

  static let intervalRow = CellKeys(
    "rows", title: "intervals: rows", "One estimate with its interval.",
    at: ["intervals", "rows", "0"], of: intervalsSample,
    [
      LanguageEntry(key: "label", "its name, beside it", "label: weight norm over plain"),
      LanguageEntry(key: "style", "its look", "style: series-1"),
      LanguageEntry(
        key: "value", "a recorded interval, by its full name",
        "value: rate-allocation.std-ddi-per-layer-over-std-ddi.effect"),
    ])

  private static let stackSample = figureSample(
    """
    stack:
      layers:
        - {series: growth.sgd.norm, label: SGD}
        - {series: growth.adam.norm, label: Adam}
    """)

  static let stack = CellKeys(
    "stack", title: "stack", "Areas on each other.", at: ["stack"], of: stackSample,
    [
      LanguageEntry(
        key: "layers", "the areas from the lowest on; all have the same positions, without gaps",
        """
        layers:
          - {series: growth.heavy-ball.norm, label: momentum}
          - {series: growth.nesterov.norm, label: Nesterov}
        """)
    ])

  static let layer = CellKeys(
    "layers", title: "stack: layers", "One area, in a colour of its own.",
    at: ["stack", "layers", "0"], of: stackSample,
    [
      LanguageEntry(key: "series", "the series", "series: growth.nesterov.norm"),
      LanguageEntry(key: "label", "its name in the figure", "label: gradient descent"),
    ])
}
