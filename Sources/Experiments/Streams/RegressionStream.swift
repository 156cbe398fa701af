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

    /// The outputs as targets of that many neurons side by side.
    func targets(neurons count: Int) throws(CoreError) -> Targets<Double> {
      var elements: [Double] = []
      elements.reserveCapacity(outputs.count * count)
      for output in outputs { elements.append(contentsOf: repeatElement(output, count: count)) }
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
      let x = Matrix<Double>(
        rows: batchSize, columns: inputSize, standardDeviation: 1, from: &data)
      let y = (0..<batchSize).map { row in
        Array(x[row: row]).dot(target) + noise * data.normal()
      }
      return Batch(inputs: x, outputs: y)
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
