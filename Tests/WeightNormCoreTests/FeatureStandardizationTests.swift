import Testing

@testable import WeightNormCore

struct FeatureStandardizationTests {
  @Test func `no rows have means and deviations of 0`() {
    let fitted = FeatureStandardization(fitting: Matrix<Float>(rows: 0, columns: 2))
    #expect(fitted.means == [0, 0] && fitted.deviations == [0, 0])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a column that is not finite has no finite mean, and spoils no other`(
    _ value: Double
  ) throws {
    let x = try Matrix(rows: 2, columns: 2, elements: [1, value, 3, 1])
    let fitted = FeatureStandardization(fitting: x)
    #expect(!fitted.means[1].isFinite)
    #expect(fitted.means[0] == 2 && fitted.deviations[0] == 1)
  }

  @Test func `a column of 1, 2, 3 goes to −√1.5, 0, √1.5`() throws {
    let x = try Matrix<Double>(rows: 3, columns: 1, elements: [1, 2, 3])
    let standardization = FeatureStandardization(fitting: x)
    #expect(standardization.means == [2])
    #expect(relativeError(standardization.deviations, [(2.0 / 3).squareRoot()]) < 1e-15)
    let root = 1.5.squareRoot()
    #expect(relativeError(standardization(x).elements, [-root, 0, root]) < 1e-15)
  }

  @Test(arguments: 0..<10)
  func `random features get mean 0 and variance 1`(_ seed: Int) {
    var stream = RandomStream(named: "standardization/data/\(seed)")
    var x = Matrix<Double>(rows: 57, columns: 5, standardDeviation: 3, from: &stream)
    for row in 0..<57 { for column in 0..<5 { x[row, column] += Double(100 * column) } }
    let again = FeatureStandardization(fitting: FeatureStandardization(fitting: x)(x))
    for (mean, deviation) in zip(again.means, again.deviations) {
      #expect(abs(mean) < 1e-13)
      #expect(abs(deviation - 1) < 1e-13)
    }
  }

  /// The mean of equal numbers may be off by a rounding, which must not be taken for a deviation.
  @Test(arguments: [0.1, 0.0, -7.3, 1e17], [1, 3, 7, 10, 49])
  func `a feature that does not vary is shifted only`(_ value: Double, _ rows: Int) {
    let x = Matrix(rows: rows, columns: 2, repeating: value)
    let standardization = FeatureStandardization(fitting: x)
    #expect(standardization.deviations == [0, 0])
    let rounding = Double(rows) * value.ulp
    #expect(standardization(x).elements.allSatisfy { abs($0) <= rounding })
    let other = Matrix(rows: 1, columns: 2, repeating: value + 2)
    let shift = value + 2 - value
    #expect(standardization(other).elements.allSatisfy { abs($0 - shift) <= rounding })
  }

  @Test func `other rows are moved by the statistics of the fitted ones`() throws {
    let fitted = try Matrix<Float>(rows: 2, columns: 2, elements: [0, 10, 4, 30])
    let standardization = FeatureStandardization(fitting: fitted)
    let other = try Matrix<Float>(rows: 1, columns: 2, elements: [6, 0])
    #expect(standardization(other).elements == [2, -2])
  }
}
