import Runs

/// The verdicts of all claims, of one kind, of the notebook's own, or of a choice of claims: claim, statement, who says it,
/// verdict, and how often other studies repeat it where that is known of one of them.
struct VerdictTable {
  let markdown: LocatedText

  init(_ fields: CellFields, _ position: SourcePosition) throws(TemplateProblem) {
    if case .list = try fields.part("verdicts").content {
      let verdicts = try Self.choice(fields)
      markdown = Self.table(verdicts, fields.renderer, position).markdown(at: position)
    } else {
      let wanted = try fields.word("verdicts")
      markdown =
        wanted.string == "own"
        ? try Self.own(wanted.start, fields.renderer, position).markdown(at: position)
        : try Self.tables(ofKind: wanted, fields.renderer, position)
    }
  }

  /// The verdicts of the claims that the notebook states itself, in its order.
  private static func own(
    _ place: SourcePosition, _ renderer: Renderer, _ position: SourcePosition
  ) throws(TemplateProblem) -> MarkdownTable {
    let values = renderer.shared.table
    let verdicts = try located(at: place) { () throws(Complaint) in
      guard !values.ownClaims.isEmpty else { throw .cell(.noOwnClaims) }
      var verdicts: [Verdict] = []
      for claim in values.ownClaims { verdicts.append(try values.verdict(claim)) }
      return verdicts
    }
    return table(verdicts, renderer, position)
  }

  private static func tables(
    ofKind wanted: LocatedText, _ renderer: Renderer, _ position: SourcePosition
  ) throws(TemplateProblem) -> LocatedText {
    let table = renderer.shared.table
    let kinds = table.kinds
    let names = kinds.map(\.rawValue)
    guard wanted.string == "all" || names.contains(wanted.string) else {
      if table.verdicts.contains(where: { $0.claim == wanted.string }) {
        throw TemplateProblem(
          "`\(wanted.string)` is a claim; a choice of claims is a list, [\(wanted.string)]",
          at: wanted.start)
      }
      throw TemplateProblem(
        .unknown(.kindOfClaim, wanted.string, among: names + ["all", "own"]), at: wanted.start)
    }
    var text = LocatedText(at: position)
    for kind in kinds where ["all", kind.rawValue].contains(wanted.string) {
      if wanted.string == "all" { text.append("\n**\(kind.heading)**\n", at: position) }
      let verdicts = table.verdicts.filter { $0.kind == kind }
      text.append(Self.table(verdicts, renderer, position).markdown(at: position))
    }
    return text
  }

  /// The verdicts of the claims that a list names, in its order.
  private static func choice(_ fields: CellFields) throws(TemplateProblem) -> [Verdict] {
    var places: [String: SourcePosition] = [:]
    _ = try fields.list("verdicts")
    return fields.items("verdicts") { (node, renderer) throws(TemplateProblem) in
      let claim = try renderer.filled(try CellFields.scalar(node, "verdicts"), "verdicts")
      if renderer.isUnfilled(claim) { throw TemplateProblem(.excused, at: claim.start) }
      let verdict = try located(at: claim.start) { () throws(Complaint) in
        try renderer.shared.table.verdict(claim.string)
      }
      if let first = places[verdict.claim] {
        throw TemplateProblem(.cell(.duplicateID(verdict.claim, first: first)), at: claim.start)
      }
      places[verdict.claim] = claim.start
      return verdict
    }
  }

  private static func table(
    _ verdicts: [Verdict], _ renderer: Renderer, _ position: SourcePosition
  ) -> MarkdownTable {
    let hasRepeats = verdicts.contains { $0.repeats != nil }
    expectBoxes(of: verdicts, renderer, position)
    let columns =
      ["Claim", "What is claimed", "Who says or asks it", "Verdict"]
      + (hasRepeats ? ["Repeats"] : [])
    return MarkdownTable(
      columns: columns.map { LocatedText($0, at: position) },
      rows: verdicts.map { verdict in
        row(verdict, renderer, position)
          + (hasRepeats ? [LocatedText(verdict.repeats ?? "–", at: position)] : [])
      })
  }

  private static func row(
    _ verdict: Verdict, _ renderer: Renderer, _ position: SourcePosition
  ) -> [LocatedText] {
    // In the first round nothing has a place yet.
    let link = renderer.shared.index?.link(toClaim: verdict.claim, from: renderer.page.name)
    return [
      LocatedText(link ?? verdict.claim, at: position),
      LocatedText(verdict.statement, at: position, isLiteral: true),
      LocatedText(verdict.source, at: position, isLiteral: true),
      LocatedText(verdict.word, at: position),
    ]
  }

  private static func expectBoxes(
    of verdicts: [Verdict], _ renderer: Renderer, _ position: SourcePosition
  ) {
    guard let index = renderer.shared.index else { return }
    let missing = verdicts.map(\.claim).filter { claim in
      index.link(toClaim: claim, from: renderer.page.name) == nil
        && !index.mayBeBroken(.claim, claim)
    }
    if !missing.isEmpty { renderer.log.add(.cell(.claimsWithoutBox(missing)), at: position) }
  }
}
