internal import Foundation
import Testing

@testable import WeightNormCore

/// The references are the doubles nearest to the exact values, bracketed by interval arithmetic.
struct ElementaryFunctionTests {
  enum Function: String, CaseIterable, Sendable {
    case exp, expm1, log, tanh, atan, sin, cos

    func callAsFunction(_ x: Double) -> Double {
      switch self {
      case .exp: Elementary.exp(x)
      case .expm1: Elementary.expm1(x)
      case .log: Elementary.log(x)
      case .tanh: Elementary.tanh(x)
      case .atan: Elementary.atan(x)
      case .sin: Elementary.sin(x)
      case .cos: Elementary.cos(x)
      }
    }

    /// The same function by the system's library.
    func systemValue(_ x: Double) -> Double {
      switch self {
      case .exp: Foundation.exp(x)
      case .expm1: Foundation.expm1(x)
      case .log: Foundation.log(x)
      case .tanh: Foundation.tanh(x)
      case .atan: Foundation.atan(x)
      case .sin: Foundation.sin(x)
      case .cos: Foundation.cos(x)
      }
    }

    func pairs(_ fixture: SpecialFixture) -> [[Double]] {
      switch self {
      case .exp: fixture.exp
      case .expm1: fixture.expm1
      case .log: fixture.log
      case .tanh: fixture.tanh
      case .atan: fixture.atan
      case .sin: fixture.sin
      case .cos: fixture.cos
      }
    }

    /// Arguments where the function rises and is neither flat nor infinite.
    var monotonicRange: ClosedRange<Double> {
      switch self {
      case .exp: -700...700
      case .expm1: -30...700
      case .log: 1e-10...50
      case .tanh: -15...15
      case .atan: -30...30
      case .sin: -1.5...1.5
      case .cos: -3.1...(-0.1)
      }
    }
  }

  /// Where a method changes its formula.
  private static let seams: [(Function, Double)] = [
    (.exp, 0.34657359027997264), (.exp, -0.34657359027997264), (.exp, 1.0397207708399179),
    (.expm1, 0.34657359027997264), (.expm1, -0.34657359027997264), (.expm1, 1.0397207708399179),
    (.expm1, -1.0397207708399179), (.expm1, 13.5), (.expm1, 39.2), (.expm1, 0x1p-54),
    (.log, 1.4142135623730951), (.log, 0.7071067811865476), (.log, 2),
    (.tanh, 1), (.tanh, -1), (.tanh, 22), (.tanh, 0.1732867951399863),
    (.atan, 0.4375), (.atan, 0.6875), (.atan, 1.1875), (.atan, 2.4375),
    (.sin, 0x1p-27), (.sin, 0.7853981633974483), (.sin, -0.7853981633974483),
    (.sin, 2.356194490192345), (.cos, 0.7853981633974483), (.cos, 2.356194490192345),
    (.cos, -3.9269908169872414),
  ]

  private static let specialValues: [(Function, Double, Double)] = [
    (.exp, 0.0, 1.0), (.exp, -0.0, 1), (.exp, .infinity, .infinity), (.exp, -.infinity, 0),
    (.exp, 709.79, .infinity), (.exp, -745.14, 0), (.exp, 1e300, .infinity), (.exp, -1e300, 0),
    (.exp, .nan, .nan), (.exp, 709.782712893384.nextUp, .infinity),
    (.expm1, 0, 0), (.expm1, -0.0, -0.0), (.expm1, .infinity, .infinity), (.expm1, -.infinity, -1),
    (.expm1, 709.79, .infinity), (.expm1, -1e300, -1), (.expm1, .nan, .nan),
    (.log, 1, 0), (.log, 0, -.infinity), (.log, -0.0, -.infinity), (.log, -1, .nan),
    (.log, .infinity, .infinity), (.log, -.infinity, .nan), (.log, .nan, .nan),
    (.log, 2, 0.6931471805599453),
    (.tanh, 0, 0), (.tanh, -0.0, -0.0), (.tanh, .infinity, 1), (.tanh, -.infinity, -1),
    (.tanh, 1e300, 1), (.tanh, -23, -1), (.tanh, .nan, .nan),
    (.atan, 0, 0), (.atan, -0.0, -0.0), (.atan, .infinity, 1.5707963267948966),
    (.atan, -.infinity, -1.5707963267948966), (.atan, 1, 0.7853981633974483), (.atan, .nan, .nan),
    (.sin, 0, 0), (.sin, -0.0, -0.0), (.sin, .nan, .nan), (.sin, .pi, 1.2246467991473532e-16),
    (.cos, 0, 1), (.cos, -0.0, 1), (.cos, .nan, .nan), (.cos, .pi, -1),
    (.cos, .pi / 2, 6.123233995736766e-17),
  ]

