import Figures
import Runs

/// Reads a histogram: samples of recorded series or of values.
///
/// ```yaml
/// histogram:
///   samples:
///     - {series: growth.sgd.cosine, label: SGD, style: sgd}   # the median at every position
///     - {series: growth.adam.cosine, seeds: true, label: Adam, style: adam}   # its single seeds
///     - {values: [growth.share, 0.5], label: by hand, style: wn}
///   height: shares            # or counts, which is what is drawn where it is not given
///   bins: 20                  # or edges: [0, 0.5, 1]; round edges where neither is given
/// ```
struct HistogramReader {
  let mark: Mark
  /// What the series measure.
  let xQuantities: [String]
  /// What the steps count.
  let yQuantity: String
  /// Whether a sample names a series, one that could not be read included.
  let hasSeries: Bool

  init(_ panel: CellFields) throws(TemplateProblem) {
    let fields = try CellFields(
      try panel.part("histogram"), .histogram, renderer: panel.renderer)
    let samples = fields.items("samples", Self.sample)
    let height = try fields.choice("height", Histogram.Height.self) ?? .counts
    mark = .histogram(
      Histogram(samples: samples.map(\.sample), bins: try Self.bins(fields), height: height))
    xQuantities = samples.compactMap(\.series?.y.label)
    yQuantity = height == .counts ? "count" : "share"
    hasSeries = try fields.isAnyItem(of: "samples", with: "series")
  }

  private static func bins(_ fields: CellFields) throws(TemplateProblem) -> Histogram.Bins {
    if fields.has("bins"), fields.has("edges") {
      throw fields.problem(.exclusiveKeys("bins", "edges"))
    }
    if fields.has("edges") { return .edges(try fields.increasingNumbers("edges", atLeast: 2)) }
    guard fields.has("bins") else { return .automatic }
    guard let count = Int(exactly: try fields.number("bins")), (1...1000).contains(count) else {
      throw TemplateProblem(
        .cell(.expected("a whole number from 1 to 1000", of: "bins")),
        at: try fields.part("bins").position)
    }
    return .count(count)
  }

  private static func sample(
    _ node: CellNode, _ renderer: Renderer
  ) throws(TemplateProblem) -> (sample: Histogram.Sample, series: Series?) {
    let fields = try CellFields(node, .sample, renderer: renderer)
    if fields.has("values"), let key = ["series", "seeds"].first(where: fields.has) {
      throw fields.problem(.exclusiveKeys(key, "values"))
    }
    guard fields.has("series") || fields.has("values") else {
      throw fields.problem(.oneOf(["series", "values"]))
    }
    let (label, style) = (try fields.label("label"), try fields.style())
    let named = fields.has("series") ? try fields.namedSeries() : nil
    let values =
      if let named { try recorded(named.name, named.series, fields) } else {
        try fields.numbers("values")
      }
    let sample = Histogram.Sample(label: label, style: style, values: values)
    return (sample, named?.series)
  }

  /// The medians at all positions, or what the single seeds have there; gaps are left out.
  private static func recorded(
    _ name: String, _ series: Series, _ fields: CellFields
  ) throws(TemplateProblem) -> [Double] {
    guard try fields.flag("seeds") else { return series.median.compactMap(\.self) }
    guard !series.seeds.isEmpty else { throw fields.problem(.noSeeds(name)) }
    return series.seeds.flatMap(\.values).compactMap(\.self)
  }
}
