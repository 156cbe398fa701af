internal import Runs

extension RateAllocation {
  struct Result: Recorded {
    var arms: Parts<ArmResult>
    var pairings: Parts<PairingResult>
    /// By number, from `layer1` on.
    var layers: Parts<Layer>

    struct Layer: Recorded {
      @Measured(
        "mean over units of (g/‖v‖)² at the start of weight normalization, mean over seeds")
      var rateFactor: Double

      init(rateFactor: Double) {
        self.rateFactor = rateFactor
      }
    }

    init(_ result: ComparisonResult, _ specification: Specification, factors: [[Double]]) {
      let cell = CellResult(
        result, pairings: specification.pairings, margins: specification.margins)
      arms = cell.arms
      pairings = cell.pairings
      layers = Parts(
        (0..<specification.comparison.sizes.count - 1).map { layer in
          ("layer\(layer + 1)", Layer(rateFactor: factors.map { $0[layer] }.mean))
        })
    }
  }
}
