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
    markdown = LocatedText(Self.box(verdict), at: cell.position)
  }

  private static func box(_ verdict: Verdict) -> String {
    var lines = [
      "**Claim** (\(verdict.source)): \(verdict.statement)", "",
      "**Verdict: \(verdict.word)**",
    ]
    if verdict.outcome != nil, !verdict.evidence.isEmpty {
      lines += [""] + verdict.evidence.map(line)
    }
    let quoted = lines.map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n")
    return "\n<a name=\"claim-\(verdict.claim)\"></a>\n\n\(quoted)\n\n"
  }

  private static func line(_ evidence: Evidence) -> String {
    let value = TemplateValue(measured: evidence.value).text
    let condition = "required `\(evidence.requirement)`"
    let result = evidence.holds ? "holds" : "does not hold"
    return "- \(evidence.label): \(value) (\(condition): \(result))"
  }
}

extension Verdict {
  /// The verdict in print.
  var word: String { outcome?.rawValue ?? "not decided in this profile" }
}
