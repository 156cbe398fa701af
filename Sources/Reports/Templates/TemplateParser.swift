import Runs

/// Reads a template, noting every mistake of its syntax.
struct TemplateParser {
  /// How many blocks may stand in each other.
  static let depthLimit = 32

  private var segments: ArraySlice<Segment>
  private let log: ProblemLog
  private var depth = 0
  /// Whether the rest was given up, so that nothing more can be closed.
  private var isGivenUp = false
  /// Whether a block was not read as it is meant, so that its cells may stand elsewhere or nowhere.
  private var isMisread = false

  private init(_ segments: [Segment], _ log: ProblemLog) {
    self.segments = segments[...]
    self.log = log
  }

  /// The nodes of a template file.
  static func nodes(of text: LocatedText, log: ProblemLog) -> [TemplateNode] {
    nodes(TemplateScanner.segments(of: text, log: log), log)
  }

  /// The nodes of a text within a cell: a caption, a label, a table's cell.
  static func nodes(ofCellText text: LocatedText, log: ProblemLog) -> [TemplateNode] {
    nodes(TemplateScanner.segments(of: text, readsCells: false, log: log), log)
  }

  private static func nodes(_ segments: [Segment], _ log: ProblemLog) -> [TemplateNode] {
    var parser = TemplateParser(segments, log)
    var nodes: [TemplateNode] = []
    while !parser.segments.isEmpty {
      nodes += parser.block()
      // Only a tag that closes nothing ends the outermost block.
      if let tag = parser.takeTag() { log.add(.unexpectedTag(tag.name), at: tag.position) }
    }
    return nodes + (parser.isMisread ? CellKind.allCases.map(TemplateNode.brokenCell) : [])
  }
}

/// A tag as the parser sees it.
private struct Tag {
  var name: String
  var arguments: LocatedText
  var position: SourcePosition

  /// Which one it is, nil for a misspelt one.
  var kind: TemplateTag? { TemplateTag(rawValue: name) }
}

extension TemplateParser {
  /// The nodes up to the next closing tag, which stays.
  private mutating func block() -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    depth += 1
    defer { depth -= 1 }
    while let segment = segments.first {
      if case .tag(let name, _, _) = segment, TemplateTag(rawValue: name)?.isClosing == true {
        break
      }
      segments.removeFirst()
      if let node = node(segment) { nodes.append(node) }
    }
    return nodes
  }

  private mutating func node(_ segment: Segment) -> TemplateNode? {
    switch segment {
    case .text(let text): return .text(text)
    case .hole(let inside, let position):
      let hole = log.attempt { () throws(TemplateProblem) in
        TemplateNode.hole(try ExpressionParser.expression(inside))
      }
      return hole ?? .text(LocatedText(TemplateNode.failed, at: position))
    case .tag(let name, let arguments, let position):
      return node(Tag(name: name, arguments: arguments, position: position))
    case .cell(let kind, let body, let position):
      let cell = log.attempt { () throws(TemplateProblem) in
        TemplateNode.cell(Cell(kind: kind, content: try CellYAML.node(body), position: position))
      }
      return cell ?? .brokenCell(kind)
    }
  }

  private mutating func node(_ tag: Tag) -> TemplateNode? {
    // The template itself is one block more.
    if tag.kind?.end != nil, depth > Self.depthLimit {
      log.add(.tooDeep(limit: Self.depthLimit), at: tag.position)
      isGivenUp = true
      segments = []
      return nil
    }
    switch tag.kind {
    case .if: return conditional(tag)
    case .for: return loop(tag)
    case .source: return source(tag)
    case .include:
      return log.attempt { () throws(TemplateProblem) in
        .include(try ExpressionParser.string(tag.arguments), tag.arguments.start)
      }
    case .figref:
      return log.attempt { () throws(TemplateProblem) in
        .figureReference(try ExpressionParser.figure(tag.arguments))
      }
    // The scanner takes raw blocks and comments away, and nothing closing begins a node.
    case nil, .raw, .comment, .elsif, .else, .endif, .endfor, .endsource, .endraw, .endcomment:
      let known = TemplateTag.allCases.map(\.rawValue).sorted()
      log.add(.unknown(.tag, tag.name, among: known), at: tag.position)
      return nil
    }
  }

  private mutating func takeTag() -> Tag? {
    guard case .tag(let name, let arguments, let position) = segments.first else { return nil }
    segments.removeFirst()
    return Tag(name: name, arguments: arguments, position: position)
  }

  private var nextTagName: String? {
    guard case .tag(let name, _, _) = segments.first else { return nil }
    return name
  }
}

// MARK: Blocks

extension TemplateParser {
  private mutating func conditional(_ opening: Tag) -> TemplateNode? {
    var conditional = Conditional(branches: [])
    appendBranch(opening, to: &conditional)
    while nextTagName == "elsif", let tag = takeTag() { appendBranch(tag, to: &conditional) }
    if nextTagName == "else", let tag = takeTag() {
      expectNoArguments(tag)
      conditional.otherwise = block()
    }
    close(opening, with: "endif")
    return .conditional(conditional)
  }

  private mutating func appendBranch(_ tag: Tag, to conditional: inout Conditional) {
    let condition = log.attempt { () throws(TemplateProblem) in
      try ExpressionParser.expression(tag.arguments)
    }
    let body = block()
    if let condition {
      conditional.branches.append(.init(condition: condition, body: body))
    } else {
      isMisread = true
    }
  }

  private mutating func loop(_ opening: Tag) -> TemplateNode? {
    let header = log.attempt { () throws(TemplateProblem) in
      try ExpressionParser.loop(opening.arguments)
    }
    let body = block()
    close(opening, with: "endfor")
    if header == nil { isMisread = true }
    return header.map { .loop(Loop(variable: $0.0, list: $0.1, body: body)) }
  }

  private mutating func source(_ opening: Tag) -> TemplateNode {
    expectNoArguments(opening)
    let body = block()
    close(opening, with: "endsource")
    return .source(body)
  }

  private mutating func close(_ opening: Tag, with closing: String) {
    if nextTagName == closing, let tag = takeTag() {
      expectNoArguments(tag)
    } else {
      isMisread = true
      if !isGivenUp {
        log.add(.unclosed(opening.name, expected: closing), at: opening.position)
      }
    }
  }

  private func expectNoArguments(_ tag: Tag) {
    guard tag.arguments.count > 0 else { return }
    let found = "`\(tag.arguments.string)`"
    log.add(.syntax(expected: "`%}`", found: found), at: tag.arguments.start)
  }
}
