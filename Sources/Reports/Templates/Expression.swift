/// What can stand in a hole, in a condition, or behind `in`.
indirect enum Expression: Equatable, Sendable {
  case literal(TemplateValue, SourcePosition)
  case name(Name)
  case list([Expression], SourcePosition)
  case filtered(Expression, FilterCall)
  case comparison(Comparison, Expression, Expression, SourcePosition)
  case not(Expression)
  case and(Expression, Expression)
  case or(Expression, Expression)

  /// Where it begins.
  var position: SourcePosition {
    switch self {
    case .literal(_, let position), .list(_, let position): return position
    case .name(let name): return name.position
    case .filtered(let inner, _), .comparison(_, let inner, _, _): return inner.position
    case .not(let inner), .and(let inner, _), .or(let inner, _): return inner.position
    }
  }

  /// Whether a recorded value takes part in it.
  var readsValue: Bool {
    switch self {
    case .literal: return false
    case .name: return true
    case .list(let items, _): return items.contains(where: \.readsValue)
    case .filtered(let inner, _), .not(let inner): return inner.readsValue
    case .comparison(_, let left, let right, _), .and(let left, let right),
      .or(let left, let right):
      return left.readsValue || right.readsValue
    }
  }
}

/// The six comparisons.
enum Comparison: String, CaseIterable, Sendable {
  case equal = "=="
  case unequal = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"
}

/// A dotted name. `[k]` stands for the text of the loop variable `k`, put in its place: with `"2"`
/// for k, `anatomy.k[k].cosine` is `anatomy.k2.cosine`.
struct Name: Equatable, Sendable {
  enum Part: Equatable, Sendable {
    case literal(String)
    case substituted(Name)

    var isSubstituted: Bool {
      if case .substituted = self { true } else { false }
    }
  }

  var parts: [Part]
  var position: SourcePosition
}

/// A filter with its argument.
struct FilterCall: Equatable, Sendable {
  var filter: Filter
  var argument: Expression?
  var position: SourcePosition
}
