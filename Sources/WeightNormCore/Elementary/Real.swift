internal import CKernels

/// The floating-point types a network can be made of: `Float` and `Double`.
///
/// Elementary functions of a `Float` are computed in `Double` and rounded once.
public protocol Real: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// c ← a·b, contiguous; see `Matrix.formProduct`.
  static func multiply(
    _ a: StridedMatrix<Self>, _ b: StridedMatrix<Self>, into c: UnsafeMutablePointer<Self>)
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

extension Float: Real {
  public static func multiply(
    _ a: StridedMatrix<Float>, _ b: StridedMatrix<Float>, into c: UnsafeMutablePointer<Float>
  ) {
    ck_multiply_f32(a.rows, a.columns, b.columns, CKMatrixF32(a), CKMatrixF32(b), c)
  }
}

extension Double: Real {
  public static func multiply(
    _ a: StridedMatrix<Double>, _ b: StridedMatrix<Double>, into c: UnsafeMutablePointer<Double>
  ) {
    ck_multiply_f64(a.rows, a.columns, b.columns, CKMatrixF64(a), CKMatrixF64(b), c)
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
