public import Runs

/// The verdicts of all claims, for a terminal or a job summary.
public struct VerdictSummary: Equatable, Sendable {
  private let verdicts: [Verdict]

  /// The summary of some verdicts, in catalog order.
  public init(_ verdicts: [Verdict]) {
    self.verdicts = verdicts
  }

  /// The claims whose verdict is no longer the pinned one.
  public var flipped: [Verdict] { verdicts.filter(\.isFlipped) }

  /// Aligned plain text: a heading per kind, then claim, verdict and statement per line. Statements
  /// are cut so that no line is longer than `width`, where one is given.
  public func text(width: Int? = nil) -> String {
    let table = PlainTable(
      byKind.flatMap { kind, verdicts in
        [[kind.heading]] + verdicts.map { ["  " + $0.claim, Self.word($0), $0.statement] }
      })
    return table.text(width: width)
  }

  /// Markdown tables, one per kind.
  public var markdown: String {
    byKind.map { kind, verdicts in
      let rows = verdicts.map { verdict in
        let statement = verdict.statement.replacing("|", with: "\\|")
        return "| \(verdict.claim) | \(statement) | \(Self.word(verdict)) |\n"
      }
      return "**\(kind.heading)**\n\n| Claim | What is claimed | Verdict |\n| --- | --- | --- |\n"
        + rows.joined()
    }
    .joined(separator: "\n")
  }

  private var byKind: [(ClaimKind, [Verdict])] {
    ClaimKind.allCases.map { kind in (kind, verdicts.filter { $0.kind == kind }) }
      .filter { !$0.1.isEmpty }
  }

  private static func word(_ verdict: Verdict) -> String {
    verdict.isFlipped ? "\(verdict.word) (pinned: \(verdict.pinned.rawValue))" : verdict.word
  }
}
