internal import Runs
internal import WeightNormCore

@testable import Experiments

/// What stretching v does to w: nothing.
enum Stretch {
  static let id = "stretch"

  struct Specification: Codable, Sendable {
    var inputSize = 16
    var magnitude = 2.0
    /// What v is multiplied with.
    var factors = [0.01, 0.1, 1, 10, 100]
    var seeds = Array(0..<5)
  }

  static let experiment = Experiment(
    id: id, title: "What stretching v does to w", dataSets: [],
    specification: { _ in Specification() },
    work: { _ in 0.1 },
    run: { try await run($0, $1) })

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> RunRecord {
    let lengths = try await context.workers.map(
      specification.seeds, work: { _ in 0.002 },
      { seed in
        var stream = RandomStream(experiment: id, .initialization, seed: seed)
        let direction = stream.direction(specification.inputSize)
        return try specification.factors.map { factor in
          let neuron = try Neuron(
            direction: direction.scaled(by: factor), magnitude: specification.magnitude)
          return try neuron.weight().norm
        }
      })
    var builder = RecordBuilder()
    builder.number(
      "lengthError",
      lengths.joined().map { ($0 / specification.magnitude - 1).magnitude }.maximum,
      "greatest difference of ‖w‖ from g, relative")
    builder.trace(
      Trace(
        name: "length", explanation: "length of w by the factor of v",
        x: Quantity("factor of v"), y: Quantity("‖w‖"),
        positions: specification.factors,
        paths: Array(zip(specification.seeds, lengths))))
    return try builder.record(
      of: id, title: experiment.title, profile: context.profile,
      specification: specification, seeds: specification.seeds)
  }
}
