import Yams

/// What is said of YAML that cannot be read: what to type instead, where that is known.
extension CellYAML {
  func problem(_ error: YamlError) -> TemplateProblem {
    if let hole = unquotedHole { return hole }
    switch error {
    case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _),
      .composer(_, let text, let mark, _):
      return problem(text, at: mark)
    case .duplicatedKeysInMapping(let keys, let context):
      let text = "the key `\(keys.joined(separator: "`, `"))` is given twice"
      return TemplateProblem(.cell(.yaml(text)), at: body.position(index(context.mark)))
    case .reader(let text, _, let value, _):
      let number = value < 0 ? "" : ": U+" + String(value, radix: 16, uppercase: true)
      return TemplateProblem(.cell(.yaml(text + number)), at: body.start)
    default:
      return TemplateProblem(.cell(.yaml("\(error)")), at: body.start)
    }
  }

  private func problem(_ text: String, at mark: Mark) -> TemplateProblem {
    let index = index(mark)
    let lines = body.lines
    if let misplaced = misplaced(line: mark.line - 1) { return misplaced }
    if text.hasPrefix("did not find expected key"), lines.indices.contains(mark.line - 1),
      let problem = Self.goesOn(lines[mark.line - 1])
    {
      return problem
    }
    // What is missed at a place was often begun on the line before.
    for number in [mark.line - 1, mark.line - 2] where lines.indices.contains(number) {
      if let problem = Self.problem(in: lines[number]) { return problem }
    }
    if text.hasPrefix("mapping values are not allowed") {
      return TemplateProblem(.cell(.colon), at: body.position(index))
    }
    if text.hasPrefix("found character that cannot start"), index < body.count {
      let character = String(body.characters[index])
      return TemplateProblem(.cell(.leadingMark(character)), at: body.position(index))
    }
    return TemplateProblem(.cell(.yaml(text)), at: body.position(index))
  }

  /// What a line without quotes holds that YAML takes for something else.
  private static func problem(in line: LocatedText) -> TemplateProblem? {
    let start = valueStart(line)
    guard start < line.count, !"\"'".contains(line.characters[start]) else { return nil }
    if "*&!@`%|>?,".contains(line.characters[start]), start + 1 < line.count,
      line.characters[start + 1] != "-", !line.characters[start + 1].isWhitespace
    {
      let mark = String(line.characters[start])
      return TemplateProblem(.cell(.leadingMark(mark)), at: line.position(start))
    }
    guard !line.characters.contains("\"") else { return nil }
    let comment = line.characters.indices.dropFirst().first {
      line.characters[$0] == "#" && line.characters[$0 - 1] == " "
        && !line.characters[..<$0].allSatisfy(\.isWhitespace)
    }
    return comment.map { TemplateProblem(.cell(.comment), at: line.position($0)) }
  }

  /// A text that goes on behind the bracket or the quotes it begins with.
  private static func goesOn(_ line: LocatedText) -> TemplateProblem? {
    let start = valueStart(line)
    guard start > 0, start < line.count, "[{\"'".contains(line.characters[start]) else {
      return nil
    }
    let mark = String(line.characters[start])
    return TemplateProblem(.cell(.leadingMark(mark)), at: line.position(start))
  }

  /// Where the value of a line begins: behind its dashes and its key.
  private static func valueStart(_ line: LocatedText) -> Int {
    let start = line.characters.firstIndex { $0 != " " && $0 != "-" } ?? line.count
    let key = line.characters[start...].prefix { $0.isLetter }
    guard !key.isEmpty, key.endIndex < line.count, line.characters[key.endIndex] == ":" else {
      return start
    }
    return line.characters[(key.endIndex + 1)...].firstIndex { $0 != " " } ?? line.count
  }
}

extension LocatedText {
  /// Whether nothing but dashes stands before that one on a line.
  fileprivate func isDash(_ index: Int) -> Bool {
    characters[..<index].allSatisfy { $0 == " " || $0 == "-" }
  }
}

// MARK: Holes

extension CellYAML {
  /// A text that begins with a hole reads as a YAML mapping: the commonest mistake in a cell.
  var unquotedHole: TemplateProblem? {
    body.lines.lazy.compactMap(Self.unquotedHole).first
  }

  private static func unquotedHole(_ line: LocatedText) -> TemplateProblem? {
    var isQuoted = false
    var isOpen = false
    var depth = 0
    for (index, character) in line.characters.enumerated() where !character.isWhitespace {
      if character == "\"" { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if isOpen, line.matches("{{", at: index) || line.matches("{%", at: index) {
        return TemplateProblem(
          .cell(.unquotedHole(key(before: index, in: line))), at: line.position(index))
      }
      if "[{".contains(character) { depth += 1 }
      if "]}".contains(character) { depth -= 1 }
      isOpen =
        character == ":" || (character == "-" && line.isDash(index))
        || (depth > 0 && "[{,".contains(character))
    }
    return nil
  }

  /// The key whose value begins there, or what else it is.
  private static func key(before index: Int, in line: LocatedText) -> String {
    let before = line.characters[..<index].reversed().drop(while: \.isWhitespace)
    guard before.first == ":" else { return "the item" }
    return "`" + String(before.dropFirst().prefix { $0.isLetter }.reversed()) + "`"
  }
}
