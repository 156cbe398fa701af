import Testing

@testable import WeightNormCore

struct LossTests {
  private func lossAndGradient(
    _ y: Matrix<Double>, _ targets: Targets<Double>
  ) -> (loss: Double, gradient: [Double]) {
    var y = y
    let loss = targets.lossReplacingOutputsByGradient(&y)
    return (loss, Array(y.elements))
  }

  @Test func `squared error is half the mean over rows`() throws {
    let y = try Matrix<Double>(rows: 2, columns: 2, elements: [1, 2, 3, 4])
    let target = try Matrix<Double>(rows: 2, columns: 2, elements: [0, 2, 5, 1])
    let found = lossAndGradient(y, .values(target))
    #expect(found.loss == (1 + 4 + 9) / 4.0)
    #expect(found.gradient == [0.5, 0, -1, 1.5])
  }

  @Test(arguments: [2, 3, 10])
  func `cross entropy of equal outputs is the logarithm of their number`(_ classes: Int) {
    let found = lossAndGradient(
      Matrix(rows: 3, columns: classes, repeating: 7), .labels([0, 1, classes - 1]))
    #expect(abs(found.loss - Elementary.log(Double(classes))) < 1e-15)
    #expect(abs(found.gradient[0] - (1 / Double(classes) - 1) / 3) < 1e-15)
    #expect(abs(found.gradient[1] - 1 / Double(classes) / 3) < 1e-15)
  }

  @Test func `gradients of cross entropy sum to 0 in each row`() throws {
    var stream = RandomStream(named: "loss/data/0")
    let y = Matrix<Double>(rows: 5, columns: 4, standardDeviation: 3, from: &stream)
    var gradient = y
    _ = Targets.labels([0, 1, 2, 3, 0]).lossReplacingOutputsByGradient(&gradient)
    #expect(gradient.rowArrays.allSatisfy { abs($0.reduce(0, +)) < 1e-15 })
  }

  @Test func `cross entropy of huge outputs neither overflows nor loses them`() throws {
    let y = try Matrix<Double>(rows: 2, columns: 2, elements: [1e4, 0, 1e4, 0])
    let found = lossAndGradient(y, .labels([0, 1]))
    #expect(found.loss == 5000)
    #expect(found.gradient == [0, 0, 0.5, -0.5])
  }

  @Test func `cross entropy of one class is 0`() throws {
    let found = lossAndGradient(Matrix(rows: 3, columns: 1, repeating: -5), .labels([0, 0, 0]))
    #expect(found.loss == 0)
    #expect(found.gradient == [0, 0, 0])
  }

  @Test func `targets count their rows`() {
    #expect(Targets<Double>.labels([1, 2, 3]).count == 3)
    #expect(Targets<Double>.values(Matrix(rows: 4, columns: 2)).count == 4)
  }
}
