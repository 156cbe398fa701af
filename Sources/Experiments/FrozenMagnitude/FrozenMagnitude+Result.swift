internal import Runs
internal import Statistics

extension FrozenMagnitude {
  struct Result: Recorded {
    var cells: Parts<CellResult>
    @Measured(
      "how far apart two starts of g leave it, relative: the greatest over the layers of the ratio of"
        + " means, less one; the least over the data sets")
    var leastStartsApart: Sampled<Double>?

    init(_ results: [ComparisonResult], _ specification: Specification) {
      cells = Parts(
        results.map {
          (
            $0.comparison.name,
            CellResult(
              $0, pairings: specification.pairings, margins: specification.margins,
              details: .layers)
          )
        })
      let apart = results.filter { $0.compares(FrozenMagnitude.starts) }.map(\.startsApart)
      guard !apart.isEmpty else { return }
      leastStartsApart = Sampled(
        apart.map(\.value).minimum,
        Sampling(
          studies: (0..<Stability.studies).map { study in
            apart.map { $0.studies[study] }.minimum
          }))
    }
  }

  /// The arms whose g starts at one and from data, and is trained.
  fileprivate static let starts = Pairing(first: .weightNormOne, second: .weightNormDataDependent)
}

extension ComparisonResult {
  /// The greatest over the layers of | mean g at the end from one / from data − 1 |.
  fileprivate var startsApart: Sampled<Double> {
    let starts = FrozenMagnitude.starts
    let ends = zip(runs(of: starts.first), runs(of: starts.second)).map { first, second in
      zip(first.magnitudes.last ?? [], second.magnitudes.last ?? []).map { ($0, $1) }
    }
    return Sampled(of: comparison.streams ?? comparison.name, ends) { ends in
      (0..<comparison.sizes.count - 1).map { layer in
        let (first, second) = (ends.map { $0[layer].0 }.mean, ends.map { $0[layer].1 }.mean)
        return (first / second - 1).magnitude
      }.maximum
    }
  }
}
