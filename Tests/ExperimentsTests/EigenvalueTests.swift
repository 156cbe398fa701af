internal import Foundation
import Testing
import WeightNormCore

@testable import Experiments

struct EigenvalueTests {
  private func random(_ size: Int, seed: UInt64) -> Matrix<Double> {
    var stream = RandomStream(seed: seed)
    let draw = Matrix<Double>(rows: size, columns: size, standardDeviation: 1, from: &stream)
    return Matrix(rows: size, columns: size) { (draw[$0, $1] + draw[$1, $0]) / 2 }
  }

  @Test func `eigenvalues are NumPy's`() throws {
    for spectrum in try SpectraFixture.all.get().matrices {
      let found = TridiagonalMatrix(similarTo: try spectrum.matrix).eigenvalues()
      let scale = spectrum.values.map(\.magnitude).maximum
      #expect(isClose(found, spectrum.values, within: 1e-14 * scale))
    }
  }

  @Test func `dominant eigenvectors are NumPy's, to their sign`() throws {
    for spectrum in try SpectraFixture.all.get().matrices where !spectrum.vectors.isEmpty {
      let count = spectrum.vectors.count
      let found = DominantEigenvectors(of: try spectrum.matrix, count: count)
      let scale = spectrum.values[0]
      #expect(isClose(found.values, Array(spectrum.values.prefix(count)), within: 1e-12 * scale))
      #expect(found.residual < 1e-8)
      for (own, other) in zip(found.vectors, spectrum.vectors) {
        #expect(abs(abs(own.dot(other)) - 1) < 1e-7)
      }
    }
  }

  /// 2 − 2cos(kπ/(n + 1)).
  @Test(arguments: [1, 2, 3, 10, 100])
  func `the second difference has its eigenvalues in closed form`(_ size: Int) {
    let matrix = TridiagonalMatrix(
      diagonal: [Double](repeating: 2, count: size),
      offDiagonal: [Double](repeating: -1, count: size - 1))
    let expected = (1...size).reversed().map { 2 - 2 * cos(Double($0) * .pi / Double(size + 1)) }
    #expect(isClose(matrix.eigenvalues(), expected, within: 1e-13))
  }

  /// A = I + uuᵀ has 1 + ‖u‖² once and 1 otherwise.
  @Test(arguments: [2, 5, 64, 150])
  func `a shifted matrix of rank one has two eigenvalues`(_ size: Int) {
    let u = (0..<size).map { Double($0 + 1) }
    let matrix = Matrix(rows: size, columns: size) { u[$0] * u[$1] + ($0 == $1 ? 1 : 0) }
    let found = TridiagonalMatrix(similarTo: matrix).eigenvalues()
    let greatest = 1 + u.dot(u)
    #expect(abs(found[0] / greatest - 1) < 1e-14)
    #expect(found.dropFirst().allSatisfy { abs($0 - 1) < 1e-14 * greatest })
  }

  @Test(arguments: 1...40)
  func `trace and sum of squares are kept`(_ size: Int) {
    let matrix = random(size, seed: UInt64(size))
    let found = TridiagonalMatrix(similarTo: matrix).eigenvalues()
    let elements = Array(matrix.elements)
    let trace = (0..<size).map { matrix[$0, $0] }.reduce(0, +)
    #expect(found == found.sorted(by: >))
    #expect(abs(found.reduce(0, +) - trace) < 1e-12)
    #expect(abs(found.dot(found) - elements.dot(elements)) < 1e-11)
  }

  @Test func `only the lower triangle is read`() {
    let matrix = random(9, seed: 1)
    let lower = Matrix(rows: 9, columns: 9) { $0 < $1 ? .nan : matrix[$0, $1] }
    #expect(
      TridiagonalMatrix(similarTo: lower).eigenvalues()
        == TridiagonalMatrix(similarTo: matrix).eigenvalues())
  }

  @Test(arguments: [1, 2, 7, 30])
  func `with the identity carried along, the rows are eigenvectors`(_ size: Int) {
    var stream = RandomStream(seed: 7)
    let diagonal: [Double] = stream.normals(size)
    let off: [Double] = stream.normals(size - 1)
    let matrix = TridiagonalMatrix(diagonal: diagonal, offDiagonal: off)
    let identity = (0..<size * size).map { $0 % (size + 1) == 0 ? 1.0 : 0 }
    let (values, vectors) = matrix.eigensystem(carrying: identity, width: size)
    for (value, q) in zip(values, vectors) {
      let image = (0..<size).map { row in
        diagonal[row] * q[row] + (row > 0 ? off[row - 1] * q[row - 1] : 0)
          + (row + 1 < size ? off[row] * q[row + 1] : 0)
      }
      #expect(image.subtracting(q.scaled(by: value)).norm < 1e-13)
      #expect(abs(q.norm - 1) < 1e-13)
    }
    let last = (0..<size).map { $0 == size - 1 ? 1.0 : 0 }
    let carried = matrix.eigensystem(carrying: last, width: 1).rows
    #expect(isClose(carried.map { $0[0] }, vectors.map { $0[size - 1] }))
  }

  @Test func `zeros are their own eigenvalues`() {
    let zeros = Matrix<Double>(rows: 5, columns: 5)
    #expect(TridiagonalMatrix(similarTo: zeros).eigenvalues() == [0, 0, 0, 0, 0])
  }

  @Test func `of a matrix of low rank there are no more directions than can be reached`() {
    let u = [3.0, 4, 0, 0, 0, 0, 0]
    let matrix = Matrix(rows: 7, columns: 7) { u[$0] * u[$1] }
    let found = DominantEigenvectors(of: matrix, count: 5)
    #expect(abs(found.values[0] - 25) < 1e-12)
    #expect(found.values.dropFirst().allSatisfy { abs($0) < 1e-11 })
    #expect(abs(abs(found.vectors[0].dot(u)) - 5) < 1e-12)
  }

  @Test(arguments: [20, 64, 196])
  func `Lanczos finds what Householder finds`(_ size: Int) {
    var stream = RandomStream(seed: 3)
    let draw = Matrix<Double>(rows: 300, columns: size, standardDeviation: 1, from: &stream)
    let x = Matrix(rows: 300, columns: size) { draw[$0, $1] / Double(1 + $1 / 3) }
    let matrix = x.transposedTimes(x)
    let found = DominantEigenvectors(of: matrix, count: 5)
    let all = TridiagonalMatrix(similarTo: matrix).eigenvalues()
    #expect(isClose(found.values, Array(all.prefix(5)), within: 1e-12 * all[0]))
    #expect(found.residual < 1e-8)
    for (index, vector) in found.vectors.enumerated() {
      for other in found.vectors[..<index] { #expect(abs(vector.dot(other)) < 1e-12) }
      #expect(abs(vector.norm - 1) < 1e-12)
    }
  }
}
