import Testing
import WeightNormCore

@testable import Experiments

/// The checks of one random layer: green on the real thing, red on what is broken on purpose.
struct AnatomyCaseTests {
  private func specification(
    _ change: (inout Anatomy.Specification) -> Void = { _ in }
  ) -> Anatomy.Specification {
    var specification = Anatomy.Specification()
    specification.pathSteps = 40
    specification.differenceLimit = 16
    change(&specification)
    return specification
  }

  private func findings(
    _ specification: Anatomy.Specification, inputSize: Int = 16, seed: Int = 0
  ) throws -> AnatomyCase {
    try AnatomyCase(specification, inputSize: inputSize, seed: seed)
  }

  /// The greatest relative error of tangential and radial parts against 1/c² and 1.
  private func stepError(_ findings: AnatomyCase, _ factors: [Double]) -> Double {
    factors.indices.flatMap { index in
      [
        abs(findings.steps[index].tangential * factors[index] * factors[index] - 1),
        abs(findings.steps[index].radial - 1),
      ]
    }.maximum
  }

  @Test(arguments: [2, 16, 128], [0, 1])
  func `every check holds on a random layer`(_ inputSize: Int, _ seed: Int) throws {
    let specification = specification()
    let findings = try findings(specification, inputSize: inputSize, seed: seed)
    #expect(findings.worst.gradientError < 1e-5)
    #expect(findings.worst.orthogonality < 1e-13)
    #expect(findings.worst.scaleLossError < 1e-13)
    #expect(findings.worst.scaleGradientError < 1e-13)
    #expect(findings.worst.lengthError < 1e-13)
    #expect(findings.worst.unitError < 1e-13)
    #expect(findings.worst.ratioError < 1e-14)
    #expect(findings.worst.turningError < 1e-9)
    #expect(findings.worst.rescaledPathError < 1e-10)
    #expect(findings.controlPathError > 1e-3)
    #expect((0.99...1.01).contains(findings.mismatchSlope))
    #expect(stepError(findings, specification.stepFactors) < 1e-2)
    #expect(findings.worst.stepError == stepError(findings, specification.stepFactors))
    #expect(findings.layer.inputSize == inputSize)
  }

  /// v is anything but perpendicular to ∇w: the control of the orthogonality check.
  @Test func `∇w has a part along v`() throws {
    let findings = try findings(specification())
    #expect(findings.weightCosines.count == 8)
    #expect(findings.weightCosines.median > 0.1)
    #expect(findings.directionCosines.maximum < 1e-13)
    #expect(findings.worst.lengthFromOne > 0.1)
  }

  @Test func `a gradient that keeps its part along v fails the orthogonality check`() throws {
    let drawn = try AnatomyCase(drawing: specification(), inputSize: 16, seed: 0)
    for unit in try drawn.evaluate(drawn.layer).units {
      #expect(unit.orthogonality < 1e-13)
      let broken = UnitView(
        direction: unit.direction, magnitude: unit.magnitude, weight: unit.weight,
        directionGradient: unit.weightGradient, magnitudeGradient: unit.magnitudeGradient,
        weightGradient: unit.weightGradient)
      #expect(broken.orthogonality > 1e-4)
    }
  }

  @Test(arguments: [0.5, 1 + 1e-6, -2])
  func `an angle predicted from another g fails the turning check`(_ factor: Double) throws {
    let drawn = try AnatomyCase(drawing: specification(), inputSize: 16, seed: 0)
    let units = try drawn.evaluate(drawn.layer).units
    #expect(drawn.turningError(units) < 1e-9)
    let broken = units.map {
      UnitView(
        direction: $0.direction, magnitude: factor * $0.magnitude, weight: $0.weight,
        directionGradient: $0.directionGradient, magnitudeGradient: $0.magnitudeGradient,
        weightGradient: $0.weightGradient)
    }
    #expect(drawn.turningError(broken) > 1e-8)
  }

  @Test func `tangential gradients are perpendicular to v and explain ∇v`() throws {
    let drawn = try AnatomyCase(drawing: specification(), inputSize: 16, seed: 3)
    for unit in try drawn.evaluate(drawn.layer).units {
      let tangential = unit.tangentialGradient
      #expect(abs(tangential.dot(unit.direction)) < 1e-12)
      let predicted = tangential.scaled(by: unit.magnitude / unit.direction.norm)
      #expect(
        predicted.subtracting(unit.directionGradient).norm
          < 1e-13 * unit.weightGradient.norm * abs(unit.magnitude))
      let slope = unit.weightGradient.dot(unit.direction) / unit.direction.norm
      #expect(abs(slope - unit.magnitudeGradient) < 1e-13 * unit.weightGradient.norm)
    }
  }

  @Test func `a loss that is not finite fails the checks`() throws {
    let specification = specification { $0.targetDeviation = .infinity }
    var drawn = try AnatomyCase(drawing: specification, inputSize: 16, seed: 0)
    let (loss, units) = try drawn.evaluate(drawn.layer)
    try drawn.measureScaleInvariance(loss, units)
    #expect(!(drawn.worst.scaleLossError < 1e-13))
    #expect(!(drawn.worst.scaleGradientError < 1e-13))
    try drawn.measure(units)
    #expect(!(drawn.worst.orthogonality < 1e-13))
    #expect(!(drawn.worst.turningError < 1e-9))
  }

  @Test func `coarse differences fail the gradient check`() throws {
    #expect(try findings(specification { $0.differenceStep = 0.3 }).worst.gradientError > 1e-5)
  }

  @Test func `large steps are not of first order`() throws {
    let coarse = specification {
      $0.mismatchRates = [1, 10, 100]
      $0.stepRate = 1
    }
    let findings = try findings(coarse)
    #expect(!(0.99...1.01).contains(findings.mismatchSlope))
    #expect(stepError(findings, coarse.stepFactors) > 1e-2)
  }

  @Test func `the control path moves only where v is scaled`() throws {
    let findings = try findings(specification { $0.pathFactors = [1] })
    #expect(findings.controlPathError == 0)
    #expect(findings.worst.rescaledPathError == 0)
  }

  @Test(arguments: [-3.0, 0, 1, 2, 0.5])
  func `the slope of a power is its exponent`(_ exponent: Double) {
    let x = [0.5, 1, 2, 8]
    let y = x.map { 3 * Elementary.exp(exponent * Elementary.log($0)) }
    #expect(abs(y.logarithmicSlope(on: x) - exponent) < 1e-14)
  }
}
