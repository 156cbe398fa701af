import Runs

/// The verdicts of all claims, or of one group: claim, statement, verdict.
struct VerdictTable {
  let markdown: LocatedText

  init(_ fields: CellFields, _ position: SourcePosition) throws(TemplateProblem) {
    let table = fields.renderer.shared.table
    let wanted = try fields.word("verdicts")
    let groups = wanted.string == "all" ? table.groups : [wanted.string]
    if let unknown = groups.first(where: { !table.groups.contains($0) }) {
      throw TemplateProblem(
        .unknown(.group, unknown, among: table.groups + ["all"]), at: wanted.start)
    }
    var text = LocatedText(at: position)
    for group in groups {
      if groups.count > 1 {
        text.append("\n**", at: position)
        text.append(group, at: position, isLiteral: true)
        text.append("**\n", at: position)
      }
      let rows = table.verdicts.filter { $0.group == group }.map { verdict in
        Self.row(verdict, fields.renderer, position)
      }
      let columns = ["Claim", "What is claimed", "Verdict"].map { LocatedText($0, at: position) }
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
      LocatedText(verdict.word, at: position),
    ]
  }
}
