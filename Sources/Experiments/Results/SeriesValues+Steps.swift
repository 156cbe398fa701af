internal import Runs

extension SeriesValues {
  /// One path per seed, a value per step from step 0 on, at steps that grow by a constant factor. A path
  /// that ended early leaves gaps.
  static func steps(
    of paths: [[Double]], _ thinning: Thinning = .logarithmic
  ) -> SeriesValues {
    steps(thinning.positions(of: paths.map(\.count).max() ?? 0), of: paths)
  }

  /// The same at given steps, increasing.
  static func steps(_ kept: [Int], of paths: [[Double]]) -> SeriesValues {
    SeriesValues(
      at: kept.map(Double.init),
      paths.map { path in kept.prefix { $0 < path.count }.map { path[$0] } })
  }
}
