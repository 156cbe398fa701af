internal import CKernels

/// The floating-point types a network can be made of: `Float` and `Double`.
///
/// Elementary functions of a `Float` are computed in `Double` and rounded once.
public protocol Real: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// c ← a·b, contiguous; see `Matrix.formProduct`.
  static func multiply(
    _ a: StridedMatrix<Self>, _ b: StridedMatrix<Self>, into c: UnsafeMutablePointer<Self>)
}

/// A view of a matrix as the kernels see it: element (i, j) stands at
/// `base[i * rowStride + j * columnStride]`. Only valid while its storage is pinned.
public struct StridedMatrix<Scalar> {
  let base: UnsafePointer<Scalar>
  let rows: Int
  let columns: Int
  let rowStride: Int
  let columnStride: Int
}

extension Float: Real {
  public static func multiply(
    _ a: StridedMatrix<Float>, _ b: StridedMatrix<Float>, into c: UnsafeMutablePointer<Float>
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: ck_scratch_elements(a.columns)) {
      guard let scratch = $0.baseAddress else { return }
      ck_multiply_f32(
        a.rows, a.columns, b.columns,
        CKMatrixF32(elements: a.base, rowStride: a.rowStride, columnStride: a.columnStride),
        CKMatrixF32(elements: b.base, rowStride: b.rowStride, columnStride: b.columnStride),
        c, scratch)
    }
  }
}

extension Double: Real {
  public static func multiply(
    _ a: StridedMatrix<Double>, _ b: StridedMatrix<Double>, into c: UnsafeMutablePointer<Double>
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: ck_scratch_elements(a.columns)) {
      guard let scratch = $0.baseAddress else { return }
      ck_multiply_f64(
        a.rows, a.columns, b.columns,
        CKMatrixF64(elements: a.base, rowStride: a.rowStride, columnStride: a.columnStride),
        CKMatrixF64(elements: b.base, rowStride: b.rowStride, columnStride: b.columnStride),
        c, scratch)
    }
  }
}
