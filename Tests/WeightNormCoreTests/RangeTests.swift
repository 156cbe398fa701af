import Testing

@testable import WeightNormCore

/// A unit whose numbers may have any exponents, and what more digits say of it.
struct RangeTests {
  /// Widths with and without a rest beside the sixteen partial sums.
  static let widths = [1, 2, 3, 17, 64]
  private static let seeds = 0..<400

  @Test(arguments: widths)
  func `single precision is right to 4 ulp over all exponents`(_ width: Int) throws {
    for seed in Self.seeds {
      let unit = RandomUnit<Float>(width: width, seed: seed)
      try expectRight(unit, seed: seed)
    }
  }

  @Test(arguments: widths)
  func `double precision is right to 4 ulp over all exponents`(_ width: Int) throws {
    for seed in Self.seeds {
      let unit = RandomUnit<Double>(width: width, seed: seed)
      try expectRight(unit, seed: seed)
    }
  }

  /// The reference has the same significands with exponents near 0, in `Double` with a compensated sum,
  /// and the powers of two are put back at the end.
  private func expectRight<Scalar: Real>(_ unit: RandomUnit<Scalar>, seed: Int) throws {
    let found: RandomUnit<Scalar>.Result
    do {
      found = try unit.result()
    } catch let error {
      #expect(!unit.isInRange, "seed \(seed), width \(unit.v.count): \(error)")
      return
    }
    let expected = unit.expected
    #expect(unit.isInRange, "seed \(seed) is out of range and was accepted")
    #expect(
      found.weight.isNear(expected.weight, each: true), "w of seed \(seed), width \(unit.v.count)")
    #expect(
      found.magnitudeGradient.isNear(expected.magnitudeGradient, scale: expected.slopeScale),
      "∂g of seed \(seed), width \(unit.v.count)")
    #expect(
      found.directionGradient.isNear(
        expected.directionGradient, scale: expected.directionScale),
      "∂v of seed \(seed), width \(unit.v.count)")
  }

  private func expectSameBits<Scalar: Real>(
    _ unit: RandomUnit<Scalar>, seed: Int, exponents: [Int]
  ) throws {
    guard unit.isInRange else { return }
    let first = try unit.result()
    for exponent in exponents {
      let inverse = Scalar.Exponent(-exponent)
      let scaled = try unit.scaled(exponent).result()
      #expect(scaled.weight == first.weight, "seed \(seed), 2^\(exponent)")
      #expect(scaled.magnitudeGradient == first.magnitudeGradient, "seed \(seed), 2^\(exponent)")
      #expect(
        scaled.directionGradient == first.directionGradient.map { $0.times2(toThe: inverse) },
        "seed \(seed), 2^\(exponent)")
    }
  }

  @Test(arguments: widths)
  func `a direction times a power of two changes no bit but exponents`(_ width: Int) throws {
    for seed in Self.seeds {
      let unit = RandomUnit<Double>(width: width, seed: seed, exponents: -20...20)
      try expectSameBits(unit, seed: seed, exponents: [-900, -500, -300, 300, 500, 900])
    }
  }

  @Test func `a direction of single precision times a power of two changes no bit but exponents`()
    throws
  {
    for seed in Self.seeds {
      let unit = RandomUnit<Float>(width: 17, seed: seed, exponents: -6...6)
      try expectSameBits(unit, seed: seed, exponents: [-80, -70, -50, 50, 70, 80])
    }
  }

  @Test func `norms are found where sums of squares have no normal number`() throws {
    #expect(Reduction.norm([Float(3e-23), 4e-23]).isNear(5e-23))
    #expect(Reduction.norm([Float(3e19), 4e19]).isNear(5e19))
    #expect(Reduction.norm([3e-159, 4e-159]).isNear(5e-159))
    #expect(Reduction.norm([3e200, 4e200]).isNear(5e200))
    #expect(Reduction.norm([Double.greatestFiniteMagnitude]) == .greatestFiniteMagnitude)
    #expect(Reduction.norm([Float.leastNonzeroMagnitude]) == .leastNonzeroMagnitude)
    #expect(Reduction.norm([Float.greatestFiniteMagnitude, .greatestFiniteMagnitude]) == .infinity)
    #expect(Reduction.norm([Double.infinity, 1]) == .infinity)
    #expect(Reduction.norm([Double.nan, 1e200]).isNaN)
    #expect(Reduction.norm([Float(0), -0.0]) == 0)
    #expect(Matrix(rows: 2, columns: 1, repeating: 1e300).rowNorms() == [1e300, 1e300])
  }

  /// One unit between others, whose gradient is no number, or 0, or too small for the usual way.
  @Test(arguments: [Double.nan, .infinity, 0, .leastNonzeroMagnitude, 1e-300])
  func `a unit's gradient changes no other unit's`(_ slope: Double) throws {
    let dense = try WeightNormDense<Double>(
      direction: Matrix(rows: 3, columns: 2, elements: [1, 2, 3, 4, 5, 6]), magnitude: [1, 2, 3],
      bias: [0, 0, 0])
    let x = try Matrix<Double>(rows: 1, columns: 2, elements: [0.5, -1])
    func gradient(_ slopes: [Double]) throws -> LayerGradient<Double> {
      var derived = WeightNormDense<Double>.Derived(outputSize: 3)
      try dense.derive(into: &derived)
      var gradient = LayerGradient(of: Layer(dense))
      dense.backward(
        x, &derived, outputGradient: try Matrix(rows: 1, columns: 3, elements: slopes),
        into: &gradient)
      return gradient
    }
    let (usual, found) = (try gradient([1, 1, 1]), try gradient([1, slope, 1]))
    for unit in [0, 2] {
      #expect(found.magnitude[unit] == usual.magnitude[unit])
      #expect(Array(found.matrix[row: unit]) == Array(usual.matrix[row: unit]))
    }
    #expect(found.magnitude[1].isFinite == slope.isFinite)
    #expect((found.magnitude[1] == 0) == (slope == 0))
  }

  @Test func `matched magnitudes leave a tiny network as it is`() throws {
    var stream = RandomStream(seed: 3)
    let weight = Matrix<Float>(rows: 3, columns: 5, standardDeviation: 1e-25, from: &stream)
    let standard = try MLP([Layer(Dense(weight: weight, bias: [0, 0, 0]))])
    #expect(try standard.weightNormalized().layers[0].weight == weight)
  }
}

extension Real {
  /// Within 4 ulp.
  fileprivate func isNear(_ expected: Self) -> Bool {
    (self - expected).magnitude <= 4 * expected.ulp
  }
}

extension Array where Element: Real {
  /// Whether each element is within 4 ulp of itself.
  fileprivate func isNear(_ expected: [Element], each: Bool) -> Bool {
    zip(self, expected).allSatisfy { $0.isNear($1) }
  }

  /// Whether each element is within 4 ulp of `scale`, of which the expected ones may be small
  /// differences. What has no finite number must show it.
  fileprivate func isNear(_ expected: [Element], scale: Element) -> Bool {
    guard scale <= .greatestFiniteMagnitude / 4 else { return true }
    return zip(self, expected).allSatisfy { ($0 - $1).magnitude <= 4 * scale.ulp }
  }
}
