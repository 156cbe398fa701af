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
