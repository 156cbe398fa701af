internal import Runs

extension FrozenMagnitude {
  struct Result: Recorded {
    var cells: Parts<CellResult>
    @Measured(
      "how far apart two starts of g leave it, relative: the greatest over the layers of the ratio of"
        + " means, less one; the least over the data sets")
    var leastStartsApart: Double?

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
      leastStartsApart = apart.isEmpty ? nil : apart.minimum
    }
  }

  /// The arms whose g starts at one and from data, and is trained.
  fileprivate static let starts = Pairing(first: .weightNormOne, second: .weightNormDataDependent)
}

extension ComparisonResult {
  /// The greatest over the layers of | mean g at the end from one / from data − 1 |.
  fileprivate var startsApart: Double {
    let starts = FrozenMagnitude.starts
    let ends = [starts.first, starts.second].map { arm in
      (0..<comparison.sizes.count - 1).map { layer in
        runs(of: arm).compactMap { $0.magnitudes.last?[layer].magnitude }.mean
      }
    }
    return zip(ends[0], ends[1]).map { ($0 / $1 - 1).magnitude }.maximum
  }
}
