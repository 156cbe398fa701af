import Runs

/// A ```` ```claim ```` block: what is claimed, the verdict, and the numbers that decided it.
struct ClaimCell {
  /// A box has no more lines of numbers; where there are more, the last one leads to the record.
  private static let lineLimit = 5
  /// What the page shows.
  let markdown: LocatedText

  init(_ cell: Cell, renderer: Renderer) throws(TemplateProblem) {
    let fields = try CellFields(
      cell.content, .claim, renderer: renderer)
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
    box.append("; \(verdict.kind.rawValue)): ", at: position)
    box.append(verdict.statement, at: position, isLiteral: true)
    box.append("\n>\n> **Verdict: \(verdict.word)**", at: position)
    if let repeats = verdict.repeats {
      box.append(" (in \(repeats) studies resampled from these seeds)", at: position)
    }
    if let reason = verdict.reason {
      box.append(", because ", at: position)
      box.append("\(reason).", at: position, isLiteral: true)
    }
    box.append("\n", at: position)
    if verdict.outcome != nil, !verdict.evidence.isEmpty {
      box.append(">\n", at: position)
      box.append(lines(verdict, at: position))
    }
    box.append("\n", at: position)
    return box
  }

  /// What speaks for or against the claim first, then what leaves it open, then what is told beside it.
  private static func lines(_ verdict: Verdict, at position: SourcePosition) -> LocatedText {
    let sides: [[Evidence.Bearing]] = [[.for, .against], [.open], [.beside]]
    let evidence = sides.flatMap { side in
      verdict.evidence.filter { side.contains($0.bearing) }
    }
    let isCut = evidence.count > lineLimit
    let shown = evidence.prefix(isCut ? lineLimit - 1 : lineLimit)
    var lines = LocatedText(at: position)
    for evidence in shown { lines.append(line(evidence, at: position)) }
    if isCut {
      let count = evidence.count - shown.count
      let home = verdict.experiments[0]
      lines.append("> - [\(count) more in its record](runs/\(home).json)\n", at: position)
    }
    return lines
  }

  private static func line(_ evidence: Evidence, at position: SourcePosition) -> LocatedText {
    let value = TemplateValue(measured: evidence.value)
    var line = LocatedText("> - \(evidence.side): ", at: position)
    let unit = evidence.unit.isEmpty ? "" : " \(evidence.unit)"
    line.append("\(evidence.label): \(value.text)\(unit)", at: position, isLiteral: true)
    line.append(evidence.holds ? " (`" : " (not `", at: position)
    line.append("\(evidence.condition)", at: position, isLiteral: true)
    line.append("`)", at: position)
    line.append("\n", at: position)
    return line
  }
}

extension Evidence {
  /// In print, before its label.
  fileprivate var side: String {
    switch bearing {
    case .for: "for it"
    case .against: "against it"
    case .open: "open"
    case .beside: "beside it"
    }
  }
}

extension ClaimKind {
  /// The heading of its table of verdicts.
  var heading: String {
    switch self {
    case .identity: "Identities"
    case .law: "Laws"
    case .experiment: "Experiments"
    }
  }
}

extension Verdict {
  /// The verdict in print.
  var word: String { outcome?.rawValue ?? "not decided in this profile" }

  /// How many studies repeat it, in print; nil where none was asked.
  var repeats: String? { stability.map { "\(Int(($0 * 100).rounded())) of 100" } }
}
