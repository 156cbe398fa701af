internal import CKernels

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

  public static func gatherRuns(
    _ rows: Int, _ count: Int, _ runs: UnsafePointer<Int32>, _ x: UnsafePointer<Float>,
    _ xSize: Int, _ patches: UnsafeMutablePointer<Float>, _ size: Int
  ) {
    ck_gather_runs_f32(rows, count, runs, x, xSize, patches, size)
  }

  public static func scatterRuns(
    _ rows: Int, _ count: Int, _ runs: UnsafePointer<Int32>, _ patches: UnsafePointer<Float>,
    _ size: Int, _ x: UnsafeMutablePointer<Float>, _ xSize: Int
  ) {
    ck_scatter_runs_f32(rows, count, runs, patches, size, x, xSize)
  }

  public static func lookUp(
    _ rows: Int, _ columns: Int, _ indices: UnsafePointer<Int>, _ bytes: UnsafePointer<UInt8>,
    _ table: UnsafePointer<Float>, _ x: UnsafeMutablePointer<Float>
  ) {
    ck_look_up_f32(rows, columns, indices, bytes, table, x)
  }
}

extension CKMatrixF32 {
  fileprivate init(_ view: StridedMatrix<Float>) {
    self.init(
      elements: view.base, rowStride: view.rowStride, columnStride: view.columnStride,
      rowScale: view.rowScale, columnScale: view.columnScale)
  }
}