  @Test(arguments: Function.allCases)
  func `values are within one ulp`(_ function: Function) throws {
    let pairs = function.pairs(try Fixture.load("special.json"))
    var worst: UInt64 = 0
    for pair in pairs {
      let distance = ulps(function(pair[0]), pair[1])
      #expect(distance <= 1, "\(function)(\(pair[0]))")
      worst = max(worst, distance)
    }
    #expect(pairs.count > 50)
    print("\(function): at most \(worst) ulp off at \(pairs.count) points")
  }

  /// The system's library is within one ulp too, so that two may lie between.
  @Test(arguments: Function.allCases)
  func `values are close to those of the system's library`(_ function: Function) {
    var stream = RandomStream(named: "functions/data/0")
    let range = function.monotonicRange
    for _ in 0..<5000 {
      let spread = range.lowerBound + (range.upperBound - range.lowerBound) * stream.uniform()
      let small = Elementary.exp(-20 * stream.uniform()) * (stream.uniform() < 0.5 ? -1 : 1)
      for x in [spread, function == .log ? 1 + small : small] {
        #expect(ulps(function(x), function.systemValue(x)) <= 2, "\(function)(\(x))")
      }
    }
  }

  @Test(arguments: Function.allCases)
  func `values rise with the argument`(_ function: Function) {
    let range = function.monotonicRange
    let steps = 3000
    let points = (0...steps).map {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(steps)
    }
    for (x, next) in zip(points, points.dropFirst()) {
      #expect(function(x) < function(next), "\(function) from \(x) to \(next)")
    }
  }

  @Test(arguments: seams)
  func `formulas meet where they change`(_ function: Function, _ x: Double) {
    let (below, at, above) = (function(x.nextDown), function(x), function(x.nextUp))
    // One ulp of x is at most 2|x| ulps of eˣ, and a few of the others.
    let bound = UInt64(4 + 2 * abs(x))
    #expect(ulps(below, at) <= bound)
    #expect(ulps(at, above) <= bound)
  }

  @Test(arguments: specialValues)
  func `special values are exact`(_ function: Function, _ x: Double, _ expected: Double) {
    #expect(ulps(function(x), expected) == 0)
  }

  @Test(arguments: [Function.expm1, .tanh, .atan, .sin])
  func `small arguments come back`(_ function: Function) {
    for x in [Double.leastNonzeroMagnitude, 0x1p-1030, .leastNormalMagnitude, 1e-20] {
      #expect(function(x) == x)
      #expect(function(-x) == -x)
    }
  }

  @Test func `squares of sine and cosine sum to 1, and many turns change nothing of that`() {
    var stream = RandomStream(named: "functions/data/1")
    for index in 0..<5000 {
      let x = (index % 2 == 0 ? 20 : 0x1p20) * (2 * stream.uniform() - 1)
      let (sine, cosine) = (Elementary.sin(x), Elementary.cos(x))
      #expect(abs(sine * sine + cosine * cosine - 1) < 4e-16)
      #expect(ulps(sine, Foundation.sin(x)) <= 2 && ulps(cosine, Foundation.cos(x)) <= 2)
      #expect(Elementary.sin(-x) == -sine && Elementary.cos(-x) == cosine)
    }
  }

  @Test(arguments: [0x1.0000000000001p20, -0x1p30])
  func `an angle of too many turns stops the program`(_ x: Double) async {
    await #expect(processExitsWith: .failure) { [x] in _ = Elementary.sin(x) }
    await #expect(processExitsWith: .failure) { [x] in _ = Elementary.cos(x) }
  }

  @Test(arguments: -1074...1023)
  func `binary logarithm of a power of two is within one ulp of whole`(_ power: Int) {
    let x = Double(sign: .plus, exponent: power, significand: 1)
    #expect(ulps(Elementary.log2(x), Double(power)) <= 1)
  }

  @Test func `functions of Float are those of Double rounded once`() {
    for x in [-3.7, -0.01, 0.3, 1, 12.5].map(Float.init) {
      #expect(Float.exp(x) == Float(Elementary.exp(Double(x))))
      #expect(Float.tanh(x) == Float(Elementary.tanh(Double(x))))
    }
    #expect(Float.log(10) == 2.3025851)
    #expect(Float.exp(100) == .infinity)
  }
}
