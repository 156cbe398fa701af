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

  /// Aligned plain text: a heading a group, then claim, verdict and statement a line. Statements
  /// are cut so that no line is longer than `width`, where one is given.
  public func text(width: Int? = nil) -> String {
    let table = PlainTable(
      grouped.flatMap { group, verdicts in
        [[group]] + verdicts.map { ["  " + $0.claim, Self.word($0), $0.statement] }
      })
    return table.text(width: width)
  }

  /// Markdown tables, one a group.
  public var markdown: String {
    grouped.map { group, verdicts in
      let rows = verdicts.map { verdict in
        let statement = verdict.statement.replacing("|", with: "\\|")
        return "| \(verdict.claim) | \(statement) | \(Self.word(verdict)) |\n"
      }
      return "**\(group)**\n\n| Claim | What is claimed | Verdict |\n| --- | --- | --- |\n"
        + rows.joined()
    }
    .joined(separator: "\n")
  }

  private var grouped: [(String, [Verdict])] {
    var groups: [(String, [Verdict])] = []
    for verdict in verdicts {
      if let index = groups.firstIndex(where: { $0.0 == verdict.group }) {
        groups[index].1.append(verdict)
      } else {
        groups.append((verdict.group, [verdict]))
      }
    }
    return groups
  }

  private static func word(_ verdict: Verdict) -> String {
    verdict.isFlipped ? "\(verdict.word) (pinned: \(verdict.pinned.rawValue))" : verdict.word
  }
}
