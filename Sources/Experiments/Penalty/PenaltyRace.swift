internal import WeightNormCore

/// How soon one penalty lets gradient descent come near its own optimum, at its best rate.
struct PenaltyRace: Sendable {
  let penalty: Double
  /// That of the rate with the fewest steps on average over the tuning seeds.
  let bestIndex: Int
  /// One element an evaluation seed.
  let runs: [PenaltyRaceRun]

  var steps: [Double] { runs.map { Double($0.steps) } }

  /// One a penalty.
  static func all(
    _ specification: Penalty.RaceSpecification, workers: Workers
  ) async throws -> [PenaltyRace] {
    let (penalties, rates) = (specification.penalties, specification.rates)
    /// Each penalty at rates of its own: [seed][penalty][rate].
    func runs(_ seeds: [Int], _ rates: [[Double]]) async throws -> [[[PenaltyRaceRun]]] {
      let work = specification.work(runs: rates.joined().count)
      return try await workers.map(seeds, work: work) { seed in
        let regression = try specification.regression(seed: seed)
        return try zip(penalties, rates).map { penalty, rates in
          try rates.map {
            try PenaltyRaceRun(specification, regression, penalty: penalty, rate: $0)
          }
        }
      }
    }
    let tuning = try await runs(specification.tuningSeeds, penalties.map { _ in rates })
    let best = penalties.indices.map { penalty in
      rates.indices.map { rate in tuning.map { Double($0[penalty][rate].steps) }.mean }
        .indexOfLeast ?? 0
    }
    let final = try await runs(specification.seeds, best.map { [rates[$0]] })
    return penalties.indices.map { index in
      PenaltyRace(
        penalty: penalties[index], bestIndex: best[index], runs: final.map { $0[index][0] })
    }
  }
}

/// One penalty at one rate and seed.
struct PenaltyRaceRun: Sendable {
  /// To its own optimum; one more than were made where it did not come near.
  private(set) var steps: Int
  /// How far the optimum with the penalty is from the one without, relative to that one.
  let optimumDistance: Double
  /// The excess of the penalized loss over its first one, and ‖w − w_ols‖/‖w_ols‖: one element a drawn
  /// step, the start first.
  private(set) var excess: [Double] = []
  private(set) var distances: [Double] = []

  /// Gradient descent with the penalty until near its own optimum, and on for the drawing.
  init(
    _ specification: Penalty.RaceSpecification, _ regression: SpectralRegression,
    penalty: Double, rate: Double
  ) throws(CoreError) {
    let optimum = regression.minimum(penalty: penalty)
    let first = regression.excess(regression.start, penalty: penalty, over: optimum)
    optimumDistance = optimum.relativeDistance(to: regression.minimum)
    steps = specification.steps + 1
    var descent = NeuronDescent(
      of: try Neuron(weight: regression.start), on: regression.x, regression.targets, rate: rate,
      penalty: L2Penalty(weight: penalty))
    for step in 0...specification.steps {
      let w = descent.neuron.direction
      let excess = regression.excess(w, penalty: penalty, over: optimum) / first
      guard excess.isFinite else { break }
      if excess <= specification.nearShare { steps = min(steps, step) }
      if steps <= step, step > specification.drawnSteps { break }
      if step <= specification.drawnSteps {
        self.excess.append(excess)
        distances.append(w.relativeDistance(to: regression.minimum))
      }
      try descent.step()
    }
  }
}
