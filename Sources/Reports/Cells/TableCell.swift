/// A ```` ```table ```` block: rows of text and values, or the verdicts.
struct TableCell {
  /// What the page shows.
  let markdown: LocatedText

  init(_ cell: Cell, renderer: Renderer) throws(TemplateProblem) {
    let fields = try CellFields(
      cell.content, .table, renderer: renderer)
    if fields.has("verdicts") {
      if let key = ["columns", "rows"].first(where: fields.has) {
        throw fields.problem(.exclusiveKeys("verdicts", key))
      }
      markdown = try VerdictTable(fields, cell.position).markdown
    } else {
      markdown = try Self.table(fields).markdown(at: cell.position)
    }
  }

  private static func table(_ fields: CellFields) throws(TemplateProblem) -> MarkdownTable {
    let columns = try texts(try fields.part("columns"), "columns", fields.renderer)
    _ = try fields.part("rows")
    let rows = fields.items("rows") { (node, renderer) throws(TemplateProblem) in
      let row = try texts(try cells(node, renderer), "row", renderer)
      guard row.count == columns.count else {
        throw TemplateProblem(
          .cell(.rowLength(row.count, columns: columns.count)), at: node.position)
      }
      return row
    }
    return MarkdownTable(columns: columns, rows: rows)
  }

  /// A row is a list, or `row: […]` beside `each` and `in`.
  private static func cells(
    _ node: CellNode, _ renderer: Renderer
  ) throws(TemplateProblem) -> CellNode {
    guard case .mapping = node.content else { return node }
    return try CellFields(node, .tableRow, renderer: renderer).part("row")
  }

  private static func texts(
    _ node: CellNode, _ what: String, _ renderer: Renderer
  ) throws(TemplateProblem) -> [LocatedText] {
    guard case .list(let items) = node.content, !items.isEmpty else {
      throw TemplateProblem(.cell(.expected("a list of texts", of: what)), at: node.position)
    }
    var texts: [LocatedText] = []
    for item in items {
      texts.append(try renderer.filled(try CellFields.scalar(item, what), "cell"))
    }
    return texts
  }
}
