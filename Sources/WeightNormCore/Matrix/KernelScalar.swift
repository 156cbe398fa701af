internal import CKernels

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

extension Float: KernelScalar {
  public static func multiply(
    _ a: StridedMatrix<Float>, _ b: StridedMatrix<Float>, into c: UnsafeMutablePointer<Float>
  ) {
    ck_multiply_f32(a.rows, a.columns, b.columns, CKMatrixF32(a), CKMatrixF32(b), c)
  }

  public static func addToRows(
    _ rows: Int, _ columns: Int, _ vector: UnsafePointer<Float>, _ t: UnsafeMutablePointer<Float>
  ) {
    ck_add_to_rows_f32(rows, columns, vector, t)
  }

  public static func rectifyRows(
    _ rows: Int, _ columns: Int, _ vector: UnsafePointer<Float>, _ t: UnsafeMutablePointer<Float>
  ) {
    ck_rectify_rows_f32(rows, columns, vector, t)
  }

  public static func passPositive(
    _ count: Int, _ y: UnsafePointer<Float>, _ gradient: UnsafeMutablePointer<Float>
  ) {
    ck_pass_positive_f32(count, y, gradient)
  }

  public static func sumRows(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ sums: UnsafeMutablePointer<Float>
  ) {
    ck_sum_rows_f32(rows, columns, x, sums)
  }

  public static func columnDots(
    _ rows: Int, _ columns: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    _ sums: UnsafeMutablePointer<Float>
  ) {
    ck_column_dots_f32(rows, columns, a, b, sums)
  }

  public static func scaleColumns(
    _ rows: Int, _ columns: Int, _ factors: UnsafePointer<Float>, _ t: UnsafeMutablePointer<Float>
  ) {
    ck_scale_columns_f32(rows, columns, factors, t)
  }

  public static func turnColumns(
    _ rows: Int, _ columns: Int, pull: UnsafePointer<Float>, _ n: UnsafePointer<Float>,
    _ gradient: UnsafeMutablePointer<Float>
  ) {
    ck_turn_columns_f32(rows, columns, pull, n, gradient)
  }

  public static func rowDots(
    _ rows: Int, _ columns: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    _ dots: UnsafeMutablePointer<Float>
  ) {
    ck_row_dots_f32(rows, columns, a, b, dots)
  }

  public static func turnRows(
    _ rows: Int, _ columns: Int, scale: UnsafePointer<Float>, pull: UnsafePointer<Float>,
    _ v: UnsafePointer<Float>, _ gradient: UnsafeMutablePointer<Float>
  ) {
    ck_turn_rows_f32(rows, columns, scale, pull, v, gradient)
  }

  public static func descend(
    _ count: Int, rate: Float, _ gradient: UnsafePointer<Float>, _ p: UnsafeMutablePointer<Float>
  ) {
    ck_descend_f32(count, rate, gradient, p)
  }

  public static func accelerate(
    _ count: Int, rate: Float, momentum: Float, looksAhead: Bool, _ gradient: UnsafePointer<Float>,
    _ m: UnsafeMutablePointer<Float>, _ p: UnsafeMutablePointer<Float>
  ) {
    if looksAhead {
      ck_look_ahead_f32(count, rate, momentum, gradient, m, p)
    } else {
      ck_accelerate_f32(count, rate, momentum, gradient, m, p)
    }
  }

  public static func adam(
    _ count: Int, _ constants: AdamConstants<Float>, _ gradient: UnsafePointer<Float>,
    _ m: UnsafeMutablePointer<Float>, _ u: UnsafeMutablePointer<Float>,
    _ p: UnsafeMutablePointer<Float>
  ) {
    let constants = CKAdamF32(
      rate: constants.rate, beta1: constants.beta1, beta2: constants.beta2,
      epsilon: constants.epsilon, firstCorrection: constants.firstCorrection,
      secondCorrection: constants.secondCorrection)
    ck_adam_f32(count, constants, gradient, m, u, p)
  }

  public static func exponentiate(_ count: Int, _ x: UnsafeMutablePointer<Float>) {
    ck_exp_f32(count, x)
  }

  public static func takeLogarithms(_ count: Int, _ x: UnsafeMutablePointer<Float>) {
    ck_log_f32(count, x)
  }

  public static func takeHyperbolicTangents(_ count: Int, _ x: UnsafeMutablePointer<Float>) {
    ck_tanh_f32(count, x)
  }

  public static func lookUp(
    _ rows: Int, _ columns: Int, _ indices: UnsafePointer<Int>, _ bytes: UnsafePointer<UInt8>,
    _ table: UnsafePointer<Float>, _ x: UnsafeMutablePointer<Float>
  ) {
    ck_look_up_f32(rows, columns, indices, bytes, table, x)
  }
}

