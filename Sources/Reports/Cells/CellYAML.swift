import Yams

/// Reads a cell's YAML and finds the place of each part in the template.
struct CellYAML {
  private let body: LocatedText
  private let lineStarts: [Int]

  private init(_ body: LocatedText) {
    self.body = body
    let feeds = body.characters.indices.filter { body.characters[$0] == "\n" }
    lineStarts = [0] + feeds.map { $0 + 1 }
  }

  /// The tree of a cell's body.
  static func node(_ body: LocatedText) throws(TemplateProblem) -> CellNode {
    let yaml = CellYAML(body)
    guard let root = try yaml.composed() else {
      throw TemplateProblem(.cell(.yaml("the cell is empty")), at: body.start)
    }
    return try yaml.converted(root)
  }

  private func composed() throws(TemplateProblem) -> Node? {
    do {
      return try compose(yaml: body.string)
    } catch let error as YamlError {
      throw problem(error)
    } catch {
      throw TemplateProblem(.cell(.yaml("\(error)")), at: body.start)
    }
  }

  private func converted(_ node: Node) throws(TemplateProblem) -> CellNode {
    let index = index(node.mark)
    let position = body.position(index)
    switch node {
    case .scalar(let scalar):
      return CellNode(content: .scalar(aligned(scalar.string, from: index)), position: position)
    case .sequence(let sequence):
      var items: [CellNode] = []
      for item in sequence { items.append(try converted(item)) }
      return CellNode(content: .list(items), position: position)
    case .mapping(let mapping):
      return CellNode(content: .mapping(try entries(mapping)), position: position)
    case .alias: throw TemplateProblem(.cell(.yaml("an alias of nothing")), at: position)
    }
  }

  private func entries(_ mapping: Node.Mapping) throws(TemplateProblem) -> [CellNode.Entry] {
    var entries: [CellNode.Entry] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        let position = body.position(index(key.mark))
        throw unquotedHole ?? TemplateProblem(.cell(.expected("a word", of: "key")), at: position)
      }
      let name = aligned(scalar.string, from: index(key.mark))
      entries.append(.init(key: name, value: try converted(value)))
    }
    return entries
  }
}

// MARK: Places

extension CellYAML {
  private func index(_ mark: Mark?) -> Int {
    guard let mark, mark.line <= lineStarts.count else { return 0 }
    return min(lineStarts[mark.line - 1] + mark.column - 1, body.count)
  }

  /// A scalar's characters at their places. Quotes, folding and indentation are skipped: every
  /// character of the scalar that is not white space stands in the body, in the same order.
  private func aligned(_ scalar: String, from start: Int) -> LocatedText {
    var index = start
    var positions: [SourcePosition] = []
    let characters = Array(scalar)
    for character in characters {
      let found = character.isWhitespace ? nil : body.characters[index...].firstIndex(of: character)
      if let found { index = found }
      positions.append(body.position(index))
      if found != nil || body.position(index + 1).line == body.position(index).line { index += 1 }
      index = min(index, body.count)
    }
    return LocatedText(characters, at: positions, end: body.position(index))
  }
}

// MARK: Problems

extension CellYAML {
  private func problem(_ error: YamlError) -> TemplateProblem {
    if let hole = unquotedHole { return hole }
    switch error {
    case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _),
      .composer(_, let text, let mark, _):
      return TemplateProblem(.cell(.yaml(text)), at: body.position(index(mark)))
    case .duplicatedKeysInMapping(let keys, let context):
      let text = "the key `\(keys.joined(separator: "`, `"))` is given twice"
      return TemplateProblem(.cell(.yaml(text)), at: body.position(index(context.mark)))
    default:
      return TemplateProblem(.cell(.yaml("\(error)")), at: body.start)
    }
  }

  /// A text that begins with a hole reads as a YAML mapping: the commonest mistake in a cell.
  private var unquotedHole: TemplateProblem? {
    for line in body.lines {
      for colon in line.characters.indices where line.characters[colon] == ":" {
        let before = line[0..<colon]
        let value = line[colon + 1..<line.count].trimmed
        let isQuoted = !before.characters.count(where: { $0 == "\"" }).isMultiple(of: 2)
        let beginsWithHole = value.string.hasPrefix("{{") || value.string.hasPrefix("{%")
        guard beginsWithHole, !isQuoted else { continue }
        let key = before.characters.reversed().prefix { $0.isLetter }.reversed()
        return TemplateProblem(.cell(.unquotedHole(String(key))), at: value.start)
      }
    }
    return nil
  }
}
