import Runs
import Testing

@testable import Experiments

/// Claims that need all their conditions, over invented records: where all hold, the verdict is the
/// pinned one, and each condition that is broken takes it away.
struct ClaimTests {
  /// Shown with a verdict, and decided by another value of the same record.
  private let shownOnly: Set<String> = [
    "growth.sgd.pythagoras", "growth.heavy-ball.recursion", "implicit-bias.law.isSupported",
    "wrong-rate.wn-fixed.failures", "wrong-rate.wn-own-rate.failures",
    "wrong-rate.wn.greatestFailure", "wrong-rate.wn-log.greatestFailure",
    "penalty.wn-l2-g.ridgeDistanceHigh", "penalty.std-l2.testError",
    "penalty.race.greatestDistance",
  ]

  /// Those that cells decide by their number are in `CellClaimTests`.
  private static let claims = ExperimentCatalog.standard.claims.filter {
    !CellClaimTests.ids.contains($0.id)
  }

  /// The number in a printed condition: `0.001`, `10⁻¹³`.
  private static func number(_ text: String) -> Double? {
    guard text.hasPrefix("10⁻") else { return Double(text) }
    let digits = text.dropFirst(3).compactMap {
      "⁰¹²³⁴⁵⁶⁷⁸⁹".firstIndex(of: $0)?.utf16Offset(in: "⁰¹²³⁴⁵⁶⁷⁸⁹")
    }
    return Double("1e-" + digits.map(String.init).joined())
  }

  /// Values that just meet, or just miss, a condition as it is printed.
  private func values(_ requirement: String) throws -> (met: Measurement, missed: Measurement) {
    if requirement == "holds" { return (.flag(true), .flag(false)) }
    if requirement.hasPrefix("in ") {
      let ends = requirement.dropFirst(4).dropLast().split(separator: ", ").compactMap {
        Double($0)
      }
      let high = try #require(ends.last)
      return (.number(high), .number(high.nextUp))
    }
    let bound = try #require(Self.number(String(requirement.dropFirst(2))))
    switch requirement.prefix(2) {
    case "< ": return (.number(bound.nextDown), .number(bound))
    case "> ": return (.number(bound.nextUp), .number(bound))
    case "≥ ": return (.number(bound), .number(bound.nextDown))
    case "= ": return (.integer(Int(bound)), .integer(Int(bound) + 1))
    default: throw ExperimentsError.missingValue(name: requirement)
    }
  }

  @Test(arguments: claims.indices)
  func `a claim whose conditions all hold has its pinned verdict`(_ index: Int) throws {
    let claim = Self.claims[index]
    let requirements = try claim.requirements()
    #expect(!requirements.isEmpty, "\(claim.id)")
    var answers: [String: Measurement] = [:]
    for (name, requirement) in requirements { answers[name] = try values(requirement).met }
    let verdict = try claim.verdict(answering: answers)
    #expect(verdict.outcome == claim.pinned, "\(claim.id)")
    #expect(verdict.evidence.allSatisfy { $0.holds }, "\(claim.id)")
    #expect(!verdict.isFlipped)
    #expect(verdict.evidence.allSatisfy { !$0.label.isEmpty })
    let reason = try #require(verdict.reason)
    #expect(!reason.isEmpty && !reason.hasSuffix(".") && !reason.contains(where: \.isNumber))
  }

  @Test(arguments: claims.indices)
  func `each condition that does not hold flips the verdict`(_ index: Int) throws {
    let claim = Self.claims[index]
    let requirements = try claim.requirements()
    for (broken, _) in requirements
    where !shownOnly.contains(broken) {
      var answers: [String: Measurement] = [:]
      for (name, requirement) in requirements {
        let (met, missed) = try values(requirement)
        answers[name] = name == broken ? missed : met
      }
      let verdict = try claim.verdict(answering: answers)
      #expect(verdict.isFlipped, "\(claim.id) with \(broken)")
      #expect(verdict.evidence.filter { !$0.holds }.map(\.name) == [broken])
    }
  }

  @Test(arguments: claims.indices)
  func `a claim asks each of its experiments, and no other`(_ index: Int) throws {
    let claim = Self.claims[index]
    let asked = try claim.requirements().map { String($0.name.prefix { $0 != "." }) }
    #expect(Set(asked) == Set(claim.experiments), "\(claim.id)")
  }
}
