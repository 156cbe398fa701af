internal import WeightNormCore

extension Conditioning {
  /// One neuron on a bowl, at its minimum, where the algebra can be seen.
  struct NeuronSpecification: Codable, Sendable {
    var inputSize = 12
    var samples = 60
    /// g/‖v‖.
    var ratios = [0.25, 1, 4]
    /// Of the central differences.
    var step = 1e-5
  }
}

extension Conditioning.NeuronSpecification {
  /// How far the eigenvalues of the Hessian in (g, v), by central differences of the core's gradients, are
  /// from those of D·H·D, and those at g = ‖v‖ from those of H: relative to the greatest, at most.
  ///
  /// - Throws: `CoreError` for an undefined direction.
  func residuals(_ seeds: [Int]) throws(CoreError) -> (general: Double, matched: Double) {
    var (general, matched) = (0.0, 0.0)
    for seed in seeds {
      for ratio in ratios {
        let found = try residual(ratio: ratio, seed: seed)
        general = max(general, found.general)
        if ratio == 1 { matched = max(matched, found.matched) }
      }
    }
    return (general, matched)
  }

  private func residual(
    ratio: Double, seed: Int
  ) throws(CoreError) -> (general: Double, matched: Double) {
    var stream = RandomStream(
      experiment: "\(Conditioning.id)/neuron", .data, seed: seed)
    let x = Matrix<Double>(
      rows: samples, columns: inputSize, standardDeviation: 1, from: &stream)
    let w: [Double] = stream.normals(inputSize)
    let targets = Targets.values(
      Matrix(rows: samples, columns: 1) { row, _ in Array(x[row: row]).dot(w) })
    let v = w.scaled(by: 1 / ratio)
    let hessian = try hessian(at: v, g: w.norm, x, targets)
    let found = TridiagonalMatrix(similarTo: hessian).eigenvalues()
    let bowl = x.transposedTimes(x.scaled(by: 1 / Double(samples)))
    let own = TridiagonalMatrix(similarTo: bowl).eigenvalues()
    let unit = w.scaled(by: 1 / w.norm)
    let d = Matrix(rows: inputSize, columns: inputSize) { row, column in
      let along = unit[row] * unit[column]
      return along + ratio * ((row == column ? 1 : 0) - along)
    }
    let expected = TridiagonalMatrix(similarTo: d.times(bowl).times(d)).eigenvalues()
    // One more: the zero along v.
    func distance(to other: [Double]) -> Double {
      zip(found, other + [0]).map { ($0 - $1).magnitude }.maximum / found[0]
    }
    return (distance(to: expected), distance(to: own))
  }

  /// In v, then g, where the loss is least.
  private func hessian(
    at v: [Double], g: Double, _ x: Matrix<Double>, _ targets: Targets<Double>
  ) throws(CoreError) -> Matrix<Double> {
    let point = v + [g]
    func gradient(_ index: Int, _ shift: Double) throws(CoreError) -> [Double] {
      var moved = point
      moved[index] += shift
      let neuron = try Neuron(direction: Array(moved.dropLast()), magnitude: moved[v.count])
      var pass = Backpropagation(for: neuron.network, batchSize: x.rows)
      _ = try pass.lossAndGradient(neuron.network, x, targets)
      return Array(pass.gradient[0].matrix.elements) + pass.gradient[0].magnitude
    }
    var rows: [[Double]] = []
    for index in point.indices {
      let (up, down) = (try gradient(index, step), try gradient(index, -step))
      rows.append(up.subtracting(down).scaled(by: 1 / (2 * step)))
    }
    return Matrix(rows: point.count, columns: point.count) {
      (rows[$0][$1] + rows[$1][$0]) / 2
    }
  }
}

extension Matrix<Double> {
  fileprivate func scaled(by factor: Double) -> Matrix {
    Matrix(rows: rows, columns: columns) { factor * self[$0, $1] }
  }
}
