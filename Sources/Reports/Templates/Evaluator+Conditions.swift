import Runs

extension Evaluator {
  /// Whether a condition holds. Both sides of `and` and `or` are read whatever the first one says,
  /// so that a misspelt name never hides.
  func isTrue(_ expression: Expression) throws(TemplateProblem) -> Bool {
    switch expression {
    case .not(let inner): return try !isTrue(inner)
    case .and(let left, let right):
      let (first, second) = (try isTrue(left), try isTrue(right))
      return first && second
    case .or(let left, let right):
      let (first, second) = (try isTrue(left), try isTrue(right))
      return first || second
    case .comparison(let comparison, let left, let right, let position):
      let (first, second) = (try value(left), try value(right))
      return try located(at: position) { () throws(Complaint) in
        try compare(comparison, first, second)
      }
    case .literal, .name, .list, .filtered: return try flag(expression)
    }
  }

  private func flag(_ expression: Expression) throws(TemplateProblem) -> Bool {
    let value = try value(expression)
    guard case .flag(let flag) = value.kind else {
      throw TemplateProblem(
        .wrongKind(user: "a condition", takes: "a flag or a comparison", found: value.kindName),
        at: expression.position)
    }
    return flag
  }

  private func compare(
    _ comparison: Comparison, _ left: TemplateValue, _ right: TemplateValue
  ) throws(Complaint) -> Bool {
    if case .integer(let first) = left.kind, case .integer(let second) = right.kind {
      return comparison.holds(first, second)
    }
    if let first = left.number, let second = right.number {
      return comparison.holds(first, second)
    }
    guard case .text(let first) = left.kind, case .text(let second) = right.kind else {
      throw .incomparable(left.kindName, right.kindName)
    }
    try expect(second, isOneOf: left.choices)
    try expect(first, isOneOf: right.choices)
    switch comparison {
    case .equal: return first == second
    case .unequal: return first != second
    default: throw .unordered("a text")
    }
  }

  /// A word that the other side can never be is a misspelt one.
  private func expect(_ word: String, isOneOf choices: [String]) throws(Complaint) {
    guard choices.isEmpty || choices.contains(word) else {
      throw .unknown(.word, word, among: choices)
    }
  }
}

extension Comparison {
  fileprivate func holds<Number: Comparable>(_ left: Number, _ right: Number) -> Bool {
    switch self {
    case .equal: return left == right
    case .unequal: return left != right
    case .less: return left < right
    case .lessOrEqual: return left <= right
    case .greater: return left > right
    case .greaterOrEqual: return left >= right
    }
  }
}
