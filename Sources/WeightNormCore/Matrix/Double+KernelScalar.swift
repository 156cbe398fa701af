internal import CKernels

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

  public static func gatherRuns(
    _ rows: Int, _ count: Int, _ runs: UnsafePointer<Int32>, _ x: UnsafePointer<Double>,
    _ xSize: Int, _ patches: UnsafeMutablePointer<Double>, _ size: Int
  ) {
    ck_gather_runs_f64(rows, count, runs, x, xSize, patches, size)
  }

  public static func scatterRuns(
    _ rows: Int, _ count: Int, _ runs: UnsafePointer<Int32>, _ patches: UnsafePointer<Double>,
    _ size: Int, _ x: UnsafeMutablePointer<Double>, _ xSize: Int
  ) {
    ck_scatter_runs_f64(rows, count, runs, patches, size, x, xSize)
  }

  public static func lookUp(
    _ rows: Int, _ columns: Int, _ indices: UnsafePointer<Int>, _ bytes: UnsafePointer<UInt8>,
    _ table: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>
  ) {
    ck_look_up_f64(rows, columns, indices, bytes, table, x)
  }
}

extension CKMatrixF64 {
  fileprivate init(_ view: StridedMatrix<Double>) {
    self.init(
      elements: view.base, rowStride: view.rowStride, columnStride: view.columnStride,
      rowScale: view.rowScale, columnScale: view.columnScale)
  }
}
