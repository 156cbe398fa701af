import Runs

// MARK: Numbers and series

extension CellFields {
  /// A number, or the name of a recorded one.
  func number(_ key: String) throws(TemplateProblem) -> Double {
    try number(try part(key), key)
  }

  func optionalNumber(_ key: String) throws(TemplateProblem) -> Double? {
    has(key) ? try number(key) : nil
  }

  /// A list of numbers or names.
  func numbers(_ key: String) throws(TemplateProblem) -> [Double] {
    var numbers: [Double] = []
    for item in try repeatedItems(key, .numberItem) {
      numbers.append(try within(item.renderer).number(item.node, key))
    }
    return numbers
  }

  /// A list of increasing numbers or names.
  func increasingNumbers(
    _ key: String, atLeast least: Int = 1
  ) throws(TemplateProblem) -> [Double] {
    let numbers = try numbers(key)
    guard numbers.count >= least, zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) else {
      let shape = least > 1 ? "at least \(least) increasing numbers" : "increasing numbers"
      throw TemplateProblem(.cell(.expected(shape, of: key)), at: try part(key).position)
    }
    return numbers
  }

  /// The two coordinates of a point.
  func coordinates(_ key: String) throws(TemplateProblem) -> [Double] {
    let numbers = try numbers(key)
    guard numbers.count == 2 else {
      throw TemplateProblem(
        .cell(.expected("two coordinates", of: key)), at: try part(key).position)
    }
    return numbers
  }

  /// The recorded interval that a key names.
  func interval(_ key: String) throws(TemplateProblem) -> Interval {
    let text = try raw(key)
    let value = try renderer.evaluator.value(try ExpressionParser.expression(text))
    guard case .interval(let interval) = value.kind else {
      throw TemplateProblem(
        .wrongKind(user: "`\(key)`", takes: "an interval", found: value.kindName), at: text.start)
    }
    return interval
  }

  /// The recorded series that a key names.
  func series(_ key: String = "series") throws(TemplateProblem) -> Series {
    try namedSeries(key).series
  }

  /// The same with its full name.
  func namedSeries(
    _ key: String = "series"
  ) throws(TemplateProblem) -> (name: String, series: Series) {
    let name = try ExpressionParser.name(try raw(key))
    return try renderer.evaluator.found(name) { (text, mayBeUnknown) throws(Complaint) in
      (text, try renderer.evaluator.table.series(named: text, mayBeUnknown: mayBeUnknown))
    }
  }

  /// The number in one part of a list.
  func number(_ node: CellNode, _ key: String) throws(TemplateProblem) -> Double {
    let text = try Self.scalar(node, key)
    let value = try renderer.evaluator.value(try ExpressionParser.expression(text))
    guard let number = value.number else {
      throw TemplateProblem(
        .wrongKind(user: "`\(key)`", takes: "a number", found: value.kindName), at: text.start)
    }
    return number
  }
}

// MARK: Lists

extension CellFields {
  /// The items of a list, as they stand.
  func list(_ key: String) throws(TemplateProblem) -> [CellNode] {
    let part = try part(key)
    guard case .list(let items) = part.content, !items.isEmpty else {
      throw TemplateProblem(
        .cell(.expected("a list that is not empty", of: key)), at: part.position)
    }
    return items
  }

  /// Whether an item of a list has a key.
  func isAnyItem(
    of key: String, with inner: String
  ) throws(TemplateProblem) -> Bool {
    guard case .list(let items) = try part(key).content else { return false }
    return items.contains { $0.value(of: inner) != nil }
  }

  /// What `read` makes of each item of a list, none when the key is not given. An item with `each`
  /// and `in` stands for one item per value. What is wrong in an item is noted; the others are read.
  func items<Item>(
    _ key: String, _ read: (CellNode, Renderer) throws(TemplateProblem) -> Item
  ) -> [Item] {
    guard has(key) else { return [] }
    let nodes = renderer.log.attempt { () throws(TemplateProblem) in try list(key) } ?? []
    return nodes.flatMap { node in
      let renderers =
        renderer.log.attempt { () throws(TemplateProblem) in try repeated(node) } ?? []
      return renderers.compactMap { renderer in
        renderer.log.attempt { () throws(TemplateProblem) in
          try read(node.without(CellKeys.items.words), renderer)
        }
      }
    }
  }

  /// The items of a list of texts or numbers, each with its renderer. An item with `each` and `in`
  /// stands for one item per value, which it has under the first of `keys`.
  func repeatedItems(
    _ key: String, _ keys: CellKeys
  ) throws(TemplateProblem) -> [(node: CellNode, renderer: Renderer)] {
    var items: [(node: CellNode, renderer: Renderer)] = []
    for node in try list(key) {
      guard node.value(of: "each") != nil else {
        items.append((node, renderer))
        continue
      }
      for renderer in try repeated(node) {
        let fields = try CellFields(
          node.without(CellKeys.items.words), keys, renderer: renderer)
        items.append((try fields.part(keys.words[0]), renderer))
      }
    }
    return items
  }

  /// Two lists that belong together have as many items; while one is still to be made nobody knows.
  func expect(
    _ count: Int, of key: String, as other: Int, of otherKey: String
  ) throws(TemplateProblem) {
    guard count != other else { return }
    let isOpen = renderer.evaluator.isPending
    throw isOpen
      ? TemplateProblem(.excused, at: position)
      : problem(.unequalLengths(key, count, otherKey, other))
  }

  /// The renderer of this cell, or one per value of the item's `in`.
  private func repeated(_ node: CellNode) throws(TemplateProblem) -> [Renderer] {
    guard let each = node.value(of: "each") else { return [renderer] }
    guard let list = node.value(of: "in") else {
      throw TemplateProblem(.cell(.missingKey("in")), at: node.position)
    }
    let variable = try ExpressionParser.name(try Self.scalar(each, "each"))
    return try renderer.evaluator.rounds(variable, try values(list)).map(renderer.within)
  }

  private func values(_ node: CellNode) throws(TemplateProblem) -> Expression {
    switch node.content {
    case .list(let items):
      var values: [Expression] = []
      for item in items {
        let text = try Self.scalar(item, "in")
        values.append(.literal(TemplateValue(.text(text.string)), text.start))
      }
      return .list(values, node.position)
    case .scalar(let text):
      return try ExpressionParser.expression(text)
    case .mapping:
      throw TemplateProblem(.cell(.expected("a list", of: "in")), at: node.position)
    }
  }
}
