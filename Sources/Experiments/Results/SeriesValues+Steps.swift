internal import Runs

extension SeriesValues {
  /// One path per seed, a value per step from step 0 on, at steps that grow by a constant factor. A path
  /// that ended early leaves gaps.
  static func steps(
    of paths: [[Double]], seeds: [Int], _ thinning: Thinning = .logarithmic
  ) -> SeriesValues {
    steps(thinning.positions(of: paths.map(\.count).max() ?? 0), of: paths, seeds: seeds)
  }

  /// The same at given steps.
  static func steps(_ kept: [Int], of paths: [[Double]], seeds: [Int]) -> SeriesValues {
    SeriesValues(
      at: kept.map(Double.init),
      paths.map { path in kept.map { $0 < path.count ? path[$0] : .nan } }, seeds: seeds)
  }

  /// One path per seed, a value per position. A path that ended early leaves gaps.
  init(at positions: [Double], _ paths: [[Double]], seeds: [Int]) {
    self.init(
      positions: positions,
      paths: zip(seeds, paths).map { seed, path in
        (seed, path + [Double](repeating: .nan, count: positions.count - path.count))
      })
  }
}
