import Testing

@testable import WeightNormCore

extension KernelSelectionTests {
  /// Products against their definition, bit for bit.
  struct MatrixProductTests {
    enum Form: String, CaseIterable, Sendable {
      case plain, leftTransposed, rightTransposed
    }

    // Around the widths and blocks of the kernels: panels of 2 to 64 columns, blocks of 6 or 8 rows.
    private static let sizes = [0, 1, 2, 5, 7, 17, 33]
    private static let shapes = sizes.flatMap { n in
      sizes.flatMap { k in sizes.map { m in [n, k, m] } }
    }

    /// Each element by its definition: one chain of fused multiply-adds in index order.
    private func expected<Scalar: Real>(
      _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, _ form: Form
    ) -> [Scalar] {
      let n = form == .leftTransposed ? a.columns : a.rows
      let k = form == .leftTransposed ? a.rows : a.columns
      let m = form == .rightTransposed ? b.rows : b.columns
      var elements: [Scalar] = []
      for row in 0..<n {
        for column in 0..<m {
          var sum: Scalar = 0
          for index in 0..<k {
            let left = form == .leftTransposed ? a[index, row] : a[row, index]
            let right = form == .rightTransposed ? b[column, index] : b[index, column]
            sum.addProduct(left, right)
          }
          elements.append(sum)
        }
      }
      return elements
    }

    private func product<Scalar: Real>(
      _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, _ form: Form, rows: Int, columns: Int
    ) -> Matrix<Scalar> {
      var result = Matrix<Scalar>(rows: rows, columns: columns, repeating: .nan)
      switch form {
      case .plain: result.formProduct(a, b)
      case .leftTransposed: result.formProduct(transposed: a, b)
      case .rightTransposed: result.formProduct(a, transposed: b)
      }
      return result
    }

    private func check<Scalar: Real>(
      _ shape: [Int], _ form: Form, _ type: Scalar.Type, draw: (inout RandomStream) -> Scalar
    ) throws {
      let (n, k, m) = (shape[0], shape[1], shape[2])
      var stream = RandomStream(named: "products/data/\((n * 1000 + k) * 1000 + m)")
      let (aRows, aColumns) = form == .leftTransposed ? (k, n) : (n, k)
      let (bRows, bColumns) = form == .rightTransposed ? (m, k) : (k, m)
      let a = try Matrix(
        rows: aRows, columns: aColumns, elements: (0..<n * k).map { _ in draw(&stream) })
      let b = try Matrix(
        rows: bRows, columns: bColumns, elements: (0..<k * m).map { _ in draw(&stream) })
      let expected = bits(expected(a, b, form))
      for variant in KernelVariant.supported {
        let found = withKernels(variant) { product(a, b, form, rows: n, columns: m) }
        #expect(found.bitPatterns == expected, "\(variant) \(type) \(shape)")
      }
    }

    @Test(arguments: Form.allCases)
    func `every variant gives the bits of the plain loop, in shapes small and odd`(
      _ form: Form
    ) throws {
      for shape in Self.shapes {
        try check(shape, form, Float.self) { Float($0.normal()) }
        try check(shape, form, Double.self) { $0.normal() }
      }
    }

    @Test(arguments: Form.allCases)
    func `every variant gives the bits of the plain loop in a large product`(_ form: Form) throws {
      try check([65, 131, 70], form, Float.self) { Float($0.normal()) }
      try check([65, 131, 70], form, Double.self) { $0.normal() }
    }

    @Test(arguments: Form.allCases, [[1, 300, 75], [75, 300, 1]])
    func `every variant gives the bits of the plain loop in a long row and a long column`(
      _ form: Form, _ shape: [Int]
    ) throws {
      try check(shape, form, Float.self) { Float($0.normal()) }
      try check(shape, form, Double.self) { $0.normal() }
    }

    /// One row or one column, wider than the vectors, and a long inner index.
    @Test(arguments: [[1, 300, 75], [75, 300, 1], [4, 9, 5]])
    func `a scaled factor counts as if it had been formed`(_ shape: [Int]) throws {
      let (n, k, m) = (shape[0], shape[1], shape[2])
      var stream = RandomStream(named: "scaled products/data/0")
      let a = Matrix<Double>(rows: n, columns: k, standardDeviation: 1, from: &stream)
      let b = Matrix<Double>(rows: k, columns: m, standardDeviation: 1, from: &stream)
      let turned = Matrix<Double>(rows: m, columns: k, standardDeviation: 1, from: &stream)
      let scale: [Double] = stream.normals(k + m)
      let (inner, outer) = (Array(scale[..<k]), Array(scale[k...]))
      let formed = Matrix(rows: k, columns: m) { inner[$0] * b[$0, $1] }
      let turnedFormed = Matrix(rows: m, columns: k) { outer[$0] * turned[$0, $1] }
      for variant in KernelVariant.supported {
        let (plain, transposed) = withKernels(variant) {
          var plain = Matrix<Double>(rows: n, columns: m)
          var transposed = plain
          plain.formProduct(a, b, scalingRows: inner)
          transposed.formProduct(a, transposed: turned, scalingRows: outer)
          return (plain, transposed)
        }
        #expect(plain.bitPatterns == bits(expected(a, formed, .plain)), "\(variant)")
        #expect(
          transposed.bitPatterns == bits(expected(a, turnedFormed, .rightTransposed)),
          "\(variant)")
      }
    }

    @Test(arguments: Form.allCases)
    func `sums that rest where the inner index is cut go on as in the plain loop`(
      _ form: Form
    ) throws {
      for inner in [320, 321, 959] {
        try check([19, inner, 37], form, Float.self) { Float($0.normal()) }
        try check([19, inner, 37], form, Double.self) { $0.normal() }
      }
    }

    @Test(arguments: Form.allCases)
    func `magnitudes far apart round as in the plain loop`(_ form: Form) throws {
      try check([13, 29, 35], form, Double.self) { $0.normal() * Elementary.exp(40 * $0.normal()) }
    }

    /// Signed zeros, products that underflow to them, infinities and NaN.
    @Test(arguments: Form.allCases)
    func `special numbers go as in the plain loop`(_ form: Form) throws {
      let tiny = [0, -0.0, 1e-200, -1e-200, 1, -1, .leastNonzeroMagnitude]
      try check([30, 3, 40], form, Double.self) { tiny[$0.integer(below: tiny.count)] }
      let tinyFloat: [Float] = [0, -0.0, 1e-30, -1e-30, 1, -1, .leastNonzeroMagnitude]
      try check([30, 3, 40], form, Float.self) { tinyFloat[$0.integer(below: tinyFloat.count)] }
      let wild = [0, 1, -1, 1e200, -1e200, 2, 0.5, .infinity, -.infinity, .nan]
      try check([30, 2, 40], form, Double.self) { wild[$0.integer(below: wild.count)] }
    }

    @Test func `the plain loop is fused`() throws {
      // (1 + ε)² is 1 + 2ε + ε², whose last term a rounded product loses.
      let epsilon = Double.ulpOfOne
      let a = try Matrix(rows: 1, columns: 2, elements: [1 + 2 * epsilon, 1 + epsilon])
      let b = try Matrix(rows: 2, columns: 1, elements: [-1, 1 + epsilon])
      #expect(expected(a, b, .plain) == [epsilon * epsilon])
    }
  }
}
