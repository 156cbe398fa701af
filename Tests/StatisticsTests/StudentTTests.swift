internal import Foundation
import Statistics
import Testing

struct StudentTTests {
  private struct Reference: Decodable {
    /// Pairs of degrees of freedom and the t with P(T ≤ t) = 0.975, by scipy.
    let studentT975: [[Double]]
  }

  private func reference() throws -> [(degreesOfFreedom: Int, quantile: Double)] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "WeightNormCoreTests/Fixtures/special.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url)).studentT975
      .map { (Int($0[0]), $0[1]) }
  }

  @Test func `quantiles are those of another implementation`() throws {
    let reference = try reference()
    #expect(reference.map(\.degreesOfFreedom) == Array(1...60))
    for (degreesOfFreedom, expected) in reference {
      let found = StudentT.twoSidedQuantile(0.95, degreesOfFreedom: degreesOfFreedom)
      #expect(abs(found / expected - 1) < 1e-12, "\(degreesOfFreedom) degrees of freedom")
    }
  }

  /// Closed forms: tan(πp/2) at one degree of freedom, p√(2/(1 − p²)) at two.
  @Test(arguments: [0.01, 0.5, 0.9, 0.95, 0.999])
  func `one and two degrees of freedom have their closed forms`(_ probability: Double) {
    let one = StudentT.twoSidedQuantile(probability, degreesOfFreedom: 1)
    #expect(abs(one / tan(.pi * probability / 2) - 1) < 1e-12)
    let two = StudentT.twoSidedQuantile(probability, degreesOfFreedom: 2)
    let expected = probability * (2 / (1 - probability * probability)).squareRoot()
    #expect(abs(two / expected - 1) < 1e-12)
  }

  @Test(arguments: [1, 2, 3, 4, 9, 30])
  func `probability grows from 0 to 1`(_ degreesOfFreedom: Int) {
    let probabilities = [0, 0.1, 0.5, 1, 2, 5, 20, 1e4].map {
      StudentT.centralProbability($0, degreesOfFreedom)
    }
    #expect(probabilities[0] == 0)
    #expect(zip(probabilities, probabilities.dropFirst()).allSatisfy { $0 < $1 || $1 > 1 - 1e-12 })
    #expect(abs(probabilities[7] - 1) < 1e-4)
  }

  @Test func `many degrees of freedom come near the normal distribution`() {
    let quantile = StudentT.twoSidedQuantile(0.95, degreesOfFreedom: 2000)
    // 1.959964 (1 + (z² + 1)/4n)
    #expect(abs(quantile - 1.959964 * (1 + (1.959964 * 1.959964 + 1) / 8000)) < 1e-5)
  }
}
