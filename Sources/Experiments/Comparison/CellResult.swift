internal import Runs
internal import Statistics
internal import WeightNormCore

/// Effects of no importance, and how far a rate may be too high.
struct Margins: Codable, Sendable {
  /// Effects within ± this many octaves of the metric count as none.
  var effect = 0.1
  /// Differences of test accuracy within ± this many percentage points count as none.
  var accuracy = 1.0
  /// The head-room of an arm ends where its metric is this many times what it is at its best rate.
  var headRoomRatio = 2.0
  /// Differences of head-room within ± this many octaves count as none.
  var headRoom = 0.25
}

/// What a comparison records: its arms, and its pairings by both names, `wn-he-over-std-he`.
struct CellResult: Recorded {
  @Measured(
    "seeds that are run at every rate near the best one; half of them choose for the others")
  var seedCount: Int
  @Measured("seeds of the coarse grid that finds its neighbourhood") var coarseSeedCount: Int
  var arms: Parts<ArmResult>
  var pairings: Parts<PairingResult>

  /// What is recorded beside that which every comparison has.
  struct Details: OptionSet {
    let rawValue: Int
    /// The metric at all rates that were tried.
    static let rates = Details(rawValue: 1)
    /// The loss by epoch.
    static let learning = Details(rawValue: 2)
    /// |g| of each layer.
    static let layers = Details(rawValue: 4)
    /// What the rates that were tried mean for those who do not tune.
    static let untuned = Details(rawValue: 8)
    /// Which rates studies choose.
    static let choices = Details(rawValue: 16)
    /// How high a rate may be, whatever the best one is.
    static let ceilings = Details(rawValue: 32)
  }

  /// Pairings whose arms the comparison lacks are left out.
  init(
    _ result: ComparisonResult, pairings: [Pairing], margins: Margins = Margins(),
    details: Details = []
  ) {
    arms = Parts(
      result.comparison.arms.map { ($0.name, ArmResult($0, of: result, margins, details)) })
    self.pairings = Parts(
      pairings.filter(result.compares).map {
        ($0.name, PairingResult($0, in: result, margins, details))
      })
    seedCount = result.comparison.evaluationSeeds.count
    coarseSeedCount = result.comparison.tuningSeeds.count
  }
}

/// An arm at its best rate η*, means over the evaluation seeds, and all rates of its window.
struct ArmResult: Recorded {
  @Measured("log₂ of the best learning rate η*, that of the least mean metric over the seeds")
  var exponent: Double
  @Measured("whether η* is an inner rate of those tried") var isInterior: Bool
  @Tabulated("what is compared, in every seed", x: "log₂ η") var metrics: SeedRows
  @Tabulated(
    "test rows that are classified right after the last epoch, in every seed; 0 after a blow-up",
    x: "log₂ η")
  var right: SeedRows
  @Measured("mean training loss over the epochs, or over all batches, at η*", unit: "nats")
  var meanLoss: Double?
  @Measured("training loss after the last epoch at η*", unit: "nats") var finalLoss: Double?
  @Measured("test accuracy after the last epoch at η*; 0 after a blow-up") var accuracy: Double
  /// Nil unless it is recorded what comes of not tuning, as the two below.
  @Measured(
    "octaves from the rate that half of the seeds choose to where the mean loss is twice the least, mean over"
      + " the tuning seeds",
    unit: "octaves")
  var headRoom: Double?
  @Measured("whether the grid ends first, so that the head-room may be larger")
  var headRoomIsCensored: Bool?
  @Measured(
    "mean loss to expect at a rate drawn at random from the grid, tuning seeds", unit: "nats")
  var randomRateLoss: Double?
  /// Nil unless it is recorded, as the next.
  @Measured(
    "log₂ of the rate at which the mean loss is twice the least, mean over the tuning seeds")
  var ceiling: Double?
  @Measured("whether the grid ends first, so that the ceiling may be higher")
  var ceilingIsCensored: Bool?
  @Plotted(
    "mean loss over the epochs on the coarse grid, tuning seeds", x: "learning rate η",
    y: "mean training loss (nats)")
  var tuning: SeriesValues?
  @Plotted(
    "mean loss over the epochs against the learning rate: all seeds near η*, tuning seeds elsewhere",
    x: "learning rate η", y: "mean training loss (nats)")
  var byRate: SeriesValues?
  @Plotted(
    "share of studies, each with half as many seeds drawn from these, that choose the rate",
    x: "learning rate η", y: "share of studies")
  var choices: SeriesValues?
  @Plotted("loss on the whole training set at η*", x: "epoch", y: "training loss (nats)")
  var loss: SeriesValues?
  /// By number, from `layer1` on; of weight-normalized arms.
  var layers = Parts<LayerResult>([])

