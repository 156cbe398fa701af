/// How often values fall into each of some bins: samples overlaid as outlined steps.
public struct Histogram: Codable, Equatable, Sendable {
  public struct Sample: Codable, Equatable, Sendable {
    public var label: String
    public var style: Style
    /// The raw values, in any order.
    public var values: [Double]

    public init(label: String, style: Style, values: [Double]) {
      self.label = label
      self.style = style
      self.values = values
    }
  }

  /// The bins, which all samples share. A value on the edge of two bins belongs to the upper one,
  /// the last edge to the last bin.
  public enum Bins: Codable, Equatable, Sendable {
    /// Round edges; their number follows from the values (`BinEdges`).
    case automatic
    /// So many of one width between the least and the largest value.
    case count(Int)
    /// Increasing edges; values beyond them are in no bin.
    case edges([Double])
  }

  public enum Height: String, Codable, CaseIterable, Sendable {
    /// How many values fall into a bin.
    case counts
    /// The share of all values of their sample.
    case shares
  }

  public var samples: [Sample]
  public var bins: Bins
  public var height: Height

  public init(samples: [Sample], bins: Bins = .automatic, height: Height = .counts) {
    self.samples = samples
    self.bins = bins
    self.height = height
  }
}

extension Histogram {
  /// What keeps it from being drawn, or nil.
  var defect: String? {
    for sample in samples {
      let name = "sample \"\(sample.label)\""
      if let what = Defect.inNumbers(sample.values, of: name) { return what }
    }
    switch bins {
    case .automatic: return nil
    case .count(let count):
      return (1...1000).contains(count) ? nil : "the histogram has \(count) bins, not 1 to 1000"
    case .edges(let edges):
      if edges.count < 2 { return "the histogram has \(edges.count) edges, not at least 2" }
      return Defect.inIncreasing(edges, of: "the edges of the histogram")
    }
  }
}
