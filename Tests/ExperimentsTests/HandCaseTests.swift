import Runs
import Testing

@testable import Experiments

/// One step that paper can check: v = (3, 4), g = 2, ∇w = (1, −2), η = ½.
struct HandCaseTests {
  private typealias Point = KeyPath<Anatomy.Plane, Anatomy.Point>
  private typealias Number = KeyPath<Anatomy.Plane, Double>

  private func recorded() async throws -> Anatomy.Result {
    try Anatomy.result(of: await Anatomy.shortRecord())
  }

  @Test func `the recorded vectors are those by hand`() async throws {
    let expected: [(Point, Double, Double)] = [
      (\.v, 3, 4), (\.u, 0.6, 0.8), (\.w, 1.2, 1.6), (\.weightGradient, 1, -2),
      (\.directionGradient, 0.64, -0.48), (\.descent, 2.5, 5), (\.newV, 2.68, 4.24),
      // ∇w is −0.6 and −0.8 along w.
      (\.along, 3.3, 4.4),
    ]
    let plane = try await recorded().hand
    for (point, x, y) in expected {
      #expect(abs(plane[keyPath: point].x - x) < 1e-14, "\(point)")
      #expect(abs(plane[keyPath: point].y - y) < 1e-14, "\(point)")
    }
  }

  @Test func `the recorded numbers are those by hand`() async throws {
    let expected: [(Number, Double)] = [
      (\.norm, 5), (\.g, 2), (\.magnitudeGradient, -1), (\.rate, 0.5), (\.newG, 2.5),
      (\.newNormSquared, 25.16), (\.orthogonality, 0),
    ]
    let plane = try await recorded().hand
    for (number, expected) in expected {
      #expect(abs(plane[keyPath: number] - expected) < 1e-14, "\(number)")
    }
  }

  /// ‖v′‖² = ‖v‖² + η²‖∇v‖²: 25 + ¼·0.64.
  @Test func `the step obeys Pythagoras, and w' has the new length and direction`() async throws {
    let plane = try await recorded().hand
    let gradient = [plane.directionGradient.x, plane.directionGradient.y]
    #expect(abs(gradient.dot(gradient) - 0.64) < 1e-14)
    let squared = plane.newNormSquared
    #expect(abs(squared - (25 + 0.25 * gradient.dot(gradient))) < 1e-13)
    #expect(abs(plane.newNorm - squared.squareRoot()) < 1e-14)
    #expect(abs(plane.newW.x - 2.5 * 2.68 / squared.squareRoot()) < 1e-14)
    #expect(abs(plane.newW.y - 2.5 * 4.24 / squared.squareRoot()) < 1e-14)
  }

  @Test func `the printed formula has length g‖v‖², the right one g`() async throws {
    let formula = try await recorded().formula
    #expect(abs(formula.printedSlope - 2) < 1e-12)
    #expect(formula.printedSlopeError < 1e-12)
    #expect(abs(formula.printedLength - 50) < 1e-12)
    #expect(abs(formula.length - 2) < 1e-12)
  }

  @Test func `both formulas are drawn against ‖v‖`() async throws {
    let formula = try await recorded().formula
    #expect(formula.printed.positions == [1.25, 2.5, 5, 10, 20])
    #expect(formula.printed.median == [3.125, 12.5, 50, 200, 800])
    #expect(formula.correct.positions == formula.printed.positions)
    let correct = formula.correct.median.compactMap(\.self)
    #expect(correct.count == 5)
    #expect(correct.allSatisfy { abs($0 - 2) < 1e-14 })
    #expect(abs(correct.logarithmicSlope(on: formula.correct.positions)) < 1e-12)
  }

  @Test(arguments: [(0.25, "0_25"), (2, "2"), (0.5, "0_5"), (10, "10"), (0.025, "0_025")])
  func `numbers become parts of names without a point`(_ number: Double, _ expected: String) {
    #expect(RecordedName.part(number) == expected)
  }

  /// Each step of v is across v, so the path leads outwards, and in the end to where the loss is least.
  @Test(arguments: ["rate0_5", "rate1_5", "rate4"])
  func `a path of v in the plane is made of right angles`(_ rate: String) async throws {
    let path = try await recorded().spirals["spiral.\(rate)"]
    let (x, y) = (path.x.median.compactMap(\.self), path.y.median.compactMap(\.self))
    let points = zip(x, y).map { [$0, $1] }
    #expect(points.count == 16)
    for (from, to) in zip(points, points.dropFirst()) {
      #expect(abs(from.dot(to.subtracting(from))) < 1e-13 * to.norm * to.norm)
      #expect(to.norm >= from.norm * (1 - 1e-14))
    }
    #expect(points[1].norm == path.firstNorm)
    let end = try #require(points.last)
    #expect(end.norm == path.norm)
    #expect(end[1] / end.norm > 0.99)
  }
}
