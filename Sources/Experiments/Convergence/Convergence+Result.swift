internal import Runs

extension Convergence {
  struct Result: Recorded {
    /// By name: `digits`, `digits-adam`.
    var cells: Parts<CellResult>
    /// Nil where no cell has the arms that it compares.
    var attribution: Attribution?
    var lowest: Lowest
    /// Nil in a study of one.
    var calibration: CalibrationResult?

    init(
      _ results: [ComparisonResult], _ specification: Specification, calibration: Calibration?
    ) {
      cells = Parts(
        results.map {
          let cell = CellResult(
            $0, pairings: specification.pairings, margins: specification.margins,
            details: [.rates, .untuned, .learning, .layers, .choices])
          return ($0.comparison.name, cell)
        })
      attribution = Attribution(results)
      lowest = Lowest(results)
      self.calibration = calibration.map(CalibrationResult.init)
    }
  }

  /// What studies on fresh seeds say of the verdicts.
  struct CalibrationResult: Recorded {
    @Measured("studies with fresh seeds on other rows of the data") var studies: Int
    @Measured("choices of these rows") var splits: Int
    @Measured("share of verdicts on pairings that they repeat") var pairings: Double
    var claims: Parts<Repeats>

    struct Repeats: Recorded {
      @Measured("studies that give the pinned verdict") var repeats: Int

      init(_ repeats: Int) {
        self.repeats = repeats
      }
    }

    init(_ calibration: Calibration) {
      claims = Parts(Convergence.claims.map { ($0.id, Repeats(calibration.repeats[$0.id] ?? 0)) })
      studies = calibration.studies
      splits = calibration.splits
      pairings = calibration.pairings
    }
  }

  /// How much of the paper's recipe its start alone gives: means over cells.
  struct Attribution: Recorded {
    @Measured("mean effect of the data-dependent start, both networks standard", unit: "octaves")
    var start: Double
    @Measured(
      "mean effect of weight normalization, from the data-dependent start", unit: "octaves")
    var coordinates: Double
    @Measured("mean size of these effects, whichever way they go", unit: "octaves")
    var coordinatesSize: Double
    @Measured("the effect of the start over that size")
    var startOverCoordinates: Double

    init?(_ results: [ComparisonResult]) {
      func effects(of pairing: Pairing) -> [Double] {
        results.filter { $0.compares(pairing) }.map { $0.effect(of: pairing).interval.estimate }
      }
      let (ofStart, ofCoordinates) = (effects(of: .initialization), effects(of: .dataDependent))
      guard !ofStart.isEmpty, !ofCoordinates.isEmpty else { return nil }
      start = ofStart.mean
      coordinates = ofCoordinates.mean
      coordinatesSize = ofCoordinates.map(\.magnitude).mean
      startOverCoordinates = start / coordinatesSize
    }
  }

  struct Lowest: Recorded {
    var arms: Parts<Count>
    @Measured("cells") var cellCount: Int

    struct Count: Recorded {
      @Measured("cells in which the arm has the lowest mean loss")
      var count: Int

      init(_ count: Int) {
        self.count = count
      }
    }

    init(_ results: [ComparisonResult]) {
      arms = Parts(
        results.flatMap(\.comparison.arms).distinct.map { arm in
          (arm.name, Count(results.count { Self.isLowest(arm, in: $0) }))
        })
      cellCount = results.count
    }

    private static func isLowest(_ arm: Arm, in result: ComparisonResult) -> Bool {
      guard let index = result.comparison.arms.firstIndex(of: arm) else { return false }
      let means = result.comparison.arms.map { result.metrics(of: $0).mean }
      return means[index] == means.minimum
    }
  }
}