  init(
    _ arm: Arm, of result: ComparisonResult, _ margins: Margins, _ details: CellResult.Details
  ) {
    let comparison = result.comparison
    let (runs, curve, coarse) = (
      result.runs(of: arm), result.curve(of: arm), result.coarse(of: arm)
    )
    exponent = curve.bestExponent
    isInterior = result.isInterior(arm)
    metrics = SeedRows(at: curve.exponents, curve.metrics)
    right = SeedRows(at: curve.exponents, result.rightRows(of: arm))
    accuracy = runs.map(\.testAccuracy).mean
    if comparison.metric != .finalLoss { meanLoss = result.metrics(of: arm).mean }
    if comparison.metric != .batchLoss { finalLoss = runs.compactMap(\.losses.last).mean }
    if details.contains(.untuned) {
      let ceiling = coarse.ceiling(ratio: margins.headRoomRatio)
      headRoom = ceiling.exponents.mean - result.chosenExponent(of: arm)
      headRoomIsCensored = ceiling.isCensored
      randomRateLoss = coarse.expectedMetric(over: comparison.rates)
      tuning = coarse.series
    }
    if details.contains(.ceilings) {
      let found = coarse.ceiling(ratio: margins.headRoomRatio)
      ceiling = found.exponents.mean
      ceilingIsCensored = found.isCensored
    }
    if details.contains(.rates) { byRate = coarse.overlaid(by: curve).series }
    if details.contains(.choices) {
      let shares = ChosenRateEffect.Curves(octavesOf: curve.metrics, edges: [])
        .choices(from: comparison.bootstrap)
      choices = SeriesValues(at: curve.exponents.map(RateGrid.rate), [shares])
    }
    if details.contains(.learning) { loss = comparison.byEpoch(runs.map(\.losses)) }
    if details.contains(.layers), arm.parameterization != .standard {
      layers = Parts(
        (0..<comparison.layerCount).map { layer in
          let paths = runs.map { run in run.magnitudes.map { $0[layer] } }
          return ("layer\(layer + 1)", LayerResult(paths, comparison))
        })
    }
  }
}

/// |g| of a layer, mean over its units.
struct LayerResult: Recorded {
  @Measured("mean |g| of the layer at the start, mean over seeds") var magnitudeStart: Double
  @Measured("mean |g| of the layer at the end, mean over seeds") var magnitudeEnd: Double
  @Plotted("mean |g| of the layer at η*", x: "epoch", y: "mean |g|")
  var magnitude: SeriesValues

  init(_ paths: [[Double]], _ comparison: Comparison) {
    magnitudeStart = paths.compactMap(\.first).mean
    magnitudeEnd = paths.compactMap(\.last).mean
    magnitude = comparison.byEpoch(paths)
  }
}

extension RateCurve {
  fileprivate var series: SeriesValues {
    SeriesValues(at: exponents.map(RateGrid.rate), columns: metrics)
  }
}

extension Comparison {
  /// What each evaluation seed gave at the start and at the end of each epoch.
  fileprivate func byEpoch(_ paths: [[Double]]) -> SeriesValues {
    .steps(Array(0...epochs), of: paths)
  }
}

/// Two arms set against each other, each at rates chosen on other seeds than it is told with.
struct PairingResult: Recorded {
  @Measured("log₂ of the ratio of losses, positive where the first is better", unit: "octaves")
  var effect: Sampled<Interval>
  @Measured("seeds in which the first has the lower loss") var favourable: Int
  @Measured(
    "what the interval says against the margin; void where a best rate stands at an edge, or is chosen there"
      + " in more than one of twenty studies")
  var verdict: String
  @Measured("share of studies, with seeds drawn from these, that say the same")
  var stability: Double?
  @Measured("test accuracy of the first minus that of the second", unit: "pp")
  var accuracy: Interval
  @Measured("what that interval says against its margin, likewise") var accuracyVerdict: String
  /// Nil unless it is recorded, and for a single tuning seed.
  @Measured("octaves that the ceiling of the first is above that of the second", unit: "octaves")
  var ceiling: Interval?
  /// Nil unless it is recorded what comes of not tuning, and for a single tuning seed.
  @Measured("head-room of the first minus that of the second", unit: "octaves")
  var headRoom: Sampled<Interval>?
  @Measured(
    "what that interval says against its margin; void where the grid ends too soon to tell, too")
  var headRoomVerdict: String?

  init(
    _ pairing: Pairing, in result: ComparisonResult, _ margins: Margins,
    _ details: CellResult.Details
  ) {
    let found = result.effect(of: pairing)
    effect = Sampled(found)
    favourable = found.positiveCount
    verdict = result.verdict(found, of: pairing, margin: margins.effect)
    stability = result.isVoid(found, of: pairing) ? nil : found.stability(margin: margins.effect)
    let difference = result.accuracyDifference(of: pairing)
    accuracy = difference.interval
    accuracyVerdict = result.verdict(difference, of: pairing, margin: margins.accuracy)
    guard !details.isDisjoint(with: [.untuned, .ceilings]) else { return }
    let ceilings = [pairing.first, pairing.second].map {
      result.coarse(of: $0).ceiling(ratio: margins.headRoomRatio)
    }
    let differences = zip(ceilings[0].exponents, ceilings[1].exponents).map { $0 - $1 }
    guard differences.count > 1 else { return }
    let raised = PairedEffect(differences, from: result.comparison.bootstrap)
    if details.contains(.ceilings) { ceiling = raised.interval }
    guard details.contains(.untuned) else { return }
    // A room is a ceiling less the rate that is chosen, which other seeds tell.
    let lowered = result.loweredRate(of: pairing)
    let gain = Sampled(raised, of: "\(result.comparison.name)/coarse").adding(Sampled(lowered))
    let told = CellVerdict(gain.value, margin: margins.headRoom)
    // A ceiling that ends with the grid is a lower bound.
    let isUnknown =
      result.isVoid(lowered, of: pairing) || ceilings[1].isCensored
      || (ceilings[0].isCensored && told != .better)
    headRoom = gain
    headRoomVerdict = isUnknown ? CellVerdict.void : told.rawValue
  }
}
