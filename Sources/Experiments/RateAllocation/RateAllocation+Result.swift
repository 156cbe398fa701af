internal import Runs
internal import Statistics

extension RateAllocation {
  struct Result: Recorded {
    var arms: Parts<ArmResult>
    /// Of the same arms, by name.
    var ranges: Parts<GoodRange>
    var replay: Replay?
    var pairings: Parts<PairingResult>
    /// By number, from `layer1` on.
    var layers: Parts<Layer>

    /// How much the rate may be wrong.
    struct GoodRange: Recorded {
      @Measured(
        "octaves of learning rates at which the mean loss is within a tenth of the least",
        unit: "octaves")
      var goodOctaves: Double

      init(_ octaves: Double) {
        goodOctaves = octaves
      }
    }

    /// The standard network with weight normalization's own factors, step by step, at the same rate.
    struct Replay: Recorded {
      @Measured(
        "log₂ of the ratio of losses an octave below weight normalization's best rate, positive where weight"
          + " normalization's is lower", unit: "octaves")
      var below: Interval
      @Measured("the same an octave above it", unit: "octaves") var above: Interval

      init?(_ result: ComparisonResult, _ specification: Specification) {
        let found = specification.probedOctaves.compactMap {
          Self.gain(in: result, octaves: $0)?.interval
        }
        guard found.count == 2 else { return nil }
        (below, above) = (found[0], found[1])
      }

      /// Nil where one of both has no runs at that rate.
      private static func gain(in result: ComparisonResult, octaves: Double) -> PairedEffect? {
        guard result.comparison.arms.contains(replayed) else { return nil }
        let (own, other) = (result.curve(of: weightNorm), result.curve(of: replayed))
        let exponent = own.bestExponent + octaves
        guard let one = own.exponents.firstIndex(of: exponent),
          let two = other.exponents.firstIndex(of: exponent)
        else { return nil }
        return .log2Ratio(
          first: own.metrics[one], second: other.metrics[two], from: result.comparison.bootstrap)
      }
    }

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
        result, pairings: specification.pairings, margins: specification.margins, details: .rates)
      arms = cell.arms
      pairings = cell.pairings
      ranges = Parts(
        result.comparison.arms.map { arm in
          let curve = result.coarse(of: arm).overlaid(by: result.curve(of: arm))
          return (arm.name, GoodRange(curve.goodOctaves(ratio: specification.goodRatio)))
        })
      replay = Replay(result, specification)
      layers = Parts(
        (0..<specification.comparison.sizes.count - 1).map { layer in
          ("layer\(layer + 1)", Layer(rateFactor: factors.map { $0[layer] }.mean))
        })
    }
  }
}
