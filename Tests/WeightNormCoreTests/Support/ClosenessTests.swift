import Testing
import WeightNormCore

struct ClosenessTests {
  @Test func `relative error is scaled by the largest expected number`() {
    #expect(relativeError([1.0, 4.5], [1.0, 4.0]) == 0.125)
    #expect(relativeError([0.25, 0], [0.0, 0.0]) == 0.25)
    #expect(relativeError([Double](), []) == 0)
  }

  @Test(arguments: [
    ([1.0, 2], [1.0]), ([.nan], [1]), ([1], [.nan]), ([.nan], [.nan]), ([.infinity], [.infinity]),
  ])
  func `relative error lets nothing unfit through`(_ a: [Double], _ b: [Double]) {
    #expect(relativeError(a, b) == .infinity)
  }

  @Test func `ulps count the doubles between`() {
    #expect(ulps(1, 1) == 0)
    #expect(ulps(1, 1 + .ulpOfOne) == 1)
    #expect(ulps(1, 1 - .ulpOfOne) == 2)
    #expect(ulps(-1, -1 - .ulpOfOne) == 1)
    #expect(ulps(0, -0.0) == 1)
    #expect(ulps(.leastNonzeroMagnitude, -.leastNonzeroMagnitude) == 3)
    #expect(ulps(.greatestFiniteMagnitude, .infinity) == 1)
    #expect(ulps(.nan, .nan) == 0)
    #expect(ulps(.nan, 1) == .max)
  }

  @Test func `bits tell numbers apart that are equal`() {
    #expect(bits([0.0]) != bits([-0.0]))
    #expect(bits([Float.nan]) == bits([-Float.nan]))
    #expect(bits([Float(0.1)]) != bits([0.1]))
  }

  @Test func `hash depends on the last bit and on the order`() {
    #expect(hash([Double]()) == 0xcbf2_9ce4_8422_2325)
    #expect(hash([1.0, 2]) != hash([2.0, 1]))
    #expect(hash([1.0, 2]) != hash([1, 2.0.nextUp]))
  }

  @Test func `parameters of a network are all there`() throws {
    let standard = try RandomProblem<Double>(seed: 1, sizes: [3, 4, 2], .standard).model
    let weightNorm = try RandomProblem<Double>(seed: 1, sizes: [3, 4, 2], .frozen).model
    #expect(standard.parameters.count == 3 * 4 + 4 + 4 * 2 + 2)
    #expect(weightNorm.parameters.count == standard.parameters.count + 4 + 2)
  }
}
