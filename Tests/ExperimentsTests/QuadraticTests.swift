import Testing
import WeightNormCore

@testable import Experiments

struct QuadraticTests {
  /// A random least-squares problem of 30 rows.
  private func random(_ seed: Int, inputs: Int = 4) throws -> Quadratic {
    var data = RandomStream(experiment: "quadratic", .data, seed: seed)
    let x = Matrix<Double>(rows: 30, columns: inputs, standardDeviation: 1, from: &data)
    let target: [Double] = data.normals(inputs)
    let y = (0..<30).map { row in Array(x[row: row]).dot(target) + data.normal() }
    return Quadratic(leastSquares: x, y)
  }

  @Test func `small systems are solved as by hand`() throws {
    #expect(Quadratic.solve([[4]], [2]) == [0.5])
    #expect(Quadratic.solve([[1, 0], [0, 4]], [3, 8]) == [3, 2])
    // [4 2; 2 5] = [2 0; 1 2][2 1; 0 2]
    #expect(Quadratic.solve([[4, 2], [2, 5]], [8, 12]) == [1, 2])
    let three = try #require(Quadratic.solve([[4, 2, 2], [2, 5, 3], [2, 3, 6]], [10, 13, 17]))
    #expect(three.subtracting([1, 1, 2]).norm < 1e-14)
    #expect(Quadratic.solve([], []) == [])
  }

  @Test(
    arguments: [
      [[0]], [[-1]], [[1, 2], [2, 1]], [[1, 1], [1, 1]], [[0, 0], [0, 1]], [[1, 0], [0, -1]],
      [[.nan]],
      [[1, .nan], [.nan, 1]],
    ] as [[[Double]]])
  func `a matrix that is not positive definite has no solution`(_ matrix: [[Double]]) {
    #expect(Quadratic.solve(matrix, matrix.map { _ in 1 }) == nil)
  }

  @Test(arguments: 0..<10)
  func `a solution solves its system`(_ seed: Int) throws {
    let quadratic = try random(seed, inputs: 1 + seed)
    let product = quadratic.curvature.map { $0.dot(quadratic.minimum) }
    #expect(product.subtracting(quadratic.linear).norm < 1e-12 * quadratic.linear.norm)
  }

  @Test func `least squares through exact points finds them`() throws {
    let x = try Matrix(rows: 3, columns: 2, elements: [1.0, 0, 0, 1, 1, 1])
    let quadratic = Quadratic(leastSquares: x, [2, -1, 1])
    #expect(quadratic.minimum.subtracting([2, -1]).norm < 1e-15)
    #expect(quadratic.excess(quadratic.minimum) == 0)
    // ½·mean of (1·1)², 0 and (1·1)²
    #expect(abs(quadratic.excess([3, -1]) - 1.0 / 3) < 1e-15)
  }

  @Test(arguments: 0..<10)
  func `no step from the minimum lowers the excess`(_ seed: Int) throws {
    let quadratic = try random(seed)
    var stream = RandomStream(experiment: "quadratic", .order, seed: seed)
    for _ in 0..<20 {
      let step: [Double] = stream.normals(4, standardDeviation: 0.01)
      #expect(quadratic.excess(quadratic.minimum.adding(step)) > 0)
    }
  }

  /// At a minimum on the sphere the gradient is a multiple −μ of w, with μ > 0 inside of ‖w_ols‖.
  @Test(arguments: 0..<8, [0.01, 0.5, 0.99, 1.01, 2, 10])
  func `the least point of a length has that length and a gradient along itself`(
    _ seed: Int, _ factor: Double
  ) throws {
    let quadratic = try random(seed)
    let length = factor * quadratic.minimum.norm
    let w = quadratic.minimum(ofLength: length)
    #expect(abs(w.norm / length - 1) < 1e-12)
    let gradient = quadratic.gradient(w)
    let along = gradient.dot(w) / w.dot(w)
    #expect(gradient.subtracting(w.scaled(by: along)).norm < 1e-10 * quadratic.linear.norm)
    #expect(factor < 1 ? along < 0 : along > 0)
  }

  @Test(arguments: 0..<4)
  func `at the length of the least-squares solution it is that solution`(_ seed: Int) throws {
    let quadratic = try random(seed)
    let w = quadratic.minimum(ofLength: quadratic.minimum.norm)
    #expect(w.subtracting(quadratic.minimum).norm < 1e-12)
  }

  /// The end of w ← g·(w − η∇)/‖w − η∇‖ after many steps.
  private func projectedDescent(_ quadratic: Quadratic, from start: [Double]) -> [Double] {
    let length = start.norm
    return (0..<4000).reduce(start) { w, _ in
      let moved = w.subtracting(quadratic.gradient(w).scaled(by: 0.2))
      return moved.scaled(by: length / moved.norm)
    }
  }

  /// Beyond ‖w_ols‖ a sphere can have a second, higher minimum, so the best of four ends counts.
  @Test(arguments: 0..<4, [0.5, 1.5, 3])
  func `projected descent ends there too`(_ seed: Int, _ factor: Double) throws {
    let quadratic = try random(seed)
    let length = factor * quadratic.minimum.norm
    let exact = quadratic.minimum(ofLength: length)
    var stream = RandomStream(experiment: "quadratic", .initialization, seed: seed)
    let ends = (0..<4).map { _ in
      projectedDescent(quadratic, from: stream.direction(4).scaled(by: length))
    }
    for end in ends { #expect(quadratic.excess(end) > quadratic.excess(exact) * (1 - 1e-12)) }
    let distances = ends.map { $0.subtracting(exact).norm / length }
    #expect(distances.minimum < 1e-9)
    #expect(factor > 1 || distances.maximum < 1e-9)
  }

  @Test func `dependent columns stop the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = Quadratic(leastSquares: Matrix(rows: 3, columns: 2, repeating: 1), [1, 2, 3])
    }
  }

  @Test(arguments: 0..<10)
  func `penalties coordinate by coordinate move the minimum as one penalty does`(_ seed: Int) throws
  {
    let quadratic = try random(seed)
    let all = quadratic.penalized(by: [0.3, 0.3, 0.3, 0.3])
    #expect(all.minimum.subtracting(quadratic.minimum(penalty: 0.3)).norm < 1e-12)
    let some = quadratic.penalized(by: [0, 2, 0, 0.5])
    // There the gradient of the loss is against that of the penalties.
    let pull = zip([0, 2, 0, 0.5], some.minimum).map { $0 * $1 }
    #expect(quadratic.gradient(some.minimum).adding(pull).norm < 1e-12)
    #expect(some.gradient(some.minimum).norm < 1e-12)
  }

  @Test(arguments: 0..<10)
  func `no direction is flatter than the least curvature, and one is as flat`(_ seed: Int) throws {
    let quadratic = try random(seed)
    let least = quadratic.leastCurvature
    // Cholesky's method tells on which side of it a number lies.
    func isPositive(_ shift: Double) -> Bool {
      var matrix = quadratic.curvature
      for index in matrix.indices { matrix[index][index] -= shift }
      return Quadratic.solve(matrix, quadratic.linear) != nil
    }
    #expect(isPositive(least - 1e-6))
    #expect(!isPositive(least + 1e-6))
  }
}
