import Runs

/// Reads expressions: `or` binds least, then `and`, `not`, comparisons and filters.
struct ExpressionParser {
  /// Far more than anyone reads, and few enough for every walk through the tree.
  private static let operatorLimit = 100

  private var tokens: ArraySlice<Token>

  private init(_ text: LocatedText) throws(TemplateProblem) {
    tokens = try ExpressionLexer.tokens(of: text)[...]
    let operators = tokens.filter(\.isOperator)
    if operators.count > Self.operatorLimit {
      throw TemplateProblem(
        .tooManyOperators(limit: Self.operatorLimit),
        at: operators[Self.operatorLimit].position)
    }
  }

  /// The expression that the whole text is.
  static func expression(_ text: LocatedText) throws(TemplateProblem) -> Expression {
    var parser = try ExpressionParser(text)
    let expression = try parser.or()
    try parser.expectEnd()
    return expression
  }

  /// The name that the whole text is.
  static func name(_ text: LocatedText) throws(TemplateProblem) -> Name {
    var parser = try ExpressionParser(text)
    let name = try parser.plainName("a name")
    try parser.expectEnd()
    return name
  }

  /// The figure of `figref norms`: letters, digits and hyphens in any order, as its id has them.
  static func figure(_ text: LocatedText) throws(TemplateProblem) -> Name {
    if let name = try ExpressionLexer.identifier(text) { return name }
    return try name(text)
  }

  /// The file of `include "file.md"`.
  static func string(_ text: LocatedText) throws(TemplateProblem) -> String {
    var parser = try ExpressionParser(text)
    let token = parser.take()
    guard case .string(let string) = token.kind else {
      throw parser.failure("a file name in quotes", token)
    }
    try parser.expectEnd()
    return string
  }

  /// The variable and the list of `for k in list`.
  static func loop(_ text: LocatedText) throws(TemplateProblem) -> (Name, Expression) {
    var parser = try ExpressionParser(text)
    let variable = try parser.plainName("a loop variable")
    guard parser.accept("in") else { throw parser.failure("`in`", parser.peek) }
    let list = try parser.filtered()
    try parser.expectEnd()
    return (variable, list)
  }
}

// MARK: Operators

extension ExpressionParser {
  private mutating func or() throws(TemplateProblem) -> Expression {
    var left = try and()
    while accept("or") { left = .or(left, try and()) }
    return left
  }

  private mutating func and() throws(TemplateProblem) -> Expression {
    var left = try not()
    while accept("and") { left = .and(left, try not()) }
    return left
  }

  private mutating func not() throws(TemplateProblem) -> Expression {
    accept("not") ? .not(try not()) : try comparison()
  }

  private mutating func comparison() throws(TemplateProblem) -> Expression {
    let left = try filtered()
    guard case .symbol(let symbol) = peek.kind, let comparison = Comparison(rawValue: symbol) else {
      return left
    }
    let position = take().position
    return .comparison(comparison, left, try filtered(), position)
  }

  private mutating func filtered() throws(TemplateProblem) -> Expression {
    var expression = try primary()
    while accept("|") { expression = .filtered(expression, try filterCall()) }
    return expression
  }

  private mutating func filterCall() throws(TemplateProblem) -> FilterCall {
    let token = peek
    let name = try plainName("a filter")
    guard let filter = Filter(rawValue: name.text) else {
      throw TemplateProblem(
        .unknown(.filter, name.text, among: Filter.allCases.map(\.rawValue)), at: token.position)
    }
    if peek.kind == .symbol("(") {
      throw TemplateProblem(
        .syntax(expected: "the argument behind a colon: `\(name.text):2`", found: "`(`"),
        at: peek.position)
    }
    let argument = accept(":") ? try primary() : nil
    return FilterCall(filter: filter, argument: argument, position: token.position)
  }

  private mutating func primary() throws(TemplateProblem) -> Expression {
    let token = take()
    switch token.kind {
    case .name(let name): return .name(name)
    case .number(let number): return .literal(TemplateValue(.number(number)), token.position)
    case .integer(let integer): return .literal(TemplateValue(.integer(integer)), token.position)
    case .string(let string): return .literal(TemplateValue(.text(string)), token.position)
    case .symbol("("): return try parenthesized()
    case .symbol("["): return try list(token.position)
    case .symbol, .end: throw failure("a name, a number or a text", token)
    }
  }

  private mutating func parenthesized() throws(TemplateProblem) -> Expression {
    let inner = try or()
    try expect(")")
    return inner
  }

  private mutating func list(_ position: SourcePosition) throws(TemplateProblem) -> Expression {
    var items: [Expression] = []
    repeat {
      items.append(try filtered())
    } while accept(",")
    try expect("]")
    return .list(items, position)
  }
}

// MARK: Tokens

extension ExpressionParser {
  private var peek: Token { tokens[tokens.startIndex] }

  /// The next token; the end is never passed.
  private mutating func take() -> Token {
    let token = peek
    if token.kind != .end { tokens.removeFirst() }
    return token
  }

  private mutating func accept(_ symbol: String) -> Bool {
    guard peek.kind == .symbol(symbol) else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func expect(_ symbol: String) throws(TemplateProblem) {
    guard accept(symbol) else { throw failure("`\(symbol)`", peek) }
  }

  private func expectEnd() throws(TemplateProblem) {
    guard peek.kind == .end else { throw failure("the end", peek) }
  }

  private mutating func plainName(_ expected: String) throws(TemplateProblem) -> Name {
    let token = take()
    guard case .name(let name) = token.kind else { throw failure(expected, token) }
    return name
  }

  private func failure(_ expected: String, _ token: Token) -> TemplateProblem {
    TemplateProblem(.syntax(expected: expected, found: token.text), at: token.position)
  }
}
