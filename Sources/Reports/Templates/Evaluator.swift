import Runs

/// What expressions stand for, in the scope of the loops around them.
struct Evaluator: Sendable {
  let table: ValueTable
  /// The loop variables.
  private(set) var scope: [String: TemplateValue] = [:]
  /// The loop variables of lists that are still to be made.
  private var pendingNames: Set<String> = []
  /// False in a branch that is not taken.
  var isLive = true

  init(_ table: ValueTable) {
    self.table = table
  }

  /// The same scope with a loop variable more, whose name nothing else may have.
  func binding(_ variable: Name, to value: TemplateValue) throws(TemplateProblem) -> Evaluator {
    let name = variable.text
    let isTaken =
      scope[name] != nil || table.values.keys.contains { $0.hasPrefix(name + ".") }
    guard !isTaken else { throw TemplateProblem(.nameTaken(name), at: variable.position) }
    var result = self
    result.scope[name] = value
    return result
  }

  /// The same scope with a loop variable more of which nothing is known yet.
  func bindingPending(_ variable: Name) -> Evaluator {
    var result = self
    result.pendingNames.insert(variable.text)
    return result
  }

  /// Whether records are still to be made, so that not everything can be filled.
  var isPending: Bool { !table.pending.isEmpty }

  /// The value of an expression.
  func value(_ expression: Expression) throws(TemplateProblem) -> TemplateValue {
    switch expression {
    case .literal(let value, _): return value
    case .name(let name): return try value(of: name)
    case .list(let items, _): return try list(items)
    case .filtered(let inner, let call): return try filtered(inner, call)
    case .comparison, .not, .and, .or:
      return TemplateValue(.flag(try isTrue(expression)))
    }
  }

  private func list(_ items: [Expression]) throws(TemplateProblem) -> TemplateValue {
    var values: [TemplateValue] = []
    for item in items { values.append(try value(item)) }
    return TemplateValue(.list(values))
  }

  private func filtered(
    _ inner: Expression, _ call: FilterCall
  ) throws(TemplateProblem) -> TemplateValue {
    if call.filter == .at, case .name(let name) = inner, !isVariable(name) {
      return try value(ofSeries: name, call)
    }
    let value = try value(inner)
    var argument: TemplateValue?
    if let expression = call.argument { argument = try self.value(expression) }
    return try located(at: call.position) { () throws(Complaint) in
      try call.filter.applied(to: value, argument: argument)
    }
  }
}

// MARK: Names

extension Evaluator {
  /// Whether a name is a loop variable or a part of one.
  func isVariable(_ name: Name) -> Bool {
    guard case .literal(let text) = name.parts.first else { return false }
    let first = text.prefix { $0 != "." }
    return scope[String(first)] != nil || pendingNames.contains(String(first))
  }

  /// The name with the loop variables in brackets replaced by their texts.
  func text(of name: Name) throws(TemplateProblem) -> String {
    var text = ""
    for part in name.parts {
      switch part {
      case .literal(let literal): text += literal
      case .substituted(let inner): text += try substitution(inner)
      }
    }
    return text
  }

  private func substitution(_ name: Name) throws(TemplateProblem) -> String {
    let value = try value(of: name)
    switch value.kind {
    case .text(let text): return text
    case .integer(let integer): return String(integer)
    default:
      throw TemplateProblem(
        .wrongKind(user: "`[…]` in a name", takes: "a text or an integer", found: value.kindName),
        at: name.position)
    }
  }

  private func value(of name: Name) throws(TemplateProblem) -> TemplateValue {
    try found(name) { (text, mayBeUnknown) throws(Complaint) in
      let segments = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      if pendingNames.contains(segments[0]) { throw .excused }
      guard var value = scope[segments[0]] else {
        return try table.value(text, mayBeUnknown: mayBeUnknown)
      }
      for segment in segments.dropFirst() {
        guard let member = value.member(segment) else {
          throw unknown(segment, of: value, in: text)
        }
        value = member
      }
      guard value.kind != .null else { throw .null(text) }
      return value
    }
  }

  /// What `search` finds for a name; it is told whether the name may be unknown, so that it need not
  /// look for what was meant.
  ///
  /// In a branch that is not taken, a name with a loop variable in it may be unknown: the condition
  /// may be there to leave out the values for which it is. So may any name of a profile that does not
  /// run everything.
  func found<Result>(
    _ name: Name, _ search: (_ name: String, _ mayBeUnknown: Bool) throws(Complaint) -> Result
  ) throws(TemplateProblem) -> Result {
    let text = try text(of: name)
    let mayBeUnknown =
      (!isLive || isPending)
      && (name.parts.contains(where: \.isSubstituted) || !table.isComplete)
    do {
      return try search(text, mayBeUnknown)
    } catch {
      throw TemplateProblem(mayBeUnknown ? .excused : error, at: name.position)
    }
  }

  /// A member that a loop variable's value has not, by the names of those that it has.
  private func unknown(_ segment: String, of value: TemplateValue, in text: String) -> Complaint {
    let owner = text.dropLast(segment.count)
    return .unknown(.name, text, among: value.memberNames.map { owner + $0 })
  }
}

// MARK: Lists

extension Evaluator {
  /// The scopes of a loop's rounds, one where its list is still to be made.
  func rounds(_ variable: Name, _ list: Expression) throws(TemplateProblem) -> [Evaluator] {
    let values: [TemplateValue]
    do {
      values = try items(of: list)
    } catch {
      guard isPending, error.complaint == .excused else { throw error }
      return [bindingPending(variable)]
    }
    var rounds: [Evaluator] = []
    for value in values { rounds.append(try binding(variable, to: value)) }
    return rounds
  }

  /// The values that a loop goes through; none would render as nothing.
  func items(of expression: Expression) throws(TemplateProblem) -> [TemplateValue] {
    let value = try value(expression)
    guard case .list(let items) = value.kind else {
      throw TemplateProblem(
        .wrongKind(user: "a loop", takes: "a list", found: value.kindName),
        at: expression.position)
    }
    guard !items.isEmpty else { throw TemplateProblem(.emptyList, at: expression.position) }
    return items
  }
}
