import Testing

@testable import WeightNormCore

struct ReductionTests {
  @Test func `no elements sum to 0, and what is not finite shows`() {
    #expect(Reduction.dot([Float](), []) == 0 && Reduction.norm([Double]()) == 0)
    #expect(Reduction.dot([1e300], [1e300]) == Double.infinity)
    #expect(Reduction.dot([Double.infinity, 1], [1, 1]) == .infinity)
    #expect(Reduction.dot([Double.infinity], [0]).isNaN && Reduction.dot([1], [Float.nan]).isNaN)
  }

  private func numbers(_ count: Int, _ label: String) -> [Double] {
    var stream = RandomStream(named: "reductions/\(label)/\(count)")
    return stream.normals(count)
  }

  @Test(arguments: 0...100)
  func `dot product has the documented order to the bit`(_ count: Int) {
    let a = numbers(count, "data")
    let b = numbers(count, "order")
    #expect(Reduction.dot(a, b).bitPattern == PlainFunctions.dot(a, b).bitPattern)
    let (p, q) = (a.map(Float.init), b.map(Float.init))
    #expect(Reduction.dot(p, q).bitPattern == PlainFunctions.dot(p, q).bitPattern)
  }

  @Test func `dot product in another order has other bits`() {
    let differing = (17...100).filter { count in
      let a = numbers(count, "data")
      let b = numbers(count, "order")
      return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } != Reduction.dot(a, b)
    }
    #expect(differing.count > 40)
  }

  @Test func `dot product of whole numbers is exact`() {
    let a = (0..<77).map(Double.init)
    #expect(Reduction.dot(a, a) == 76 * 77 * 153 / 6)
    #expect(Reduction.norm([3.0, 4]) == 5)
    #expect(Reduction.norm([Float]()) == 0)
  }

  @Test(arguments: [1, 5, 16, 37])
  func `row norms have the order of the dot product`(_ columns: Int) {
    var stream = RandomStream(named: "reductions/data/\(columns)")
    let matrix = Matrix<Float>(rows: 3, columns: columns, standardDeviation: 1, from: &stream)
    let expected = matrix.rowArrays.map { Reduction.norm($0) }
    #expect(bits(matrix.rowNorms()) == bits(expected))
  }
}
