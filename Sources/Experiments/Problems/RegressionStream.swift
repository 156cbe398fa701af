internal import WeightNormCore

/// A linear regression on fresh data: a start and one batch a step, which all arms of a seed share.
///
/// ```
/// x ~ N(0, I),   y = x·w* + noise·N(0, 1)
/// ```
struct RegressionStream: Sendable {
  /// w*.
  let target: [Double]
  /// Of length one.
  let startDirection: [Double]
  let batches: [Batch]

  struct Batch: Sendable {
    let inputs: Matrix<Double>
    let outputs: [Double]

    /// Rows with the outputs of the weights `target`, w*.
    init(rows: Int, of target: [Double], noise: Double, from stream: inout RandomStream) {
      let x = Matrix<Double>(
        rows: rows, columns: target.count, standardDeviation: 1, from: &stream)
      inputs = x
      outputs = (0..<rows).map { Array(x[row: $0]).dot(target) + noise * stream.normal() }
    }

    /// The outputs as targets of that many neurons side by side.
    func targets(neurons count: Int) throws(CoreError) -> Targets<Double> {
      let elements = outputs.flatMap { repeatElement($0, count: count) }
      return .values(try Matrix(rows: outputs.count, columns: count, elements: elements))
    }
  }

  /// A shorter stream is the beginning of a longer one.
  init(
    experiment: String, seed: Int, inputSize: Int, batchSize: Int, noise: Double,
    targetNorm: Double, steps: Int
  ) {
    var data = RandomStream(experiment: experiment, .data, seed: seed)
    var start = RandomStream(experiment: experiment, .initialization, seed: seed)
    let target = data.direction(inputSize).scaled(by: targetNorm)
    batches = (0..<steps).map { _ in
      Batch(rows: batchSize, of: target, noise: noise, from: &data)
    }
    self.target = target
    startDirection = start.direction(inputSize)
  }
}

extension RandomStream {
  /// A vector of length one in a uniformly random direction.
  mutating func direction(_ size: Int) -> [Double] {
    let draw: [Double] = normals(size)
    return draw.scaled(by: 1 / draw.norm)
  }
}
