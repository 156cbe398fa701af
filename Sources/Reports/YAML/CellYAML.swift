import Yams

/// Reads a cell's YAML and finds the place of each part in the template.
struct CellYAML {
  let body: LocatedText
  private let lineStarts: [Int]

  private init(_ body: LocatedText) {
    self.body = body
    let feeds = body.characters.indices.filter { body.characters[$0] == "\n" }
    lineStarts = [0] + feeds.map { $0 + 1 }
  }

  /// The tree of a cell's body.
  static func node(_ body: LocatedText) throws(TemplateProblem) -> CellNode {
    let yaml = CellYAML(body)
    try yaml.expectOneDocument()
    if let alias = yaml.firstAlias { throw TemplateProblem(.cell(.alias), at: alias) }
    guard let root = try yaml.composed() else {
      throw TemplateProblem(.cell(.yaml("the cell is empty")), at: body.start)
    }
    return try yaml.converted(root, depth: 0)
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

  private func converted(_ node: Node, depth: Int) throws(TemplateProblem) -> CellNode {
    let index = index(node.mark)
    let position = body.position(index)
    guard depth < TemplateParser.depthLimit else {
      throw TemplateProblem(.tooDeep(limit: TemplateParser.depthLimit), at: position)
    }
    try expectNoProperty(at: index)
    switch node {
    case .scalar(let scalar):
      return CellNode(content: .scalar(try text(scalar, from: index)), position: position)
    case .sequence(let sequence):
      var items: [CellNode] = []
      for item in sequence { items.append(try converted(item, depth: depth + 1)) }
      return CellNode(content: .list(items), position: position)
    case .mapping(let mapping):
      return CellNode(content: .mapping(try entries(mapping, depth: depth + 1)), position: position)
    case .alias: throw TemplateProblem(.cell(.alias), at: position)
    }
  }

  private func entries(
    _ mapping: Node.Mapping, depth: Int
  ) throws(TemplateProblem) -> [CellNode.Entry] {
    var entries: [CellNode.Entry] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        let index = index(key.mark)
        let isHole = index > 0 && body.matches("{{", at: index - 1)
        let fault = isHole ? CellFault.unquotedHole("the text") : .expected("a word", of: "key")
        throw unquotedHole
          ?? TemplateProblem(.cell(fault), at: body.position(isHole ? index - 1 : index))
      }
      try expectNoProperty(at: index(key.mark))
      let name = try text(scalar, from: index(key.mark))
      entries.append(.init(key: name, value: try converted(value, depth: depth)))
    }
    return entries
  }

  private func text(
    _ scalar: Node.Scalar, from start: Int
  ) throws(TemplateProblem) -> LocatedText {
    let (text, end) = aligned(scalar.string, from: start)
    try expectVisible(text)
    if scalar.style == .plain { try expectNoComment(after: end, of: start) }
    return text
  }
}

// MARK: Places

extension CellYAML {
  func index(_ mark: Mark?) -> Int {
    guard let mark, (1...lineStarts.count).contains(mark.line) else { return 0 }
    // Columns are counted in Unicode scalars.
    var index = lineStarts[mark.line - 1]
    var scalars = mark.column - 1
    while scalars > 0, index < body.count, body.characters[index] != "\n" {
      scalars -= body.characters[index].unicodeScalars.count
      index += 1
    }
    return index
  }

  /// How far the next character of a scalar may be: behind quotes, a line's end, an indentation.
  private static let reach = 256

  /// A scalar's characters at their places. Quotes, folding and indentation are skipped: every
  /// character of the scalar that is not white space stands in the body, in the same order, unless
  /// it was written as its number. With the index behind the last one.
  private func aligned(_ scalar: String, from start: Int) -> (text: LocatedText, end: Int) {
    var index = start
    var positions: [SourcePosition] = []
    let characters = Array(scalar)
    for character in characters {
      let ahead = body.characters[index..<min(index + Self.reach, body.count)]
      let found = character.isWhitespace ? nil : ahead.firstIndex(of: character)
      if let found { index = found }
      positions.append(body.position(index))
      if found != nil || body.position(index + 1).line == body.position(index).line { index += 1 }
      index = min(index, body.count)
    }
    return (LocatedText(characters, at: positions, end: body.position(index)), index)
  }
}

// MARK: Aliases

extension CellYAML {
  /// Where a part is used again that was given a name before. A few such names stand for more text
  /// than any memory holds, and a cell has nothing to repeat.
  private var firstAlias: SourcePosition? {
    let anchors = Set(words(after: "&").map(\.word))
    return words(after: "*").first { anchors.contains($0.word) }?.position
  }

  /// The words that follow a mark at the beginning of a part.
  private func words(after mark: Character) -> [(word: String, position: SourcePosition)] {
    let characters = body.characters
    return characters.indices.compactMap { index in
      guard characters[index] == mark else { return nil }
      let before = index > 0 ? characters[index - 1] : " "
      guard before.isWhitespace || "[{,:".contains(before) else { return nil }
      let word = characters[(index + 1)...].prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")
      }
      return word.isEmpty ? nil : (String(word), body.position(index))
    }
  }
}
