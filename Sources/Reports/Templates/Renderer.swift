import Figures
import Runs

/// What all pages of a report share while they are rendered.
struct Rendering: Sendable {
  var table: ValueTable
  /// The parsed templates by their path in the templates folder.
  var templates: [String: [TemplateNode]]
  /// The looks that figures may name.
  var styles: StyleTable
  /// Nil in the first round, which finds out where everything stands.
  var index: ReportIndex?
}

/// Fills one page's template.
struct Renderer {
  /// How many files may include each other.
  private static let includeLimit = 8

  let shared: Rendering
  let page: Page
  let log: ProblemLog
  private(set) var evaluator: Evaluator
  private var includes: [String]

  init(_ page: Page, _ shared: Rendering, log: ProblemLog) {
    self.shared = shared
    self.page = page
    self.log = log
    evaluator = Evaluator(shared.table)
    includes = [page.name]
  }

  /// False in a branch that is not taken: it is read for mistakes and leaves nothing.
  var isLive: Bool { evaluator.isLive }

  /// The renderer within a loop.
  func within(_ scope: Evaluator) -> Renderer {
    var inner = self
    inner.evaluator = scope
    return inner
  }

  /// The text of some nodes; what is wrong in them is noted and left out.
  func text(of nodes: [TemplateNode], at position: SourcePosition) -> LocatedText {
    var text = LocatedText(at: position)
    for node in nodes {
      guard page.canGoOn else { break }
      let part = log.attempt { () throws(TemplateProblem) in try self.text(of: node) }
      text.append(part ?? LocatedText(node.isInline ? TemplateNode.failed : "", at: position))
      if page.isExhausted(by: part?.count ?? 0) { log.add(.tooMuchWork, at: position) }
    }
    return text
  }

  private func text(of node: TemplateNode) throws(TemplateProblem) -> LocatedText {
    switch node {
    case .text(let text): return text
    case .hole(let expression): return try hole(expression)
    case .conditional(let conditional): return self.conditional(conditional)
    case .loop(let loop): return try self.loop(loop)
    case .include(let file, let position): return try include(file, position)
    case .source(let body): return text(of: body, at: page.start)
    case .figureReference(let name): return try figureReference(name)
    case .cell(let cell): return try text(of: cell)
    case .brokenCell(let kind):
      page.placeBroken(kind, nil)
      return LocatedText(at: page.start)
    }
  }

  private func hole(_ expression: Expression) throws(TemplateProblem) -> LocatedText {
    let value = try evaluator.value(expression)
    let name = if case .name(let name) = expression { name.text } else { "the hole" }
    let text = try located(at: expression.position) { () throws(Complaint) in
      try value.bareText(of: name)
    }
    let literal = LocatedText(text, at: expression.position, isLiteral: true).onOneLine
    guard literal.count > 0 else {
      throw TemplateProblem(.emptyText("`\(name)`"), at: expression.position)
    }
    return literal
  }

  private func text(of cell: Cell) throws(TemplateProblem) -> LocatedText {
    switch cell.kind {
    case .figure: return try FigureCell(cell, renderer: self).markdown
    case .claim:
      do throws(TemplateProblem) {
        return try ClaimCell(cell, renderer: self).markdown
      } catch {
        if isLive { page.placeBroken(.claim, nil) }
        throw error
      }
    case .table: return try TableCell(cell, renderer: self).markdown
    }
  }
}

// MARK: Blocks

extension Renderer {
  /// The branch that holds. The others are read as well: what is misspelt in a sentence must show
  /// before the day on which the measurement turns to it.
  private func conditional(_ conditional: Conditional) -> LocatedText {
    var result: LocatedText?
    var isDecided = false
    for branch in conditional.branches {
      let holds = log.attempt { () throws(TemplateProblem) in
        try evaluator.isTrue(branch.condition)
      }
      // While nothing is known, the first branch stands for what the page may become.
      let isTaken = !isDecided && (holds ?? evaluator.isPending)
      let text = branchText(branch.body, isTaken: isTaken)
      if isTaken { result = text }
      isDecided = isDecided || holds != false
    }
    let otherwise = branchText(conditional.otherwise, isTaken: !isDecided)
    return result ?? otherwise
  }

  private func branchText(_ body: [TemplateNode], isTaken: Bool) -> LocatedText {
    var inner = self
    inner.evaluator.isLive = isLive && isTaken
    let text = inner.text(of: body, at: page.start)
    return isTaken ? text : LocatedText(at: page.start)
  }

  private func loop(_ loop: Loop) throws(TemplateProblem) -> LocatedText {
    var text = LocatedText(at: loop.variable.position)
    for scope in try evaluator.rounds(loop.variable, loop.list) {
      text.append(within(scope).text(of: loop.body, at: loop.variable.position))
    }
    return text
  }

  private func include(
    _ file: String, _ position: SourcePosition
  ) throws(TemplateProblem) -> LocatedText {
    guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else {
      throw TemplateProblem(.includeOutside(file), at: position)
    }
    guard let nodes = shared.templates[file] else {
      throw TemplateProblem(
        .unknown(.file, file, among: shared.templates.keys.sorted()), at: position)
    }
    guard !includes.contains(file) else {
      throw TemplateProblem(.includeCycle(includes + [file]), at: position)
    }
    guard includes.count <= Self.includeLimit else {
      throw TemplateProblem(.tooDeep(limit: Self.includeLimit), at: position)
    }
    var inner = self
    inner.includes.append(file)
    return inner.text(of: nodes, at: position)
  }
}

// MARK: References and texts of cells

extension Renderer {
  private func figureReference(_ name: Name) throws(TemplateProblem) -> LocatedText {
    guard let index = shared.index else { return LocatedText(at: name.position) }
    let id = try evaluator.text(of: name)
    if let link = index.link(toFigure: id, from: page.name) {
      return LocatedText(link, at: name.position)
    }
    if index.mayBeBroken(.figure, id)
      || (!isLive || evaluator.isPending) && index.mayHold(figure: id)
    {
      return LocatedText(at: name.position)
    }
    throw TemplateProblem(
      .unknown(.figure, id, among: index.figureNames), at: name.position)
  }

  /// Whether a filled text has a hole that only a run can fill.
  func isUnfilled(_ text: LocatedText) -> Bool {
    evaluator.isPending && text.string.contains(TemplateNode.failed)
  }

  /// Notes each loop variable that stands in brackets, as it would in a name. `[k](page.md)` is a link.
  private func noteBrackets(_ nodes: [TemplateNode]) {
    for case .text(let text) in nodes {
      for name in evaluator.variables.sorted() {
        let word = "[\(name)]"
        for index in text.characters.indices where text.matches(word, at: index) {
          let next = index + word.count
          guard next == text.count || text.characters[next] != "(" else { continue }
          log.add(.bracketsInText(name), at: text.position(index))
        }
      }
    }
  }

  /// A text within a cell with its holes filled, on one line.
  func filled(_ text: LocatedText, _ what: String) throws(TemplateProblem) -> LocatedText {
    let nodes = TemplateParser.nodes(ofCellText: text, log: log)
    noteBrackets(nodes)
    let filled = self.text(of: nodes, at: text.start).onOneLine
    guard filled.count > 0 || !isLive else {
      throw TemplateProblem(.emptyCellText(what), at: text.start)
    }
    return filled
  }
}

extension Page {
  /// The beginning of the page, for text that has no place of its own.
  fileprivate var start: SourcePosition { SourcePosition(file: name, line: 1, column: 1) }
}
