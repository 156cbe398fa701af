/// A template after parsing.
enum TemplateNode: Equatable, Sendable {
  case text(LocatedText)
  case hole(Expression)
  case conditional(Conditional)
  case loop(Loop)
  case include(String, SourcePosition)
  /// Text in which numbers may be typed: what the page or the paper says.
  case source([TemplateNode])
  case figureReference(Name)
  case cell(Cell)
  /// A block whose content is no YAML.
  case brokenCell(CellKind)

  /// What stands for a hole that cannot be filled while the page is searched for other mistakes.
  static let failed = "…"

  /// Whether it stands within a line.
  var isInline: Bool {
    switch self {
    case .hole, .figureReference: return true
    case .text, .conditional, .loop, .include, .source, .cell, .brokenCell: return false
    }
  }

  /// Whether a recorded value is printed somewhere in it.
  var printsValue: Bool {
    switch self {
    case .hole(let expression): return expression.readsValue
    case .conditional(let conditional):
      let bodies = conditional.branches.map(\.body) + [conditional.otherwise]
      return bodies.joined().contains(where: \.printsValue)
    case .loop(let loop): return loop.body.contains(where: \.printsValue)
    case .source(let body): return body.contains(where: \.printsValue)
    case .text, .include, .figureReference, .cell, .brokenCell: return false
    }
  }
}

/// `{% if %}…{% elsif %}…{% else %}…{% endif %}`
struct Conditional: Equatable, Sendable {
  struct Branch: Equatable, Sendable {
    var condition: Expression
    var body: [TemplateNode]
  }

  var branches: [Branch]
  var otherwise: [TemplateNode] = []
}

/// `{% for k in list %}…{% endfor %}`
struct Loop: Equatable, Sendable {
  var variable: Name
  var list: Expression
  var body: [TemplateNode]
}

/// A fenced block that becomes a figure, a verdict or a table.
struct Cell: Equatable, Sendable {
  var kind: CellKind
  var content: CellNode
  var position: SourcePosition
}
