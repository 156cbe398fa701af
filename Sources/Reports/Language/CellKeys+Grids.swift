import Figures

extension CellKeys {
  private static let heatMapSample = figureSample(
    """
    x: {label: learning rate, scale: log}
    heatMap:
      rows:
        - {series: anatomy.k2.mismatch, label: 2 inputs}
        - {series: anatomy.k784.mismatch, label: 784 inputs}
      color: {scale: log}
    """)

  static let heatMap = CellKeys(
    "heatMap", title: "heatMap",
    """
    A row a series, by its medians, in columns at the positions of all of them; or under \
    `categories` or `x` rows of values.
    """, at: ["heatMap"], of: heatMapSample,
    alternatives: ["categories", "x", "color"],
    [
      LanguageEntry(
        key: "rows", "the rows, the first on top",
        """
        rows:
          - {series: anatomy.k16.mismatch, label: 16 inputs}
          - {series: anatomy.k128.mismatch, label: 128 inputs}
        """),
      LanguageEntry(
        key: "categories", "names of the columns; rows then have `values`",
        """
        categories: [SGD, Adam]
        rows:
          - {label: growth, values: [growth.sgd.normRatio, growth.adam.normRatio]}
        color: {label: final over first length}
        """),
      LanguageEntry(
        key: "x", "positions of the columns; rows then have `values`",
        """
        x: [0.001, 0.01]
        rows:
          - {label: growth, values: [growth.sgd.normRatio, growth.adam.normRatio]}
        color: {label: final over first length}
        """),
      LanguageEntry(
        key: "color", "the scale of colours, with the keys of an axis", "color: {scale: log}"),
      LanguageEntry(
        key: "ramp", "`\(ColorRamp.words)`; by the signs of the values without it",
        "ramp: diverging"),
    ])

  static let heatMapRow = CellKeys(
    "rows", title: "heatMap: rows",
    "Cells of one row. `blowUp` is ✕, `collapse` ○, and `empty` nothing.",
    at: ["heatMap", "rows", "0"],
    of: figureSample(
      """
      heatMap:
        categories: [SGD, Adam]
        rows:
          - {label: growth, values: [growth.sgd.normRatio, growth.adam.normRatio]}
          - {label: a failed run, values: [blowUp, empty]}
        color: {label: final over first length}
      """), others: ["series": heatMapSample],
    [
      LanguageEntry(
        key: "series", "the series, where neither `categories` nor `x` is given",
        "series: anatomy.k16.mismatch"),
      LanguageEntry(
        key: "values", "a number, a name or a word for each column; `each` may make them",
        "values: [collapse, 2]"),
      LanguageEntry(key: "label", "its name, beside it", "label: how much longer v is"),
    ])

  private static let histogramSample = figureSample(
    """
    histogram:
      samples:
        - {series: growth.adam.cosine, label: Adam, style: adam}
      bins: 20
    x: {label: cosine}
    """)

  static let histogram = CellKeys(
    "histogram", title: "histogram", "How often which values occur.", at: ["histogram"],
    of: histogramSample, alternatives: ["bins", "edges"],
    [
      LanguageEntry(
        key: "samples", "the values that are counted",
        """
        samples:
          - {series: growth.nesterov.cosine, label: Nesterov, style: nesterov}
        """),
      LanguageEntry(
        key: "bins", "how many intervals, 1 to 1000; round ones without it and `edges`", "bins: 7"),
      LanguageEntry(
        key: "edges", "where the intervals end, increasing", "edges: [-0.5, 0, 0.5, 1]"),
      LanguageEntry(
        key: "height", "`\(Histogram.Height.words)`; counts without it", "height: shares"),
    ])

  static let sample = CellKeys(
    "samples", title: "histogram: samples",
    "The medians of a series at all its positions, its single seeds there, or values.",
    at: ["histogram", "samples", "0"], of: histogramSample,
    alternatives: ["series", "seeds", "values"],
    [
      LanguageEntry(key: "series", "the series; or `values`", "series: growth.sgd.cosine"),
      LanguageEntry(
        key: "seeds", "`true`: its single seeds, where they are recorded",
        "series: log.wn.loss\nseeds: true"),
      LanguageEntry(
        key: "values", "numbers or names", "values: [0.1, 0.2, growth.adam.largestCosine]"),
      LanguageEntry(key: "label", "its name in the figure", "label: steps of Adam"),
      LanguageEntry(key: "style", "its look", "style: series-1"),
    ])
}