extension Double: KernelScalar {
  public static func multiply(
    _ a: StridedMatrix<Double>, _ b: StridedMatrix<Double>, into c: UnsafeMutablePointer<Double>
  ) {
    ck_multiply_f64(a.rows, a.columns, b.columns, CKMatrixF64(a), CKMatrixF64(b), c)
  }

  public static func addToRows(
    _ rows: Int, _ columns: Int, _ vector: UnsafePointer<Double>, _ t: UnsafeMutablePointer<Double>
  ) {
    ck_add_to_rows_f64(rows, columns, vector, t)
  }

  public static func rectifyRows(
    _ rows: Int, _ columns: Int, _ vector: UnsafePointer<Double>, _ t: UnsafeMutablePointer<Double>
  ) {
    ck_rectify_rows_f64(rows, columns, vector, t)
  }

  public static func passPositive(
    _ count: Int, _ y: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>
  ) {
    ck_pass_positive_f64(count, y, gradient)
  }

  public static func sumRows(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ sums: UnsafeMutablePointer<Double>
  ) {
    ck_sum_rows_f64(rows, columns, x, sums)
  }

  public static func columnDots(
    _ rows: Int, _ columns: Int, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    _ sums: UnsafeMutablePointer<Double>
  ) {
    ck_column_dots_f64(rows, columns, a, b, sums)
  }

  public static func scaleColumns(
    _ rows: Int, _ columns: Int, _ factors: UnsafePointer<Double>, _ t: UnsafeMutablePointer<Double>
  ) {
    ck_scale_columns_f64(rows, columns, factors, t)
  }

  public static func turnColumns(
    _ rows: Int, _ columns: Int, pull: UnsafePointer<Double>, _ n: UnsafePointer<Double>,
    _ gradient: UnsafeMutablePointer<Double>
  ) {
    ck_turn_columns_f64(rows, columns, pull, n, gradient)
  }

  public static func rowDots(
    _ rows: Int, _ columns: Int, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    _ dots: UnsafeMutablePointer<Double>
  ) {
    ck_row_dots_f64(rows, columns, a, b, dots)
  }

  public static func turnRows(
    _ rows: Int, _ columns: Int, scale: UnsafePointer<Double>, pull: UnsafePointer<Double>,
    _ v: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>
  ) {
    ck_turn_rows_f64(rows, columns, scale, pull, v, gradient)
  }

  public static func descend(
    _ count: Int, rate: Double, _ gradient: UnsafePointer<Double>, _ p: UnsafeMutablePointer<Double>
  ) {
    ck_descend_f64(count, rate, gradient, p)
  }

  public static func accelerate(
    _ count: Int, rate: Double, momentum: Double, looksAhead: Bool,
    _ gradient: UnsafePointer<Double>,
    _ m: UnsafeMutablePointer<Double>, _ p: UnsafeMutablePointer<Double>
  ) {
    if looksAhead {
      ck_look_ahead_f64(count, rate, momentum, gradient, m, p)
    } else {
      ck_accelerate_f64(count, rate, momentum, gradient, m, p)
    }
  }

  public static func adam(
    _ count: Int, _ constants: AdamConstants<Double>, _ gradient: UnsafePointer<Double>,
    _ m: UnsafeMutablePointer<Double>, _ u: UnsafeMutablePointer<Double>,
    _ p: UnsafeMutablePointer<Double>
  ) {
    let constants = CKAdamF64(
      rate: constants.rate, beta1: constants.beta1, beta2: constants.beta2,
      epsilon: constants.epsilon, firstCorrection: constants.firstCorrection,
      secondCorrection: constants.secondCorrection)
    ck_adam_f64(count, constants, gradient, m, u, p)
  }

  public static func exponentiate(_ count: Int, _ x: UnsafeMutablePointer<Double>) {
    ck_exp_f64(count, x)
  }

  public static func takeLogarithms(_ count: Int, _ x: UnsafeMutablePointer<Double>) {
    ck_log_f64(count, x)
  }

  public static func takeHyperbolicTangents(_ count: Int, _ x: UnsafeMutablePointer<Double>) {
    ck_tanh_f64(count, x)
  }

  public static func lookUp(
    _ rows: Int, _ columns: Int, _ indices: UnsafePointer<Int>, _ bytes: UnsafePointer<UInt8>,
    _ table: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>
  ) {
    ck_look_up_f64(rows, columns, indices, bytes, table, x)
  }
}

extension CKMatrixF32 {
  fileprivate init(_ view: StridedMatrix<Float>) {
    self.init(
      elements: view.base, rowStride: view.rowStride, columnStride: view.columnStride,
      rowScale: view.rowScale, columnScale: view.columnScale)
  }
}

extension CKMatrixF64 {
  fileprivate init(_ view: StridedMatrix<Double>) {
    self.init(
      elements: view.base, rowStride: view.rowStride, columnStride: view.columnStride,
      rowScale: view.rowScale, columnScale: view.columnScale)
  }
}
