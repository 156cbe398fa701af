import Runs
import Testing

@testable import Experiments

/// Claims that need all their conditions, over the committed records with other numbers: where all
/// conditions hold, the verdict is the pinned one, and each that decides takes it away when it is broken.
///
/// A claim with several ways to its verdict has tests of its own, and stands in `others`.
struct ClaimTests {
  /// Decided by another value of the same record, which goes with it.
  private let shownWith: Set<String> = [
    "wrong-rate.wn-fixed.failures", "wrong-rate.wn-own-rate.failures",
    "wrong-rate.wn.greatestFailure", "wrong-rate.wn-log.greatestFailure",
  ]

  /// Told beside the verdict, and asked for before there can be one.
  private let asked: Set<String> = ["anatomy.worst.unitError", "penalty.race.atEdge"]

  /// Those that have tests of their own.
  private static let others =
    CellClaimTests.ids + [
      "g-is-a-learning-rate", "improves-conditioning", "dominant-eigenvector",
      "v-start-moves-the-rate", "growth-is-a-schedule", "cart-pole-quicker",
      "convolution-quicker",
    ]

  private static let claims = ExperimentCatalog.standard.claims.filter {
    !others.contains($0.id)
  }

  /// Values for which all conditions of a claim hold.
  private func answers(_ claim: Claim) throws -> [String: Measurement] {
    let evidence = try claim.verdict(answering: [:]).evidence
    #expect(!evidence.isEmpty, "\(claim.id)")
    return Dictionary(evidence.map { ($0.name, $0.met) }, uniquingKeysWith: { $1 })
  }

  @Test(arguments: claims.indices)
  func `a claim whose conditions all hold has its pinned verdict`(_ index: Int) throws {
    let claim = Self.claims[index]
    let verdict = try claim.verdict(answering: answers(claim))
    #expect(
      verdict.outcome == claim.pinned && verdict.evidence.allSatisfy { $0.holds },
      "\(claim.id): does it need all its conditions? otherwise it belongs to `others`")
    #expect(!verdict.isFlipped)
    #expect(verdict.evidence.allSatisfy { !$0.label.isEmpty })
    let reason = try #require(verdict.reason)
    #expect(!reason.isEmpty && !reason.hasSuffix(".") && !reason.contains(where: \.isNumber))
  }

  @Test(arguments: claims.indices)
  func `each condition that does not hold flips the verdict, unless it stands beside it`(
    _ index: Int
  ) throws {
    let claim = Self.claims[index]
    let answers = try answers(claim)
    for broken in try claim.verdict(answering: answers).evidence
    where !shownWith.contains(broken.name) {
      let changed = answers.merging([broken.name: broken.missed]) { $1 }
      let verdict = try claim.verdict(answering: changed)
      #expect(
        verdict.isFlipped == (broken.bearing != .beside || asked.contains(broken.name)),
        "\(claim.id) with \(broken.name): what decides nothing stands beside the verdict")
      #expect(verdict.evidence.filter { !$0.holds }.map(\.name) == [broken.name])
    }
  }

  @Test(arguments: ExperimentCatalog.standard.claims.indices)
  func `a claim asks each of its experiments, and no other, and is what its record says`(
    _ index: Int
  ) throws {
    let claim = ExperimentCatalog.standard.claims[index]
    let verdict = try claim.verdict(answering: [:])
    let asked = verdict.evidence.map { String($0.name.prefix { $0 != "." }) }
    #expect(Set(asked) == Set(claim.experiments), "\(claim.id)")
    let home = try #require(CommittedRecords.all[claim.home])
    #expect(home.verdicts.contains(verdict), "\(claim.id)")
  }
}
