extension [Double] {
  /// The cosine of the angle to another vector.
  func cosine(to other: [Double]) -> Double { dot(other) / (norm * other.norm) }
}
