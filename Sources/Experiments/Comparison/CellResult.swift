internal import Runs
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
  var arms: Parts<ArmResult>
  var pairings: Parts<PairingResult>

  /// What is recorded beside that which every comparison has.
  struct Details: OptionSet {
    let rawValue: Int
    /// The metric at all rates that were tried.
    static let tuning = Details(rawValue: 1)
    /// The loss by epoch.
    static let learning = Details(rawValue: 2)
    /// |g| of each layer.
    static let layers = Details(rawValue: 4)
    /// What the rates that were tried mean for those who do not tune.
    static let untuned = Details(rawValue: 8)
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
  }
}

/// An arm at its best rate η*, means over the evaluation seeds.
struct ArmResult: Recorded {
  @Measured("log₂ of the best learning rate η*") var exponent: Double
  @Measured("whether η* is an inner rate of those tried") var isInterior: Bool
  @Measured("mean training loss over the epochs, or over all batches, at η*", unit: "nats")
  var meanLoss: Double?
  @Measured("training loss after the last epoch at η*", unit: "nats") var finalLoss: Double?
  @Measured("test accuracy after the last epoch at η*; 0 after a blow-up") var accuracy: Double
  /// Nil unless it is recorded what comes of not tuning, as the two below.
  @Measured(
    "octaves above η* at which the mean loss is twice what it is there, mean over the tuning seeds",
    unit: "octaves")
  var headRoom: Double?
  @Measured("whether the grid ends first, so that the head-room may be larger")
  var headRoomIsCensored: Bool?
  @Measured(
    "mean loss to expect at a rate drawn at random from the grid, tuning seeds", unit: "nats")
  var randomRateLoss: Double?
  @Plotted(
    "mean loss over the epochs against the learning rate, tuning seeds", x: "learning rate η",
    y: "mean training loss (nats)")
  var tuning: SeriesValues?
  @Plotted("loss on the whole training set at η*", x: "epoch", y: "training loss (nats)")
  var loss: SeriesValues?
  /// By number, from `layer1` on; of weight-normalized arms.
  var layers = Parts<LayerResult>([])

  init(
    _ arm: Arm, of result: ComparisonResult, _ margins: Margins, _ details: CellResult.Details
  ) {
    let comparison = result.comparison
    let (runs, found) = (result.runs(of: arm), result.tuning(of: arm))
    exponent = found.bestExponent
    isInterior = found.isInterior
    accuracy = runs.map(\.testAccuracy).mean
    if comparison.metric != .finalLoss { meanLoss = result.metrics(of: arm).mean }
    if comparison.metric != .batchLoss { finalLoss = runs.compactMap(\.losses.last).mean }
    if details.contains(.untuned) {
      let room = found.headRoom(ratio: margins.headRoomRatio)
      headRoom = room.mean
      headRoomIsCensored = room.isCensored
      randomRateLoss = found.expectedMetric(over: comparison.rates)
    }
    if details.contains(.tuning) {
      tuning = SeriesValues(at: found.exponents.map(RateGrid.rate), columns: found.metrics)
    }
    if details.contains(.learning) { loss = comparison.byEpoch(runs.map(\.losses)) }
    if details.contains(.layers), arm.parameterization != .standard {
      layers = Parts(
        (0..<comparison.sizes.count - 1).map { layer in
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

extension Comparison {
  /// What each evaluation seed gave at the start and at the end of each epoch.
  fileprivate func byEpoch(_ paths: [[Double]]) -> SeriesValues {
    .steps(Array(0...epochs), of: paths)
  }
}

/// Two arms set against each other, over the seeds that both have.
struct PairingResult: Recorded {
  @Measured("log₂ of the ratio of losses, positive where the first is better", unit: "octaves")
  var effect: Interval
  @Measured("seeds in which the first has the lower loss") var favourable: Int
  @Measured(
    "what the interval says against the margin; void where a best rate stands at the edge of its grid"
  )
  var verdict: String
  @Measured("test accuracy of the first minus that of the second", unit: "pp")
  var accuracy: Interval
  @Measured("what that interval says against its margin, likewise") var accuracyVerdict: String
  /// Nil unless it is recorded what comes of not tuning, and for a single tuning seed.
  @Measured(
    "head-room of the first minus that of the second, over the tuning seeds", unit: "octaves")
  var headRoom: Interval?
  @Measured(
    "what that interval says against its margin; void where the grid ends too soon to tell, too")
  var headRoomVerdict: String?

  init(
    _ pairing: Pairing, in result: ComparisonResult, _ margins: Margins,
    _ details: CellResult.Details
  ) {
    let found = result.effect(of: pairing)
    effect = found.interval
    favourable = found.positiveCount
    verdict = result.verdict(found, of: pairing, margin: margins.effect)
    let difference = result.accuracyDifference(of: pairing)
    accuracy = difference.interval
    accuracyVerdict = result.verdict(difference, of: pairing, margin: margins.accuracy)
    guard details.contains(.untuned) else { return }
    let rooms = [pairing.first, pairing.second].map {
      result.tuning(of: $0).headRoom(ratio: margins.headRoomRatio)
    }
    let differences = zip(rooms[0].octaves, rooms[1].octaves).map { $0 - $1 }
    guard differences.count > 1 else { return }
    let gain = PairedEffect(differences, from: result.comparison.bootstrap)
    let told = result.verdict(gain, of: pairing, margin: margins.headRoom)
    // A room that ends with the grid is a lower bound.
    let isUnknown =
      rooms[1].isCensored || (rooms[0].isCensored && told != CellVerdict.better.rawValue)
    headRoom = gain.interval
    headRoomVerdict = isUnknown ? CellVerdict.void : told
  }
}
