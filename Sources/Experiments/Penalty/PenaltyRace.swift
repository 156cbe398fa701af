internal import WeightNormCore

/// Which penalty lets gradient descent come near its own optimum soonest, each at its best rate.
struct PenaltyRace: Sendable {
  let specification: Penalty.RaceSpecification
  /// One element per penalty.
  private(set) var entries: [Entry] = []

  struct Entry: Sendable {
    let penalty: Double
    /// The mean steps of the tuning seeds, one element per rate.
    let tuning: [Double]
    let bestIndex: Int
    /// One element per evaluation seed.
    let runs: [PenaltyRaceRun]

    /// Whether the best rate is an inner one of the grid; at the edge the comparison is void.
    var isInterior: Bool { bestIndex > 0 && bestIndex < tuning.count - 1 }
    var steps: [Double] { runs.map { Double($0.steps) } }
  }

  init(_ specification: Penalty.RaceSpecification, workers: Workers) async throws {
    self.specification = specification
    let tuning = try await workers.map(
      specification.tuningSeeds, work: { _ in Self.work(specification, runs: specification.rates) },
      { seed in
        let problem = try PenaltyRaceProblem(specification, seed: seed)
        return try specification.penalties.map { penalty in
          try specification.rates.map { rate in
            Double(try problem.run(penalty: penalty, rate: rate).steps)
          }
        }
      })
    let means = specification.penalties.indices.map { penalty in
      specification.rates.indices.map { rate in
        PairedEffect.mean(tuning.map { $0[penalty][rate] })
      }
    }
    let best = means.map { means in means.indices.min { means[$0] < means[$1] } ?? 0 }
    let runs = try await workers.map(
      specification.seeds, work: { _ in Self.work(specification, runs: [1]) },
      { seed in
        let problem = try PenaltyRaceProblem(specification, seed: seed)
        return try zip(specification.penalties, best).map { penalty, best in
          try problem.run(penalty: penalty, rate: specification.rates[best])
        }
      })
    entries = specification.penalties.indices.map { index in
      Entry(
        penalty: specification.penalties[index], tuning: means[index], bestIndex: best[index],
        runs: runs.map { $0[index] })
    }
  }

  /// log₂ of the steps without penalty over those of the entry.
  func effect(_ entry: Entry) -> PairedEffect? {
    guard let plain = entries.first(where: { $0.penalty == 0 }) else { return nil }
    return .log2Ratio(
      first: entry.steps, second: plain.steps,
      from: RandomStream(experiment: "\(Penalty.id)/race", .bootstrap, seed: 0))
  }

  /// The condition number of the loss with a penalty: (λmax + λ)/(λmin + λ).
  func condition(penalty: Double) -> Double {
    let largest = specification.largestCurvature
    return (largest + penalty) / (largest / specification.condition + penalty)
  }

  static func work(_ specification: Penalty.RaceSpecification) -> Double {
    Double(specification.tuningSeeds.count) * work(specification, runs: specification.rates)
      + Double(specification.seeds.count) * work(specification, runs: [1])
  }

  /// The cost of so many rates at one seed; most runs come near in some hundred steps.
  private static func work(
    _ specification: Penalty.RaceSpecification, runs: [Double]
  ) -> Double {
    let size = specification.inputSize
    return Double(specification.penalties.count * runs.count * 200) * Work.step(12 * size * size)
  }
}

/// The quadratic of one seed and its start.
struct PenaltyRaceProblem: Sendable {
  let specification: Penalty.RaceSpecification
  let regression: SpectralRegression
  let start: [Double]

  init(_ specification: Penalty.RaceSpecification, seed: Int) throws(CoreError) {
    let experiment = "\(Penalty.id)/race"
    var data = RandomStream(experiment: experiment, .data, seed: seed)
    var initialization = RandomStream(experiment: experiment, .initialization, seed: seed)
    self.specification = specification
    regression = try SpectralRegression(
      curvatures: specification.curvatures, minimumNorm: specification.targetNorm, from: &data)
    start = initialization.direction(specification.inputSize)
      .scaled(by: specification.startNorm)
  }

  /// Gradient descent with the penalty until near its own optimum, and on for the drawing.
  func run(penalty: Double, rate: Double) throws(CoreError) -> PenaltyRaceRun {
    let optimum = regression.minimum(penalty: penalty)
    var neuron = try Neuron(weight: start)
    var optimizer: any Optimizer<Double> = SGD(LearningRates(rate, bias: 0))
    var pass = Backpropagation(for: neuron.network, batchSize: regression.x.rows)
    let first = regression.excess(start, penalty: penalty, over: optimum)
    var run = PenaltyRaceRun(
      optimumDistance: distance(optimum), steps: specification.steps + 1)
    for step in 0...specification.steps {
      let w = neuron.direction
      let excess = regression.excess(w, penalty: penalty, over: optimum) / first
      guard excess.isFinite else { break }
      if excess <= specification.nearShare { run.steps = min(run.steps, step) }
      if run.steps <= step, step > specification.drawnSteps { break }
      if step <= specification.drawnSteps {
        run.excess.append(excess)
        run.distances.append(distance(w))
      }
      try neuron.step(
        on: regression.x, regression.targets, pass: &pass, optimizer: &optimizer,
        penalty: L2Penalty(weight: penalty))
    }
    return run
  }

  /// ‖w − w_ols‖/‖w_ols‖.
  private func distance(_ w: [Double]) -> Double {
    w.subtracting(regression.minimum).norm / regression.minimum.norm
  }
}

/// One penalty at one rate and seed.
struct PenaltyRaceRun: Sendable {
  /// How far the optimum with the penalty is from the one without, relative to that one.
  let optimumDistance: Double
  /// To its own optimum; one more than were made where it did not come near.
  var steps: Int
  /// The excess of the penalized loss over its first one, and ‖w − w_ols‖/‖w_ols‖: one element a drawn
  /// step, the start first.
  var excess: [Double] = []
  var distances: [Double] = []
}
