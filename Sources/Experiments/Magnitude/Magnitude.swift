internal import Runs
internal import WeightNormCore

/// X5a: the role of g. Full-batch regression with g frozen, trained from several starts at several
/// rates, and trained as eˢ.
enum Magnitude {
  static let id = "magnitude"

  struct Specification: Codable, Sendable {
    var samples = 400
    var inputSize = 20
    var targetNorm = 5.0
    var noise = 0.1
    var rate = 0.1
    var steps = 600
    /// The lengths at which g is frozen.
    var fixed: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    /// The starts of g, and the rates of g from each.
    var starts = [0.1, 1, 10]
    var magnitudeRates = [0.025, 0.1, 0.4]
    /// The rate of s where g = eˢ.
    var logRate = 0.02
    /// The start of the arm whose shares and lengths are recorded step by step, and its rate of g.
    var watchedStart = 1.0
    var watchedRate = 0.1
    /// How many coordinates of w have a share of their own in that record.
    var watchedCoordinates = 4
    /// From this step on a change of the shares counts as late.
    var lateStep = 60
    var seeds = Array(0..<20)

    /// Every way to treat g, in the order of the record.
    var arms: [MagnitudeArm] {
      [MagnitudeArm.standard]
        + fixed.map { MagnitudeArm.fixed($0) }
        + starts.flatMap { start in magnitudeRates.map { .trained(start: start, rate: $0) } }
        + starts.map { .logarithmic(start: $0, rate: logRate) }
    }
  }

  static let experiment = Experiment(
    id: id, title: "What g does, and where it ends", dataSets: [],
    specification: { _ in Specification() },
    work: { Double($0.seeds.count) * work($0) },
    run: { try await run($0, $1) })

  /// The cost of all arms at one seed.
  private static func work(_ specification: Specification) -> Double {
    Double(specification.arms.count * specification.steps)
      * Work.step(6 * specification.samples * specification.inputSize)
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    let problems = try await context.workers.map(
      specification.seeds, work: { _ in work(specification) },
      { try MagnitudeProblem(specification, seed: $0).solved() })
    var builder = RecordBuilder()
    record(problems, specification, into: &builder)
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile, specification: specification,
      seeds: specification.seeds)
  }
}

/// One way to treat g.
enum MagnitudeArm: Equatable, Sendable {
  case standard
  case fixed(Double)
  case trained(start: Double, rate: Double)
  case logarithmic(start: Double, rate: Double)

  /// The name in records: `trained.start0_1.rate0_025`.
  var name: String {
    switch self {
    case .standard: "standard"
    case .fixed(let g): "fixed.g\(Anatomy.key(g))"
    case .trained(let start, let rate):
      "trained.start\(Anatomy.key(start)).rate\(Anatomy.key(rate))"
    case .logarithmic(let start, _): "log.start\(Anatomy.key(start))"
    }
  }

  var start: Double {
    switch self {
    case .standard: 1
    case .fixed(let g): g
    case .trained(let start, _), .logarithmic(let start, _): start
    }
  }

  /// The rate of g (or s); nil where it has none of its own.
  var rate: Double? {
    switch self {
    case .standard, .fixed: nil
    case .trained(_, let rate), .logarithmic(_, let rate): rate
    }
  }
}
