internal import WeightNormCore

/// One seed of part (b): decay on v beside no decay at a rate of v that grows.
///
/// ```
/// v′ = (1 − ηλ)v − η∇v        has the directions of        ṽ′ = ṽ − ηₜ∇ṽ,  ηₜ = η(1 − ηλ)^−(2t+1)
/// ```
/// since vₜ = (1 − ηλ)ᵗṽₜ, and the gradient at v is that at ṽ over the same factor. g has its constant rate
/// in both.
struct DecaySchedule: Sendable {
  /// The greatest ‖w − w̃‖/‖w‖ over the steps.
  let difference: Double
  /// The same for a rate that stays.
  let control: Double

  init(_ specification: DecayOnV.Specification, seed: Int) throws(CoreError) {
    let schedule = specification.schedule
    let stream = RegressionStream(
      specification, noise: schedule.noise, seed: seed, steps: schedule.steps)
    let decaying = try Self.weights(specification, on: stream, isDecaying: true)
    func distance(growing: Bool) throws(CoreError) -> Double {
      let other = try Self.weights(specification, on: stream, isGrowing: growing)
      return zip(other, decaying).map { $0.relativeDistance(to: $1) }.maximum
    }
    difference = try distance(growing: true)
    control = try distance(growing: false)
  }

  /// w after each step.
  private static func weights(
    _ specification: DecayOnV.Specification, on stream: RegressionStream,
    isDecaying: Bool = false, isGrowing: Bool = false
  ) throws(CoreError) -> [[Double]] {
    let schedule = specification.schedule
    let (rate, strength) = (schedule.setting.rate, schedule.setting.strength)
    var neuron = try Neuron(
      direction: stream.startDirection.scaled(by: schedule.startNorm),
      magnitude: specification.magnitude)
    var optimizer: any Optimizer<Double> = SGD(LearningRates(rate, bias: 0))
    var pass = Backpropagation(for: neuron.network, batchSize: specification.batchSize)
    let factor = 1 - rate * strength
    var directionRate = rate / factor
    return try stream.batches.map { batch throws(CoreError) in
      if isGrowing { optimizer.rates.direction = directionRate }
      try neuron.step(
        on: batch.inputs, batch.targets(neurons: 1), pass: &pass, optimizer: &optimizer,
        penalty: L2Penalty(direction: isDecaying ? strength : 0))
      directionRate /= factor * factor
      return try neuron.weight()
    }
  }
}
