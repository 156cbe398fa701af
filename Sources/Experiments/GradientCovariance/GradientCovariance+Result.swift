internal import Runs
internal import WeightNormCore

extension GradientCovariance {
  struct Result: Recorded {
    /// By data set: `digits`.
    var cells: Parts<CellResult>
    @Measured(
      "greatest median |cos| of w with the first eigenvector, over layers, epochs, networks and both"
        + " covariances")
    var greatestAlignment: Sampled<Double>
    @Measured("greatest ‖Ce − λe‖ over λ₁ among all eigenvectors that were computed")
    var residual: Double
    @Measured("units without gradient, which are left out, over all looks") var silentUnits: Int
    @Measured("units that were looked at, over all looks") var units: Int

    /// `cells` holds the runs by arm, by seed.
    init(
      _ cells: [(name: String, runs: [[NetworkAlignment]])], _ specification: Specification
    ) {
      self.cells = Parts(
        zip(cells, specification.cells).map { found, cell in
          (found.name, CellResult(found.runs, cell, specification))
        })
      let seeds = specification.seeds.indices.map { seed in
        cells.flatMap { $0.runs.flatMap { Self.cosines(of: $0[seed]) } }
      }
      greatestAlignment = Sampled(of: id, seeds) { seeds in
        seeds[0].indices.map { look in seeds.flatMap { $0[look] }.median }.maximum
      }
      let layers = cells.flatMap { $0.runs.joined().flatMap { $0.looks.joined() } }
      let alignments = layers.flatMap { $0.uncentred + $0.centred }
      residual = alignments.map(\.residual).maximum
      silentUnits = layers.map(\.silent).reduce(0, +)
      units = layers.map(\.uncentred.count).reduce(0, +)
    }

    /// Of one network: the cosines of the units, by epoch, layer and covariance.
    private static func cosines(of network: NetworkAlignment) -> [[Double]] {
      network.looks.joined().flatMap { layer in
        [layer.uncentred, layer.centred].map { $0.map(\.cosine) }
      }
    }
  }

  /// One data set.
  struct CellResult: Recorded {
    /// By arm: `wn-he`.
    var arms: Parts<ArmResult>

    init(_ runs: [[NetworkAlignment]], _ cell: Cell, _ specification: Specification) {
      arms = Parts(
        zip(GradientCovariance.arms, runs).map { ($0.name, ArmResult($1, cell, specification)) })
    }
  }

  struct ArmResult: Recorded {
    /// By number, from `layer1` on.
    var layers: Parts<LayerResult>

    init(_ runs: [NetworkAlignment], _ cell: Cell, _ specification: Specification) {
      layers = Parts(
        runs[0].looks[0].indices.map { layer in
          let looks = runs.map { run in run.looks.map { $0[layer] } }
          return (
            "layer\(layer + 1)",
            LayerResult(
              inputSize: cell.comparison.sizes[layer],
              uncentred: SideResult(looks.map { $0.map(\.uncentred) }, specification),
              centred: SideResult(looks.map { $0.map(\.centred) }, specification))
          )
        })
    }
  }

  struct LayerResult: Recorded {
    @Measured("median |cos| of a random direction with any other, 0.674/√k for k inputs")
    var random: Double
    var uncentred: SideResult
    var centred: SideResult

    init(inputSize: Int, uncentred: SideResult, centred: SideResult) {
      (self.uncentred, self.centred) = (uncentred, centred)
      random = 0.674 / Double(inputSize).squareRoot()
    }
  }

  /// One of both covariances, over the units of a layer: medians over units and seeds.
  struct SideResult: Recorded {
    @Measured("median |cos| of w with the first eigenvector, before training") var start: Double
    @Measured("the same after the last epoch") var end: Double
    @Measured("median share of w in the first five eigenvectors, after the last epoch")
    var share: Double
    @Measured("median wᵀCw over λ₁‖w‖², after the last epoch") var quotient: Double
    @Measured("median λ₂ over λ₁, after the last epoch") var gap: Double
    @Plotted(
      "median |cos| of w with the first eigenvector, over the units of the layer", x: "epoch",
      y: "median |cos(w, e₁)|")
    var alignment: SeriesValues

    /// `looks` holds the units by seed, by epoch.
    init(_ looks: [[[UnitAlignment]]], _ specification: Specification) {
      func median(_ look: Int, _ value: (UnitAlignment) -> Double) -> Double {
        looks.flatMap { $0[look].map(value) }.median
      }
      let last = specification.epochs.count - 1
      start = median(0, \.cosine)
      end = median(last, \.cosine)
      share = median(last, \.share)
      quotient = median(last, \.quotient)
      gap = median(last, \.gap)
      alignment = .steps(
        Array(specification.epochs.indices), of: looks.map { $0.map { $0.map(\.cosine).median } })
      alignment.positions = specification.epochs.map(Double.init)
    }
  }
}
