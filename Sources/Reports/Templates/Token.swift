/// A word of an expression.
struct Token: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    case name(Name)
    case number(Double)
    case integer(Int)
    case string(String)
    /// An operator, a bracket or one of the words `and`, `or`, `not`, `in`.
    case symbol(String)
    case end
  }

  var kind: Kind
  var position: SourcePosition

  /// Whether it may make the tree of the expression deeper; a comma only makes a list longer.
  var isOperator: Bool {
    if case .symbol(let symbol) = kind { symbol != "," } else { false }
  }

  /// How the token is named in a message.
  var text: String {
    switch kind {
    case .name(let name): return "`\(name.text)`"
    case .number(let number): return "`\(number)`"
    case .integer(let integer): return "`\(integer)`"
    case .string(let string): return "`\"\(string)\"`"
    case .symbol(let symbol): return "`\(symbol)`"
    case .end: return "the end"
    }
  }
}

extension Name {
  /// The name as it was typed.
  var text: String {
    parts.map { part in
      switch part {
      case .literal(let text): return text
      case .substituted(let name): return "[\(name.text)]"
      }
    }
    .joined()
  }
}
