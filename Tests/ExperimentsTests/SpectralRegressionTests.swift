import Testing
import WeightNormCore

@testable import Experiments

struct SpectralRegressionTests {
  private func problem(_ seed: Int, size: Int = 6) throws -> SpectralRegression {
    try SpectralRegression(
      experiment: "spectral", seed: seed, size: size, spectrum: 0.1...1, minimumNorm: 2,
      startNorm: 3)
  }

  @Test func `a geometric spectrum has its ends and one ratio`() {
    let spectrum = SpectralRegression.geometric(from: 8, to: 1, count: 4)
    #expect(zip(spectrum, [8, 4, 2, 1]).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(SpectralRegression.geometric(from: 3, to: 1, count: 1) == [3])
    #expect(SpectralRegression.geometric(from: 3, to: 1, count: 0) == [])
  }

  @Test(arguments: 0..<4)
  func `spectrum and start are those asked for, and the start is drawn apart from the data`(
    _ seed: Int
  ) throws {
    let problem = try problem(seed)
    #expect(problem.curvatures == SpectralRegression.geometric(from: 1, to: 0.1, count: 6))
    #expect(abs(problem.start.norm - 3) < 1e-14)
    var stream = RandomStream(experiment: "spectral", .initialization, seed: seed)
    #expect(problem.start == stream.direction(6).scaled(by: 3))
  }

  @Test(arguments: [1, 2, 6, 20])
  func `axes are perpendicular and of length one`(_ size: Int) throws {
    let axes = try problem(size, size: size).axes
    for (row, a) in axes.enumerated() {
      for (column, b) in axes.enumerated() {
        #expect(abs(a.dot(b) - (row == column ? 1 : 0)) < 1e-14)
      }
    }
  }

  @Test(arguments: 0..<4)
  func `its Hessian as least squares has the eigenvalues and the minimum asked for`(
    _ seed: Int
  ) throws {
    let problem = try problem(seed)
    guard case .values(let targets) = problem.targets else { return }
    let quadratic = Quadratic(leastSquares: problem.x, Array(targets.elements))
    #expect(abs(problem.minimum.norm - 2) < 1e-14)
    #expect(quadratic.minimum.subtracting(problem.minimum).norm < 1e-12)
    #expect(abs(quadratic.largestCurvature - 1) < 1e-12)
    for (curvature, axis) in zip(problem.curvatures, problem.axes) {
      let image = quadratic.curvature.map { $0.dot(axis) }
      #expect(image.subtracting(axis.scaled(by: curvature)).norm < 1e-14)
    }
  }

  @Test(arguments: 0..<4, [0, 0.01, 1])
  func `the optimum with a penalty is that of ridge regression`(
    _ seed: Int, _ penalty: Double
  ) throws {
    let problem = try problem(seed)
    guard case .values(let targets) = problem.targets else { return }
    let quadratic = Quadratic(leastSquares: problem.x, Array(targets.elements))
    let optimum = problem.minimum(penalty: penalty)
    #expect(optimum.subtracting(quadratic.minimum(penalty: penalty)).norm < 1e-12)
    #expect(problem.excess(optimum, penalty: penalty, over: optimum) == 0)
    let w = optimum.adding(problem.axes[2].scaled(by: 3))
    let expected = 4.5 * (problem.curvatures[2] + penalty)
    #expect(abs(problem.excess(w, penalty: penalty, over: optimum) - expected) < 1e-13)
  }
}
