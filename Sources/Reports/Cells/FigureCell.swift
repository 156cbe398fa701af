import Figures

/// A ```` ```figure ```` block: a picture with anchor, number, caption and alt text.
struct FigureCell {
  /// A picture's file name must fit every disk.
  static let idLimit = 100

  /// What the page shows.
  let markdown: LocatedText

  init(_ cell: Cell, renderer: Renderer) throws(TemplateProblem) {
    let fields = try CellFields(
      cell.content, .figure, beside: .panel, renderer: renderer)
    let log = renderer.log
    let id = log.attempt { () throws(TemplateProblem) in try Self.id(fields) }
    let texts = log.attempt { () throws(TemplateProblem) in try FigureTexts(fields) }
    let figure = log.attempt { () throws(TemplateProblem) in
      let failures = log.failures
      let figure = try Self.figure(fields)
      // What lacks a part says nothing of the whole.
      if log.failures == failures { try Self.check(figure, at: cell.position) }
      return figure
    }
    guard let id, let texts, let figure, renderer.isLive, !id.contains(TemplateNode.failed) else {
      if let id { renderer.page.placeHidden(id) }
      if renderer.isLive { renderer.page.placeBroken(.figure, id) }
      markdown = LocatedText(at: cell.position)
      return
    }
    let number = renderer.page.place(id, figure, at: cell.position)
    markdown = Self.markdown(id, number, texts, at: cell.position)
  }

  private static func check(
    _ figure: Figure, at position: SourcePosition
  ) throws(TemplateProblem) {
    do {
      try figure.check()
    } catch {
      throw TemplateProblem(.cell(.notDrawable(error.description)), at: position)
    }
  }

  /// The identifier, which becomes a file name and an anchor.
  private static func id(_ fields: CellFields) throws(TemplateProblem) -> String {
    let id = try fields.text("id")
    if fields.renderer.isUnfilled(id) { return id.string }
    let isPlain = id.characters.allSatisfy { character in
      character.isASCII && (character.isLowercase || character.isNumber || character == "-")
    }
    guard isPlain, id.count <= idLimit else {
      throw TemplateProblem(.cell(.badID(id.string)), at: id.start)
    }
    return id.string
  }

  private static func markdown(
    _ id: String, _ number: Int, _ texts: FigureTexts, at position: SourcePosition
  ) -> LocatedText {
    var text = LocatedText("\n<a name=\"fig-\(id)\"></a>\n![", at: position)
    text.append(texts.alt.literal)
    text.append("](figures/\(id).png)\n\n**Figure \(number).** ", at: position)
    text.append(texts.caption)
    text.append("\n\n", at: position)
    return text
  }
}

// MARK: Panels

extension FigureCell {
  private static func figure(_ fields: CellFields) throws(TemplateProblem) -> Figure {
    var figure = Figure(
      panels: try panels(fields),
      columns: try columns(fields),
      sharesX: try fields.flag("shareX"), sharesY: try fields.flag("shareY"),
      sharesColor: try fields.flag("shareColor"))
    if let width = try fields.optionalNumber("width") { figure.width = width }
    if let height = try fields.optionalNumber("height") { figure.height = height }
    return figure
  }

  private static func columns(_ fields: CellFields) throws(TemplateProblem) -> Int {
    guard let number = try fields.optionalNumber("columns") else { return 1 }
    guard let columns = Int(exactly: number), (1...100).contains(columns) else {
      throw TemplateProblem(
        .cell(.expected("a whole number from 1 to 100", of: "columns")),
        at: try fields.part("columns").position)
    }
    return columns
  }

  private static func panels(_ fields: CellFields) throws(TemplateProblem) -> [Panel] {
    guard fields.has("panels") else { return [try PanelReader(fields).panel()] }
    if let key = CellKeys.panel.words.first(where: fields.has) {
      throw fields.problem(.exclusiveKeys("panels", key))
    }
    return fields.items("panels") { (node, renderer) throws(TemplateProblem) in
      let inner = try CellFields(
        node, .panel, renderer: renderer)
      return try PanelReader(inner).panel()
    }
  }
}

/// A figure's caption, which is Markdown, and the text for those who do not see it, which is not:
/// what is typed there is what a screen reader says.
private struct FigureTexts {
  var caption: LocatedText
  var alt: LocatedText

  init(_ fields: CellFields) throws(TemplateProblem) {
    caption = try fields.text("caption")
    alt = try fields.text("alt")
    if let math = alt.characters.indices.first(where: { alt.matches("$`", at: $0) }) {
      throw TemplateProblem(.markdown(.mathIn("an alt text")), at: alt.position(math))
    }
    guard alt.string != caption.string || fields.renderer.isUnfilled(alt) else {
      throw TemplateProblem(.cell(.altIsCaption), at: alt.start)
    }
    let raw = try fields.raw("alt")
    // Its mistakes are noted where the text is filled; here only the holes count.
    let nodes = TemplateParser.nodes(ofCellText: raw, log: ProblemLog())
    guard nodes.contains(where: \.printsValue) else {
      throw TemplateProblem(.cell(.altWithoutValue), at: raw.start)
    }
  }
}
