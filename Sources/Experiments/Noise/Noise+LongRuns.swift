internal import Runs
internal import WeightNormCore

extension Noise {
  /// The slope of ln‖v‖ on ln t of a frozen arm at each of the long rates; none without long runs.
  static func longSlopes(
    _ specification: Specification, _ stream: RegressionStream
  ) throws(CoreError) -> [Double] {
    guard let steps = specification.longSteps else { return [] }
    let rates = specification.longRates
    var row = try NeuronRow(
      directions: rates.map { _ in stream.startDirection.scaled(by: specification.startLength) },
      magnitudes: rates.map { _ in specification.fixedMagnitude },
      rates: rates.map { LearningRates($0, magnitude: 0) }, batchSize: specification.batchSize)
    let kept = Set(Thinning.logarithmic.positions(of: steps + 1))
    var positions: [Double] = []
    var norms = rates.map { _ in [Double]() }
    for step in 1...steps {
      try row.step(on: stream.batches[step - 1])
      guard step >= specification.longFrom, kept.contains(step) else { continue }
      positions.append(Double(step))
      for (index, state) in row.states(target: stream.target).enumerated() {
        norms[index].append(state.norm)
      }
    }
    return norms.map { AnatomyCase.slope(positions, $0) }
  }
}
