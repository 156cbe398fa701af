public import Runs

/// What the pages of a notebook name: whose values and series, and which verdicts.
///
/// It is read off the templates before anything is run. The name of a claim that is put together in a loop
/// counts for every text of the loop's list.
public struct AskedNames: Sendable {
  /// First parts of dotted names, as patterns: `k*` for `k[k]`.
  private var owners: Set<String> = []
  /// Claims with a box or a line in a list, and those of which a value is asked.
  private var claims: Set<String> = []
  /// The kinds of claims of which a table lists all.
  private var kinds: Set<ClaimKind> = []
  /// Texts that loops go through.
  private var words: Set<String> = []
  /// Whether a claim is named by such a text.
  private var hasLoopedClaim = false

  /// The names in all files of a folder. What is wrong in them is no matter here.
  public init(in folder: TemplateFolder) {
    for (file, contents) in folder.files {
      let text = LocatedText(contents: contents, file: file, log: ProblemLog())
      add(TemplateParser.nodes(of: text, log: ProblemLog()))
    }
  }

  /// Whether values or series of an experiment are named.
  public func includes(experiment: String) -> Bool {
    owners.contains { Glob.matches($0, experiment) }
  }

  /// Whether the verdict on a claim is named.
  public func includes(claim: String, of kind: ClaimKind) -> Bool {
    claims.contains(claim) || kinds.contains(kind) || (hasLoopedClaim && words.contains(claim))
  }
}

// MARK: Pages

extension AskedNames {
  private mutating func add(_ nodes: [TemplateNode]) {
    for node in nodes { add(node) }
  }

  private mutating func add(_ node: TemplateNode) {
    switch node {
    case .text, .include, .figureReference, .brokenCell: break
    case .hole(let expression): add(expression)
    case .conditional(let conditional):
      for branch in conditional.branches {
        add(branch.condition)
        add(branch.body)
      }
      add(conditional.otherwise)
    case .loop(let loop):
      add(loop.list)
      add(loop.body)
    case .source(let body): add(body)
    case .cell(let cell): add(cell)
    }
  }

  private mutating func add(_ expression: Expression) {
    switch expression {
    case .literal(let value, _):
      if case .text(let text) = value.kind { words.insert(text) }
    case .name(let name): add(name)
    case .list(let items, _): for item in items { add(item) }
    case .filtered(let inner, let call):
      add(inner)
      if let argument = call.argument { add(argument) }
    case .not(let inner): add(inner)
    case .comparison(_, let left, let right, _), .and(let left, let right),
      .or(let left, let right):
      add(left)
      add(right)
    }
  }

  private mutating func add(_ name: Name) {
    var text = ""
    for part in name.parts {
      switch part {
      case .literal(let literal): text += literal
      case .substituted(let inner):
        add(inner)
        text += "*"
      }
    }
    addName(text)
  }

  /// A dotted name, in which stars stand for the texts of loop variables.
  private mutating func addName(_ name: String) {
    let parts = name.split(separator: ".", maxSplits: 2).map(String.init)
    guard let owner = parts.first else { return }
    owners.insert(owner)
    guard owner == "claims", parts.count > 1 else { return }
    if parts[1].contains("*") { hasLoopedClaim = true }
    claims.insert(parts[1])
  }
}

// MARK: Cells

extension AskedNames {
  private mutating func add(_ cell: Cell) {
    if cell.kind == .claim, let claim = cell.content.value(of: "claim") { add(claims: claim) }
    if cell.kind == .table, let verdicts = cell.content.value(of: "verdicts") {
      add(verdicts: verdicts)
    }
    add(cell.content)
  }

  private mutating func add(verdicts node: CellNode) {
    guard case .scalar(let text) = node.content else { return add(claims: node) }
    kinds.formUnion(ClaimKind.allCases.filter { ["all", $0.rawValue].contains(text.string) })
  }

  private mutating func add(claims node: CellNode) {
    switch node.content {
    case .scalar(let text):
      if text.characters.contains(where: { "[{".contains($0) }) { hasLoopedClaim = true }
      claims.insert(text.string)
    case .list(let items): for item in items { add(claims: item) }
    case .mapping: break
    }
  }

  /// Every text of a cell may be a name, or an expression, or hold holes.
  private mutating func add(_ node: CellNode) {
    switch node.content {
    case .list(let items): for item in items { add(item) }
    case .mapping(let entries):
      for entry in entries {
        if entry.key.string == "in" { addWords(entry.value) }
        add(entry.value)
      }
    case .scalar(let text):
      if text.characters.contains("{") {
        add(TemplateParser.nodes(ofCellText: text, log: ProblemLog()))
      } else if text.characters.contains("."),
        let expression = try? ExpressionParser.expression(text)
      {
        add(expression)
      }
    }
  }

  private mutating func addWords(_ node: CellNode) {
    guard case .list(let items) = node.content else { return }
    for item in items {
      if case .scalar(let text) = item.content { words.insert(text.string) }
    }
  }
}
