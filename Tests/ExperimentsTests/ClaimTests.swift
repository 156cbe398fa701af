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
    "penalty.wn.uselessError",
  ]

  /// The same, but decided by another value in one claim only.
  private let shownOnlyIn = ["unimportant-features-shrink": "anatomy.worst.ratioError"]

  private static let claims = ExperimentCatalog.standard.claims

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
    case "= ": return (.integer(Int(bound)), .integer(Int(bound) + 1))
    default: throw ExperimentsError.missingValue(name: requirement)
    }
  }

  private func verdict(_ claim: Claim, _ values: [String: Measurement]) throws -> Verdict {
    let records = claim.experiments.map { experiment in
      RunRecord(
        experiment: experiment, title: "", profile: "default", specification: .null, seeds: [],
        values: values.filter { $0.key.hasPrefix(experiment + ".") }.map {
          MeasuredValue(String($0.key.dropFirst(experiment.count + 1)), $0.value, "")
        }, series: [])
    }
    return try claim.verdict(
      over: Dictionary(records.map { ($0.experiment, $0) }, uniquingKeysWith: { $1 }))
  }

  /// What the claim asks for, found by answering until nothing is missing.
  private func requirements(of claim: Claim) throws -> [(name: String, requirement: String)] {
    var answers: [String: Measurement] = [:]
    while true {
      do {
        return try verdict(claim, answers).evidence.map { ($0.name, $0.requirement) }
      } catch ExperimentsError.missingValue(let name) {
        answers[name] = .number(0)
      }
    }
  }

  @Test(arguments: claims.indices)
  func `a claim whose conditions all hold has its pinned verdict`(_ index: Int) throws {
    let claim = Self.claims[index]
    let requirements = try requirements(of: claim)
    #expect(!requirements.isEmpty, "\(claim.id)")
    var answers: [String: Measurement] = [:]
    for (name, requirement) in requirements { answers[name] = try values(requirement).met }
    let verdict = try verdict(claim, answers)
    #expect(verdict.outcome == claim.pinned, "\(claim.id)")
    #expect(verdict.evidence.allSatisfy { $0.holds }, "\(claim.id)")
    #expect(!verdict.isFlipped)
    #expect(verdict.evidence.allSatisfy { !$0.label.isEmpty })
  }

  @Test(arguments: claims.indices)
  func `each condition that does not hold flips the verdict`(_ index: Int) throws {
    let claim = Self.claims[index]
    let requirements = try requirements(of: claim)
    for (broken, _) in requirements
    where !shownOnly.contains(broken) && shownOnlyIn[claim.id] != broken {
      var answers: [String: Measurement] = [:]
      for (name, requirement) in requirements {
        let (met, missed) = try values(requirement)
        answers[name] = name == broken ? missed : met
      }
      let verdict = try verdict(claim, answers)
      #expect(verdict.isFlipped, "\(claim.id) with \(broken)")
      #expect(verdict.evidence.filter { !$0.holds }.map(\.name) == [broken])
    }
  }

  @Test(arguments: claims.indices)
  func `a claim asks each of its experiments, and no other`(_ index: Int) throws {
    let claim = Self.claims[index]
    let asked = try requirements(of: claim).map { String($0.name.prefix { $0 != "." }) }
    #expect(Set(asked) == Set(claim.experiments), "\(claim.id)")
  }
}
