import Runs

/// A ```` ```claim ```` block: what is claimed, the verdict, and the numbers that decided it.
struct ClaimCell {
  /// What the page shows.
  let markdown: LocatedText

  init(_ cell: Cell, renderer: Renderer) throws(TemplateProblem) {
    let fields = try CellFields(
      cell.content, keys: ["claim"], what: "claim", renderer: renderer)
    let claim = try fields.word("claim")
    let verdict = try located(at: claim.start) { () throws(Complaint) in
      try renderer.shared.table.verdict(claim.string)
    }
    for evidence in verdict.evidence where !TemplateValue(measured: evidence.value).isFinite {
      throw TemplateProblem(.notFinite(evidence.name), at: claim.start)
    }
    if renderer.isLive { renderer.page.place(claim: verdict.claim, at: cell.position) }
    markdown = Self.box(verdict, at: cell.position)
  }

  private static func box(_ verdict: Verdict, at position: SourcePosition) -> LocatedText {
    var box = LocatedText("\n<a name=\"claim-\(verdict.claim)\"></a>\n\n", at: position)
    box.append("> **Claim** (", at: position)
    box.append(verdict.source, at: position, isLiteral: true)
    box.append("): ", at: position)
    box.append(verdict.statement, at: position, isLiteral: true)
    box.append("\n>\n> **Verdict: \(verdict.word)**\n", at: position)
    if verdict.outcome != nil, !verdict.evidence.isEmpty {
      box.append(">\n", at: position)
      for evidence in verdict.evidence { box.append(line(evidence, at: position)) }
    }
    box.append("\n", at: position)
    return box
  }

  private static func line(_ evidence: Evidence, at position: SourcePosition) -> LocatedText {
    let value = TemplateValue(measured: evidence.value).text
    var line = LocatedText("> - ", at: position)
    line.append("\(evidence.label): \(value)", at: position, isLiteral: true)
    line.append(" (required `", at: position)
    line.append(evidence.requirement, at: position, isLiteral: true)
    line.append("`: \(evidence.holds ? "holds" : "does not hold"))\n", at: position)
    return line
  }
}

extension Verdict {
  /// The verdict in print.
  var word: String { outcome?.rawValue ?? "not decided in this profile" }
}
