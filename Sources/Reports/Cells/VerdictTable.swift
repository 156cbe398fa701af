import Runs

/// The verdicts of all claims, or of one kind: claim, statement, who says it, verdict, and for experiments
/// how often other studies repeat it.
struct VerdictTable {
  let markdown: LocatedText

  init(_ fields: CellFields, _ position: SourcePosition) throws(TemplateProblem) {
    let table = fields.renderer.shared.table
    let wanted = try fields.word("verdicts")
    let kinds = table.kinds
    let names = kinds.map(\.rawValue)
    guard wanted.string == "all" || names.contains(wanted.string) else {
      throw TemplateProblem(
        .unknown(.kindOfClaim, wanted.string, among: names + ["all"]), at: wanted.start)
    }
    var text = LocatedText(at: position)
    for kind in kinds where ["all", kind.rawValue].contains(wanted.string) {
      if wanted.string == "all" { text.append("\n**\(kind.heading)**\n", at: position) }
      let rows = table.verdicts.filter { $0.kind == kind }.map { verdict in
        Self.row(verdict, fields.renderer, position)
      }
      let columns =
        (["Claim", "What is claimed", "Who says or asks it", "Verdict"]
        + (kind.hasStability ? ["Repeats"] : [])).map { LocatedText($0, at: position) }
      text.append(MarkdownTable(columns: columns, rows: rows).markdown(at: position))
    }
    markdown = text
  }

  private static func row(
    _ verdict: Verdict, _ renderer: Renderer, _ position: SourcePosition
  ) -> [LocatedText] {
    // In the first round nothing has a place yet.
    let index = renderer.shared.index
    let link = index?.link(toClaim: verdict.claim, from: renderer.page.name)
    if index != nil, link == nil {
      renderer.log.add(.cell(.claimWithoutBox(verdict.claim)), at: position)
    }
    return [
      LocatedText(link ?? verdict.claim, at: position),
      LocatedText(verdict.statement, at: position, isLiteral: true),
      LocatedText(verdict.source, at: position, isLiteral: true),
      LocatedText(verdict.word, at: position),
    ]
      + (verdict.kind.hasStability
        ? [LocatedText(verdict.repeats ?? "–", at: position)] : [])
  }
}
