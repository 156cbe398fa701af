internal import Runs

extension DirectionStart {
  struct Result: Recorded {
    var arms: Parts<ArmResult>
    var pairings: Parts<PairingResult>
    @Measured(
      "octaves by which the chosen rate is lower with the shorter v", unit: "octaves")
    var rateShift: Sampled<Interval>
    @Measured(
      "mean training loss with the shorter v at the longer one's best rate, rounded down to a whole octave,"
        + " over the seeds of the coarse grid", unit: "nats")
    var unadjustedLoss: Double?
    /// By number, from `layer1` on.
    var layers: Parts<LayerResult>

    /// `octaves` holds log₂ of how many times ‖v‖² is shorter, by seed, by layer.
    init(_ result: ComparisonResult, octaves: [[Double]], _ specification: Specification) {
      let cell = CellResult(
        result, pairings: [pairing], margins: specification.margins, details: .rates)
      (arms, pairings) = (cell.arms, cell.pairings)
      layers = Parts(
        octaves[0].indices.map { layer in
          ("layer\(layer + 1)", LayerResult(octaves: octaves.map { $0[layer] }.mean))
        })
      rateShift = Sampled(result.loweredRate(of: pairing))
      let (short, usual) = (
        result.coarse(of: pairing.first), result.curve(of: pairing.second).bestExponent
      )
      unadjustedLoss = short.exponents.firstIndex(of: usual.rounded(.down)).map { short.means[$0] }
    }
  }

  struct LayerResult: Recorded {
    @Measured(
      "log₂ of how many times smaller ‖v‖² starts, mean over units and seeds", unit: "octaves")
    var octaves: Double

    init(octaves: Double) {
      self.octaves = octaves
    }
  }
}
