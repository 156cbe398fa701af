internal import Runs
internal import WeightNormCore

@testable import Experiments

/// What stretching v does to w: nothing.
enum Stretch: Experiment {
  static let id = "stretch"
  static let title = "What stretching v does to w"

  struct Specification: ExperimentSpecification {
    var inputSize = 16
    var magnitude = 2.0
    /// What v is multiplied with.
    var factors = [0.01, 0.1, 1, 10, 100]
    var seeds = Array(0..<5)
  }

  struct Result: Recorded {
    @Measured("greatest difference of ‖w‖ from g, relative") var lengthError: Double
    @Plotted("length of w by the factor of v", x: "factor of v", y: "‖w‖")
    var length: SeriesValues

    /// `lengths` holds one path per seed.
    init(_ lengths: [[Double]], _ specification: Specification) {
      lengthError =
        lengths.joined().map { ($0 / specification.magnitude - 1).magnitude }.maximum
      length = SeriesValues(at: specification.factors, lengths)
    }
  }

  static func work(_ specification: Specification) -> Work {
    .steps(
      specification.seeds.count * specification.factors.count,
      length: specification.inputSize)
  }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    let lengths = try await context.map(specification.seeds) { seed in
      var stream = RandomStream(experiment: id, .initialization, seed: seed)
      let direction = stream.direction(specification.inputSize)
      return try specification.factors.map { factor in
        let neuron = try Neuron(
          direction: direction.scaled(by: factor), magnitude: specification.magnitude)
        return try neuron.weight().norm
      }
    }
    return Result(lengths, specification)
  }

  static let claims = [
    Claim(
      id: "stretch", statement: "A longer v makes a longer w.",
      kind: .identity, source: .readers, pinned: .refuted, from: Stretch.self
    ) { evidence, stretch in
      let isFixed = evidence.check(
        stretch.$lengthError, "‖w‖ against g, relative", .below(1e-14), .opposes)
      return isFixed
        ? .refuted("w is as long as g says, however long v is")
        : .supported("w grew with v")
    }
  ]
}
