/// Normalization of a layer's pre-activations t = x·wᵀ by statistics of the batch, unit by unit.
///
/// ```
/// full:      t̃ = γ·(t − μ)/√(σ² + ε) + b      (Ioffe & Szegedy 2015; b is their β)
/// mean only: t̃ = t − μ + b                    (Salimans & Kingma 2016, eq. 7)
/// ```
/// b is the bias of the layer. In training μ and σ² are the mean and the population variance over the
/// rows of the batch; in evaluation they are running means, which start at 0 and 1 and keep 0.9 of
/// themselves at each training batch that `Backpropagation.updateRunningStatistics` takes in. ε is 10⁻⁵.
///
/// Edge cases:
/// - In training on a batch of one row t − μ is 0, and all outputs are b.
/// - Of a unit whose t are equal in all rows t̃ is b, but for the rounding of μ.
public struct BatchNormalization<Scalar: Real>: Codable, Equatable, Sendable {
  /// What is normalized.
  public enum Form: String, Codable, CaseIterable, Sendable {
    /// Mean and variance, with a gain γ that learns.
    case full
    /// The mean.
    case meanOnly
  }

  public let form: Form
  /// γ, one per unit; empty in the mean-only form.
  public internal(set) var gain: [Scalar]
  /// One per unit.
  public internal(set) var runningMean: [Scalar]
  /// One per unit, none below 0; empty in the mean-only form.
  public internal(set) var runningVariance: [Scalar]

  /// ε.
  static var epsilon: Scalar { 1e-5 }
  /// What a running statistic keeps of itself at a training batch.
  static var retention: Scalar { 0.9 }

  /// γ = 1 and running statistics at their start.
  ///
  /// - Precondition: `outputSize` is not negative.
  public init(_ form: Form, outputSize: Int) {
    precondition(outputSize >= 0, "a negative number of units")
    self.form = form
    runningMean = [Scalar](repeating: 0, count: outputSize)
    gain = form == .full ? [Scalar](repeating: 1, count: outputSize) : []
    runningVariance = gain
  }

  var outputSize: Int { runningMean.count }

  @inline(__always)
  mutating func absorb(mean: [Scalar], variance: [Scalar]) {
    Self.blend(&runningMean, mean)
    if form == .full { Self.blend(&runningVariance, variance) }
  }

  @inline(__always)
  private static func blend(_ running: inout [Scalar], _ value: [Scalar]) {
    for unit in running.indices {
      running[unit] = retention * running[unit] + (1 - retention) * value[unit]
    }
  }
}

/// What a batch leaves for the backward pass through its normalization.
struct NormalizationTape<Scalar: Real>: Sendable {
  /// μ of each unit.
  private(set) var mean: [Scalar]
  /// σ² of each unit; empty in the mean-only form, as the two below.
  private(set) var variance: [Scalar]
  /// 1/√(σ² + ε) of each unit.
  private var inverseDeviation: [Scalar]
  /// (t − μ)/√(σ² + ε): [batchSize, outputSize].
  private var normalized: Matrix<Scalar>
  /// Room for elementwise products in that shape.
  private var products: Matrix<Scalar>
  /// Room for sums over rows.
  private var sums: [Scalar]

  init(_ normalization: BatchNormalization<Scalar>?, batchSize: Int) {
    let size = normalization?.runningMean.count ?? 0
    mean = [Scalar](repeating: 0, count: size)
    sums = mean
    variance = normalization?.form == .full ? mean : []
    inverseDeviation = variance
    normalized = Matrix(rows: variance.isEmpty ? 0 : batchSize, columns: variance.count)
    products = normalized
  }

  /// Whether it was made for such a normalization, or for none.
  @inline(__always)
  func fits(_ normalization: BatchNormalization<Scalar>?) -> Bool {
    mean.count == normalization?.outputSize ?? 0
      && variance.count == normalization?.runningVariance.count ?? 0
  }

