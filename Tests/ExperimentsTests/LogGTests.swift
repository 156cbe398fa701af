import Testing
import WeightNormCore

@testable import Experiments

extension LogG: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    specification.inputSize = 5
    specification.steps = 80
    specification.seeds = [0, 1, 2]
    return specification
  }

  static let pinnedHash: UInt64 = 0x5bf4_fc95_6ec5_f47f
}

struct LogGTests {
  private func end(
    _ arm: LogGArm, _ size: Double, seed: Int, steps: Int = 400, multiple: Double = 1.5
  ) throws -> Double {
    var specification = LogG.Specification()
    specification.steps = steps
    specification.multiple = multiple
    return try arm.end(
      specification, specification.regression(seed: seed, targetNorm: size), targetNorm: size)
  }

  /// Sizes are powers of two, so that scaling is exact.
  @Test(arguments: 0..<3, [0.5, 4])
  func `g itself, and log g at a rate over the square, take the same path in all units`(
    _ seed: Int, _ size: Double
  ) throws {
    for arm in [LogGArm.linear, .rescaled] {
      for steps in [1, 7] {
        let found = try end(arm, size, seed: seed, steps: steps)
        #expect(abs(found / (try end(arm, 1, seed: seed, steps: steps)) - 1) < 1e-13)
      }
    }
    #expect(
      try end(.logarithmic, size, seed: seed, steps: 1)
        != end(.logarithmic, 1, seed: seed, steps: 1))
  }

  /// s′ = s − ηg(∇w·u), by the quadratic's own gradient.
  @Test(arguments: [0.5, 2])
  func `the first step of log g is that by hand`(_ size: Double) throws {
    let specification = LogG.Specification()
    let regression = try specification.regression(seed: 4, targetNorm: size)
    let g = size / 2
    let u = regression.start.scaled(by: 1 / g)
    let slope = zip(regression.curvatures, regression.axes).reduce(0) {
      $0 + $1.0 * $1.1.dot(regression.start.subtracting(regression.minimum)) * $1.1.dot(u)
    }
    for (arm, rate) in [(LogGArm.logarithmic, 3.0), (.rescaled, 3 / (size * size))] {
      let expected = g * Elementary.exp(-rate * g * slope) / size
      #expect(abs(try end(arm, size, seed: 4, steps: 1) / expected - 1) < 1e-12)
    }
    let linear = (g - 3 * slope).magnitude / size
    #expect(abs(try end(.linear, size, seed: 4, steps: 1) / linear - 1) < 1e-12)
  }

  @Test func `log g collapses in large units and finds the length in small ones`() throws {
    for seed in 0..<4 {
      #expect(try end(.logarithmic, 8, seed: seed) < 0.005)
      #expect(abs(try end(.logarithmic, 0.5, seed: seed) - 1) < 0.1)
    }
  }

  @Test func `a run that diverges is no collapse`() throws {
    #expect(try end(.linear, 1, seed: 0, multiple: 64) == .infinity)
    let result = LogG.SizeResult([0.001, .infinity, 1, 0], LogG.Specification())
    #expect(result.collapsed.value == 0.5 && result.blownUp == 0.25)
  }
}
