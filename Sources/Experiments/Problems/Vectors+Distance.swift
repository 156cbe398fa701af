extension [Double] {
  /// ‖w − target‖/‖target‖.
  func relativeDistance(to target: [Double]) -> Double {
    subtracting(target).norm / target.norm
  }
}
