internal import Runs
internal import WeightNormCore

/// X5a: the role of g. Full-batch regression with g frozen, trained from several starts at several
/// rates, and trained as eˢ.
enum Magnitude: Experiment {
  static let id = "magnitude"
  static let title = "What g does, and where it ends"

  struct Specification: ExperimentSpecification {
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
      [MagnitudeArm()] + fixed.map { MagnitudeArm(form: .frozen, start: $0) }
        + starts.flatMap { start in
          magnitudeRates.map { MagnitudeArm(form: .trained, start: start, rate: $0) }
        } + starts.map { MagnitudeArm(form: .logarithmic, start: $0, rate: logRate) }
    }

    /// One of the arms.
    var watchedArm: MagnitudeArm {
      MagnitudeArm(form: .trained, start: watchedStart, rate: watchedRate)
    }
  }

  static func work(_ specification: Specification) -> Work {
    specification.seeds.count
      * .training(
        [specification.inputSize, 1], batchSize: specification.samples,
        steps: specification.arms.count * specification.steps)
  }

  static func run(_ specification: Specification, _ context: RunContext) async throws -> Result {
    let problems = try await context.map(specification.seeds) {
      try MagnitudeProblem(specification, seed: $0)
    }
    return Result(problems, specification)
  }
}

/// One way to treat g.
struct MagnitudeArm: Equatable, Sendable {
  /// Nil in the standard parameterization.
  var form: WeightNormDense<Double>.MagnitudeForm?
  var start = 1.0
  /// Of g, or s; 0 where neither is trained.
  var rate = 0.0

  /// The name in records: `trained.start0_1.rate0_025`.
  var name: String {
    let start = RecordedName.part(start)
    return switch form {
    case nil: "standard"
    case .frozen: "fixed.g\(start)"
    case .trained: "trained.start\(start).rate\(RecordedName.part(rate))"
    case .logarithmic: "log.start\(start)"
    case .scaled: "scaled.start\(start).rate\(RecordedName.part(rate))"
    }
  }
}
