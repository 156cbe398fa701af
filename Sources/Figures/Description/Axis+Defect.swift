extension Axis {
  /// What keeps its ends from being shown as they are asked for, or nil; `name` is its key.
  public func defect(called name: String) -> String? {
    for (end, bound) in [("min", lowerBound), ("max", upperBound)] {
      guard let bound else { continue }
      let number = NumberText.plain(bound)
      if !bound.isFinite || abs(bound) > AxisRange.largest {
        return "\(name).\(end) is beyond ±1e300; leave it out or give a smaller number"
      }
      if scale == .log, bound <= 0 {
        return "\(name).\(end) is \(number) and a logarithmic axis has positive numbers only;"
          + " give one, or leave it out"
      }
    }
    guard let lowerBound, let upperBound, lowerBound >= upperBound else { return nil }
    return "\(name).min, \(NumberText.plain(lowerBound)), is not below \(name).max,"
      + " \(NumberText.plain(upperBound))"
  }
}
