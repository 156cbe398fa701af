/// What is compiled for each instruction set: matrix products, and loops over contiguous rows and arrays.
///
/// These are doors to C. Whoever calls them has compared the sizes; what is written overlaps nothing
/// that is read.
public protocol KernelScalar {
  /// c ← a·b, contiguous; see `Matrix.formProduct`.
  static func multiply(
    _ a: StridedMatrix<Self>, _ b: StridedMatrix<Self>, into c: UnsafeMutablePointer<Self>)

  /// Adds a vector to each row of t; see `Matrix.addToRows`.
  static func addToRows(
    _ rows: Int, _ columns: Int, _ vector: UnsafePointer<Self>, _ t: UnsafeMutablePointer<Self>)

  /// As `addToRows`, then the greater of the element and 0; NaN stays.
  static func rectifyRows(
    _ rows: Int, _ columns: Int, _ vector: UnsafePointer<Self>, _ t: UnsafeMutablePointer<Self>)

  /// Takes the gradient times 0 where y ≤ 0.
  static func passPositive(
    _ count: Int, _ y: UnsafePointer<Self>, _ gradient: UnsafeMutablePointer<Self>)

  /// The sums of the columns; see `Matrix.sumRows`.
  static func sumRows(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Self>, _ sums: UnsafeMutablePointer<Self>)

  /// The sums of the columns of the elementwise product of a and b, in the order of `sumRows`.
  static func columnDots(
    _ rows: Int, _ columns: Int, _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>,
    _ sums: UnsafeMutablePointer<Self>)

  /// Takes column j of t times factorⱼ.
  static func scaleColumns(
    _ rows: Int, _ columns: Int, _ factors: UnsafePointer<Self>, _ t: UnsafeMutablePointer<Self>)

  /// Column j of the gradient ← gradient − pullⱼ·n.
  static func turnColumns(
    _ rows: Int, _ columns: Int, pull: UnsafePointer<Self>, _ n: UnsafePointer<Self>,
    _ gradient: UnsafeMutablePointer<Self>)

  /// The dot product of each row of a with the same one of b; see `Reduction`.
  static func rowDots(
    _ rows: Int, _ columns: Int, _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>,
    _ dots: UnsafeMutablePointer<Self>)

  /// Row i of the gradient ← scaleᵢ·gradient − pullᵢ·v.
  static func turnRows(
    _ rows: Int, _ columns: Int, scale: UnsafePointer<Self>, pull: UnsafePointer<Self>,
    _ v: UnsafePointer<Self>, _ gradient: UnsafeMutablePointer<Self>)

  /// A step of gradient descent; see `SGD`.
  static func descend(
    _ count: Int, rate: Self, _ gradient: UnsafePointer<Self>, _ p: UnsafeMutablePointer<Self>)

  /// A step with momentum, heavy-ball or Nesterov's; see `SGD`.
  static func accelerate(
    _ count: Int, rate: Self, momentum: Self, looksAhead: Bool, _ gradient: UnsafePointer<Self>,
    _ m: UnsafeMutablePointer<Self>, _ p: UnsafeMutablePointer<Self>)

  /// A step of Adam; see `Adam`.
  static func adam(
    _ count: Int, _ constants: AdamConstants<Self>, _ gradient: UnsafePointer<Self>,
    _ m: UnsafeMutablePointer<Self>, _ u: UnsafeMutablePointer<Self>,
    _ p: UnsafeMutablePointer<Self>)

  /// x ← eˣ for each of the numbers.
  static func exponentiate(_ count: Int, _ x: UnsafeMutablePointer<Self>)

  /// x ← ln x for each of the numbers.
  static func takeLogarithms(_ count: Int, _ x: UnsafeMutablePointer<Self>)

  /// x ← tanh x for each of the numbers.
  static func takeHyperbolicTangents(_ count: Int, _ x: UnsafeMutablePointer<Self>)

  /// Copies runs of each row of x to its row of patches; see `Patches`.
  static func gatherRuns(
    _ rows: Int, _ count: Int, _ runs: UnsafePointer<Int32>, _ x: UnsafePointer<Self>,
    _ xSize: Int, _ patches: UnsafeMutablePointer<Self>, _ size: Int)

  /// x ← 0, then adds the runs of each row of patches to x, in their order.
  static func scatterRuns(
    _ rows: Int, _ count: Int, _ runs: UnsafePointer<Int32>, _ patches: UnsafePointer<Self>,
    _ size: Int, _ x: UnsafeMutablePointer<Self>, _ xSize: Int)

  /// Row i of x ← the table's entries for the bytes of row `indices[i]`.
  static func lookUp(
    _ rows: Int, _ columns: Int, _ indices: UnsafePointer<Int>, _ bytes: UnsafePointer<UInt8>,
    _ table: UnsafePointer<Self>, _ x: UnsafeMutablePointer<Self>)
}

/// A view of a matrix as the kernels see it: element (i, j) is
/// `base[i * rowStride + j * columnStride]`, times `rowScale[i]` or `columnScale[j]` where the view has
/// one of them. Only valid while its storage is pinned.
///
/// Only `Matrix.formProduct` makes one, of sizes that fit its storage.
public struct StridedMatrix<Scalar> {
  let base: UnsafePointer<Scalar>
  let rows: Int
  let columns: Int
  let rowStride: Int
  let columnStride: Int
  var rowScale: UnsafePointer<Scalar>?
  var columnScale: UnsafePointer<Scalar>?
}

/// What all elements share in one step of Adam.
public struct AdamConstants<Scalar> {
  let rate: Scalar
  let beta1: Scalar
  let beta2: Scalar
  let epsilon: Scalar
  /// 1 − β₁ᵗ and 1 − β₂ᵗ.
  let firstCorrection: Scalar
  let secondCorrection: Scalar
}