  /// t ← t̃ − b: [batchSize, outputSize], by the statistics of the batch.
  @inline(__always)
  mutating func normalize(
    _ t: inout Matrix<Scalar>, _ normalization: BatchNormalization<Scalar>
  ) {
    t.sumRows(into: &mean)
    for unit in mean.indices { mean[unit] /= Scalar(t.rows) }
    t.subtractFromRows(mean)
    guard normalization.form == .full else { return }
    products.formElementwiseProduct(t, t)
    products.sumRows(into: &variance)
    for unit in variance.indices {
      variance[unit] /= Scalar(t.rows)
      inverseDeviation[unit] =
        1 / (variance[unit] + BatchNormalization<Scalar>.epsilon).squareRoot()
    }
    t.scaleColumns(by: inverseDeviation)
    normalized.copyElements(from: t)
    t.scaleColumns(by: normalization.gain)
  }

  /// ∂L/∂t̃ ← ∂L/∂t, in place, and ∂L/∂γ.
  ///
  /// ```
  /// mean only: ∇t = ∇t̃ − μ[∇t̃]                                    (Salimans & Kingma 2016, eq. 8)
  /// full:      ∇t = (γ/√(σ² + ε))·(∇t̃ − μ[∇t̃] − n·μ[∇t̃·n]),  n = (t − μ)/√(σ² + ε)
  ///            ∂L/∂γ = Σ over rows of ∇t̃·n
  /// ```
  @inline(__always)
  mutating func pullBack(
    _ gradient: inout Matrix<Scalar>, _ normalization: BatchNormalization<Scalar>,
    gain gainGradient: inout [Scalar]
  ) {
    let share = 1 / Scalar(gradient.rows)
    if normalization.form == .full {
      products.formElementwiseProduct(gradient, normalized)
      products.sumRows(into: &gainGradient)
    }
    gradient.sumRows(into: &sums)
    for unit in sums.indices { sums[unit] *= share }
    gradient.subtractFromRows(sums)
    guard normalization.form == .full else { return }
    let (rows, columns) = (gradient.rows, gradient.columns)
    gradient.elements.withUnsafeMutableBufferPointer { gradient in
      normalized.elements.withUnsafeBufferPointer { normalized in
        for row in 0..<rows {
          for unit in gainGradient.indices {
            let place = row * columns + unit
            gradient[place] -= normalized[place] * (gainGradient[unit] * share)
          }
        }
      }
    }
    gradient.scaleColumns(by: inverseDeviation)
    gradient.scaleColumns(by: normalization.gain)
  }
}

extension BatchNormalization {
  /// t ← t̃ − b: [rows, outputSize], by the running statistics.
  @inline(__always)
  func normalizeByRunningStatistics(_ t: inout Matrix<Scalar>) {
    t.subtractFromRows(runningMean)
    guard form == .full else { return }
    t.scaleColumns(by: zip(gain, runningVariance).map { $0 / ($1 + Self.epsilon).squareRoot() })
  }
}

extension Matrix {
  /// Element (i, j) ← aᵢⱼbᵢⱼ.
  @inline(__always)
  fileprivate mutating func formElementwiseProduct(_ a: Matrix, _ b: Matrix) {
    precondition(shape == a.shape && shape == b.shape, "shapes that do not fit")
    elements.withUnsafeMutableBufferPointer { elements in
      a.elements.withUnsafeBufferPointer { a in
        b.elements.withUnsafeBufferPointer { b in
          for index in elements.indices { elements[index] = a[index] * b[index] }
        }
      }
    }
  }

  @inline(__always)
  fileprivate mutating func subtractFromRows(_ vector: [Scalar]) {
    changeRows(vector) { $0 - $1 }
  }

  /// Element (i, j) times `factors[j]`.
  @inline(__always)
  fileprivate mutating func scaleColumns(by factors: [Scalar]) {
    changeRows(factors) { $0 * $1 }
  }

  /// Element (i, j) becomes `change(element, vector[j])`.
  @inline(__always)
  private mutating func changeRows(_ vector: [Scalar], _ change: (Scalar, Scalar) -> Scalar) {
    precondition(vector.count == columns, "a vector that does not fit the rows")
    elements.withUnsafeMutableBufferPointer { elements in
      vector.withUnsafeBufferPointer { vector in
        for start in stride(from: 0, to: elements.count, by: Swift.max(vector.count, 1)) {
          for column in vector.indices {
            elements[start + column] = change(elements[start + column], vector[column])
          }
        }
      }
    }
  }
}
