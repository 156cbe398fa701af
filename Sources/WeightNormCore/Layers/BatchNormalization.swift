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
  /// Room for one number of each unit.
  private var room: [Scalar]

  init(_ normalization: BatchNormalization<Scalar>?, batchSize: Int) {
    let size = normalization?.runningMean.count ?? 0
    mean = [Scalar](repeating: 0, count: size)
    room = mean
    variance = normalization?.form == .full ? mean : []
    inverseDeviation = variance
    normalized = Matrix(rows: variance.isEmpty ? 0 : batchSize, columns: variance.count)
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
    for unit in mean.indices {
      mean[unit] /= Scalar(t.rows)
      room[unit] = -mean[unit]
    }
    t.addToRows(room)
    guard normalization.form == .full else { return }
    t.dotColumns(t, into: &variance)
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
    if normalization.form == .full { gradient.dotColumns(normalized, into: &gainGradient) }
    gradient.sumRows(into: &room)
    for unit in room.indices { room[unit] *= -share }
    gradient.addToRows(room)
    guard normalization.form == .full else { return }
    for unit in room.indices { room[unit] = gainGradient[unit] * share }
    gradient.turnColumns(from: normalized, pull: room)
    gradient.scaleColumns(by: inverseDeviation)
    gradient.scaleColumns(by: normalization.gain)
  }
}

extension BatchNormalization {
  /// t ← t̃ − b: [rows, outputSize], by the running statistics.
  @inline(__always)
  func normalizeByRunningStatistics(_ t: inout Matrix<Scalar>) {
    t.addToRows(runningMean.map { -$0 })
    guard form == .full else { return }
    t.scaleColumns(by: zip(gain, runningVariance).map { $0 / ($1 + Self.epsilon).squareRoot() })
  }
}

extension Matrix {
  /// Element j ← Σ over rows i of aᵢⱼbᵢⱼ, in the order of `sumRows`.
  @inline(__always)
  func dotColumns(_ other: Matrix, into dots: inout [Scalar]) {
    precondition(hasShape(of: other) && dots.count == columns, "shapes that do not fit")
    elements.withUnsafeBufferPointer { a in
      other.elements.withUnsafeBufferPointer { b in
        dots.withUnsafeMutableBufferPointer { dots in
          guard let a = a.baseAddress, let b = b.baseAddress, let sums = dots.baseAddress else {
            return dots.update(repeating: 0)
          }
          Scalar.columnDots(rows, columns, a, b, sums)
        }
      }
    }
  }

  /// Element (i, j) times factorⱼ.
  @inline(__always)
  mutating func scaleColumns(by factors: [Scalar]) {
    precondition(factors.count == columns, "a vector that does not fit the rows")
    let (rows, columns) = (rows, columns)
    elements.withUnsafeMutableBufferPointer { elements in
      factors.withUnsafeBufferPointer { factors in
        guard let t = elements.baseAddress, let factors = factors.baseAddress else { return }
        Scalar.scaleColumns(rows, columns, factors, t)
      }
    }
  }

  /// Element (i, j) less pullⱼ·nᵢⱼ.
  @inline(__always)
  mutating func turnColumns(from n: Matrix, pull: [Scalar]) {
    precondition(hasShape(of: n) && pull.count == columns, "shapes that do not fit")
    let (rows, columns) = (rows, columns)
    elements.withUnsafeMutableBufferPointer { elements in
      n.elements.withUnsafeBufferPointer { n in
        pull.withUnsafeBufferPointer { pull in
          guard let gradient = elements.baseAddress, let n = n.baseAddress,
            let pull = pull.baseAddress
          else { return }
          Scalar.turnColumns(rows, columns, pull: pull, n, gradient)
        }
      }
    }
  }
}
