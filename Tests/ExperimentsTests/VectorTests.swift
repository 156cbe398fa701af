import Testing

@testable import Experiments

struct VectorTests {
  @Test(
    arguments: [
      ([1, 0], [0, 1], .pi / 2), ([1, 0], [1, 0], 0), ([1, 0], [1, 1], .pi / 4),
      ([2, 0, 0], [-1, 1.7320508075688772, 0], 2 * .pi / 3), ([3], [5], 0),
    ] as [([Double], [Double], Double)])
  func `angles are those of the drawing`(_ a: [Double], _ b: [Double], _ expected: Double) {
    #expect(abs(a.angle(to: b) - expected) < 1e-15 * 4)
    #expect(abs(b.angle(to: a) - expected) < 1e-15 * 4)
    #expect(abs(a.scaled(by: 1e-3).angle(to: b) - expected) < 1e-15 * 4)
  }

  /// The arc cosine of the cosine would give 0 for the smallest.
  @Test(arguments: [1e-3, 1e-8, 1e-12])
  func `small angles keep their digits`(_ angle: Double) {
    #expect(abs([1, 0].angle(to: [1, angle]) / angle - 1) < 1e-6)
  }

  @Test func `the greatest of numbers with NaN among them is NaN`() {
    #expect([1.0, 3, 2].maximum == 3)
    #expect([1.0, 3, 2].minimum == 1)
    #expect([Double]().maximum == -.infinity)
    #expect([Double]().minimum == .infinity)
    for numbers in [[.nan, 1, 2], [1, .nan, 2], [1, 2, .nan], [Double.nan]] {
      #expect(numbers.maximum.isNaN && numbers.minimum.isNaN)
    }
    #expect([-Double.infinity, 1].maximum == 1)
  }

  @Test func `the median is the middle, or the mean of the two middles`() {
    #expect([3.0, 1, 2].median == 2)
    #expect([4.0, 1, 2, 100].median == 3)
    #expect([7.0].median == 7)
    #expect([Double]().median == 0)
  }

  @Test func `sums, differences and multiples go by coordinates`() {
    #expect([1.0, 2].adding([3, 5]) == [4, 7])
    #expect([1.0, 2].subtracting([3, 5]) == [-2, -3])
    #expect([1.0, 2].scaled(by: -2) == [-2, -4])
    #expect([3.0, 4].norm == 5)
    #expect([3.0, 4].dot([1, 2]) == 11)
  }
}
