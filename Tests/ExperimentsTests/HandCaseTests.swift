import Runs
import Testing

@testable import Experiments

/// One step that paper can check: v = (3, 4), g = 2, ∇w = (1, −2), η = ½.
struct HandCaseTests {
  private func record() throws -> RunRecord {
    var builder = RecordBuilder()
    try Anatomy.record(.byHand, into: &builder)
    Anatomy.recordPrintedFormula(Anatomy.Specification(), into: &builder)
    return try builder.record(
      of: "anatomy", title: "", profile: .default, specification: [0], seeds: [])
  }

  @Test(arguments: [
    ("v1", 3), ("v2", 4), ("norm", 5), ("u1", 0.6), ("u2", 0.8), ("g", 2), ("w1", 1.2), ("w2", 1.6),
    ("weightGradient1", 1), ("weightGradient2", -2), ("magnitudeGradient", -1),
    ("directionGradient1", 0.64), ("directionGradient2", -0.48), ("rate", 0.5),
    ("descent1", 2.5), ("descent2", 5), ("newV1", 2.68), ("newV2", 4.24),
    ("newG", 2.5), ("newNormSquared", 25.16), ("gradientNormSquared", 0.64), ("orthogonality", 0),
  ])
  func `the recorded step is the one by hand`(_ name: String, _ expected: Double) throws {
    guard case .number(let found) = try record().value("hand.\(name)")?.value else {
      Issue.record("hand.\(name) is no recorded number")
      return
    }
    #expect(abs(found - expected) < 1e-14)
  }

  /// ‖v′‖² = ‖v‖² + η²‖∇v‖²: 25 + ¼·0.64.
  @Test func `the step obeys Pythagoras, and w' has the new length and direction`() throws {
    let record = try record()
    func number(_ name: String) throws -> Double {
      guard case .number(let found) = try #require(record.value("hand.\(name)")).value else {
        return .nan
      }
      return found
    }
    let squared = try number("newNormSquared")
    #expect(abs(squared - (25 + 0.25 * (try number("gradientNormSquared")))) < 1e-13)
    #expect(abs(try number("newNorm") - squared.squareRoot()) < 1e-14)
    #expect(abs(try number("newW1") - 2.5 * 2.68 / squared.squareRoot()) < 1e-14)
    #expect(abs(try number("newW2") - 2.5 * 4.24 / squared.squareRoot()) < 1e-14)
  }

  @Test(arguments: [
    ("printedSlope", 2), ("slope", 0), ("printedSlopeError", 0), ("slopeError", 0),
    ("printedLength", 50), ("length", 2),
  ])
  func `the printed formula has length g‖v‖², the right one g`(
    _ name: String, _ expected: Double
  ) throws {
    guard case .number(let found) = try record().value("formula.\(name)")?.value else {
      Issue.record("formula.\(name) is no recorded number")
      return
    }
    #expect(abs(found - expected) < 1e-12)
  }

  @Test func `both formulas are drawn against ‖v‖`() throws {
    let record = try record()
    #expect(record.series("formula.printed")?.positions == [1.25, 2.5, 5, 10, 20])
    #expect(record.series("formula.printed")?.median == [3.125, 12.5, 50, 200, 800])
    let correct = try #require(record.series("formula.correct"))
    #expect(correct.median.allSatisfy { abs(($0 ?? 0) - 2) < 1e-14 })
  }

  @Test(arguments: [(0.25, "0_25"), (2, "2"), (0.5, "0_5"), (10, "10"), (0.025, "0_025")])
  func `numbers become parts of names without a point`(_ number: Double, _ expected: String) {
    #expect(Anatomy.key(number) == expected)
  }

  /// Each step of v is across v, so the path leads outwards, and in the end to where the loss is least.
  @Test(arguments: ["0_5", "1_5", "4"])
  func `a path of v in the plane is made of right angles`(_ rate: String) throws {
    var builder = RecordBuilder()
    try Anatomy.recordSpirals(Anatomy.Specification(), into: &builder)
    let record = try builder.record(
      of: "anatomy", title: "", profile: .default, specification: [0], seeds: [])
    func coordinate(_ name: String) throws -> [Double] {
      try #require(record.series("spiral.rate\(rate).\(name)")).median.compactMap { $0 }
    }
    let points = zip(try coordinate("x"), try coordinate("y")).map { [$0, $1] }
    #expect(points.count == 16)
    for (from, to) in zip(points, points.dropFirst()) {
      // Series are recorded with six digits.
      #expect(abs(from.dot(to.subtracting(from))) < 1e-4)
      #expect(to.norm >= from.norm - 1e-5)
    }
    let end = try #require(points.last)
    #expect(end[1] / end.norm > 0.99)
  }
}
