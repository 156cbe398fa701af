internal import WeightNormCore

/// Least squares with eigenvalues λᵢ of its Hessian that are given, in random directions qᵢ: as many
/// examples as inputs, xᵢ = √(kλᵢ)·qᵢ and y = x·w*, so that
///
/// ```
/// ½·mean (w·x − y)² = ½·Σ λᵢ(qᵢ·(w − w*))²
/// ```
struct SpectralRegression: Sendable {
  /// λᵢ.
  let curvatures: [Double]
  /// qᵢ, perpendicular to each other and of length one.
  let axes: [[Double]]
  /// w*.
  let minimum: [Double]
  /// Where training starts.
  let start: [Double]
  let x: Matrix<Double>
  let targets: Targets<Double>

  /// With a geometric spectrum over that range. Draws the directions, then the minimum; the start has a
  /// stream of its own.
  init(
    experiment: String, seed: Int, size k: Int, spectrum: ClosedRange<Double>,
    minimumNorm: Double, startNorm: Double
  ) throws(CoreError) {
    var data = RandomStream(experiment: experiment, .data, seed: seed)
    var initialization = RandomStream(experiment: experiment, .initialization, seed: seed)
    curvatures = Self.geometric(from: spectrum.upperBound, to: spectrum.lowerBound, count: k)
    let axes = data.orthonormalBasis(k)
    let minimum = data.direction(k).scaled(by: minimumNorm)
    let inputs = zip(curvatures, axes).map { $1.scaled(by: (Double(k) * $0).squareRoot()) }
    self.axes = axes
    self.minimum = minimum
    start = initialization.direction(k).scaled(by: startNorm)
    x = try Matrix(rows: k, columns: k, elements: inputs.flatMap(\.self))
    targets = .values(
      try Matrix(rows: k, columns: 1, elements: inputs.map { $0.dot(minimum) }))
  }

  /// `count` eigenvalues from `first` to `last`, each the same factor below the one before.
  static func geometric(from first: Double, to last: Double, count: Int) -> [Double] {
    let step = Elementary.log(last / first) / Double(max(count - 1, 1))
    return (0..<count).map { first * Elementary.exp(Double($0) * step) }
  }

  /// The least point of the loss with the penalty ½λ‖w‖²: w* shrunk by λᵢ/(λᵢ + λ) along each axis.
  func minimum(penalty: Double) -> [Double] {
    zip(curvatures, axes)
      .map { $1.scaled(by: $0 / ($0 + penalty) * $1.dot(minimum)) }
      .reduce([Double](repeating: 0, count: minimum.count)) { $0.adding($1) }
  }

  /// The loss with the penalty ½λ‖w‖², above its least value.
  func excess(_ w: [Double], penalty: Double, over optimum: [Double]) -> Double {
    let difference = w.subtracting(optimum)
    let along = axes.map { $0.dot(difference) }
    return 0.5 * zip(curvatures, along).reduce(0) { $0 + ($1.0 + penalty) * $1.1 * $1.1 }
  }
}

extension RandomStream {
  /// `size` perpendicular vectors of length one, in uniformly random directions: Gram–Schmidt on normal
  /// draws, done twice, since once leaves rounding errors that nearly parallel draws magnify.
  mutating func orthonormalBasis(_ size: Int) -> [[Double]] {
    var basis: [[Double]] = []
    for _ in 0..<size {
      var vector = direction(size)
      for _ in 0..<2 {
        for axis in basis { vector = vector.subtracting(axis.scaled(by: axis.dot(vector))) }
        vector = vector.scaled(by: 1 / vector.norm)
      }
      basis.append(vector)
    }
    return basis
  }
}
