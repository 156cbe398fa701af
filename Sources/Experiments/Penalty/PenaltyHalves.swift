internal import Runs
internal import WeightNormCore

/// Whose shrinking saves steps: gradient descent with the penalty on all weights, on those of the
/// useless inputs or on those of the useful ones, each at the best rate of its own quadratic.
struct PenaltyHalves: Sendable {
  enum Target: String, CaseIterable, Sendable {
    case none, all, useless, useful
  }

  /// Steps until near the optimum of the penalized loss, one element per seed.
  private let steps: [Target: [Double]]

  init(_ problems: [PenaltyProblem]) {
    steps = Dictionary(
      uniqueKeysWithValues: Target.allCases.map { target in
        (target, problems.map { Double(Self.steps($0, target)) })
      })
  }

  func steps(_ target: Target) -> [Double] { steps[target] ?? [] }

  /// log₂ of the steps with the penalty on `second` over those with it on `first`, seed by seed.
  func effect(_ first: Target, over second: Target) -> PairedEffect {
    .log2Ratio(
      first: steps(first), second: steps(second),
      from: RandomStream(experiment: "\(Penalty.id)/halves", .bootstrap, seed: 0))
  }

  /// w ← w − η(H + D)(w − w₀) with η = 2/(λmin + λmax), which is the best constant rate.
  private static func steps(_ problem: PenaltyProblem, _ target: Target) -> Int {
    let specification = problem.specification
    let penalties = problem.truth.indices.map { index in
      let isUseful = index < specification.usefulInputs
      let isPenalized =
        switch target {
        case .none: false
        case .all: true
        case .useless: !isUseful
        case .useful: isUseful
        }
      return isPenalized ? specification.penalty : 0
    }
    let loss = problem.quadratic.penalized(by: penalties)
    let rate = 2 / (loss.leastCurvature + loss.largestCurvature)
    var w = problem.startDirection
    let near = specification.race.nearShare * loss.excess(w)
    var steps = 0
    while loss.excess(w) > near, steps <= specification.steps {
      w = w.subtracting(loss.gradient(w).scaled(by: rate))
      steps += 1
    }
    return steps
  }
}

extension Penalty {
  static func record(_ halves: PenaltyHalves, into builder: inout RecordBuilder) {
    for target in PenaltyHalves.Target.allCases {
      let name = "halves.\(target.rawValue)"
      builder.number(
        "\(name).steps", halves.steps(target).median, unit: "steps",
        "median steps to near the optimum with the penalty on \(target.words), at the best rate")
      guard target != .none else { continue }
      let effect = halves.effect(target, over: .none).interval
      builder.interval(
        "\(name).effect", effect, unit: "octaves", "steps without penalty over these, log₂")
      builder.number("\(name).effectLow", effect.low, unit: "octaves", "its lower end")
    }
    let difference = halves.effect(.useless, over: .useful).interval
    builder.interval(
      "halves.uselessOverUseful", difference, unit: "octaves",
      "log₂ of the ratio of steps, positive where penalizing the useless half saves more")
    builder.number(
      "halves.uselessOverUsefulHigh", difference.high, unit: "octaves", "its upper end")
  }
}

extension PenaltyHalves.Target {
  fileprivate var words: String {
    switch self {
    case .none: "no weight"
    case .all: "all weights"
    case .useless: "the weights of the useless inputs"
    case .useful: "the weights of the useful inputs"
    }
  }
}
