/// One line of a page in which some characters stand for themselves.
struct LiteralLine {
  private let line: LocatedText
  private let form: ParagraphForm
  private let codes: [Range<Int>]
  private let tags: [Range<Int>]
  /// Where the text begins, behind the marks of quotes and lists.
  private let start: Int
  /// The sign behind a number that would begin a list.
  private let listMark: Int?

  init(_ line: LocatedText, _ form: ParagraphForm) {
    let typed = line.typed
    let codes = InlineCode.spans(in: typed)
    self.line = line
    self.form = form
    self.codes = codes
    tags = Self.tags(in: InlineCode.blanked(typed))
    start = Self.start(of: typed)
    listMark = Self.listMark(in: line, from: start)
  }

  /// The line as Markdown; what cannot be written is noted.
  func escaped(_ log: ProblemLog) -> LocatedText {
    line.replacing { index in
      if index == listMark { return "\\" + String(character(index)) }
      guard line.literals[index] else { return nil }
      if codes.contains(where: { $0.contains(index) }) { return inCode(index, log) }
      if tags.contains(where: { $0.contains(index) }) { return inTag(index) }
      guard hasMeaning(index) else { return nil }
      return isRaw ? Self.reference(character(index)) : "\\" + String(character(index))
    }
  }

  private func inCode(_ index: Int, _ log: ProblemLog) -> String? {
    if character(index) == "`" { log.add(.markdown(.backtickInCode), at: line.position(index)) }
    return character(index) == "|" && form.isTable ? "\\|" : nil
  }

  private func inTag(_ index: Int) -> String? {
    "&<>\"'|".contains(character(index)) ? Self.reference(character(index)) : nil
  }

  /// In a paragraph that begins with a tag, a backslash may be a backslash; an image is none.
  private var isRaw: Bool {
    form.isHTML && !line.characters.starts(with: "![")
  }

  /// `&#42;`
  private static func reference(_ character: Character) -> String {
    character.unicodeScalars.map { "&#\($0.value);" }.joined()
  }
}

// MARK: What a sign means

extension LiteralLine {
  private func character(_ index: Int) -> Character { line.characters[index] }

  private func neighbour(_ index: Int) -> Character? {
    line.characters.indices.contains(index) ? line.characters[index] : nil
  }

  private func hasMeaning(_ index: Int) -> Bool {
    switch character(index) {
    case "\\", "`", "*", "<", "~", "&": return true
    case "[", "]": return !isRange(around: index)
    case "|": return form.isTable
    case "_": return !(isWord(neighbour(index - 1)) && isWord(neighbour(index + 1)))
    case "!": return neighbour(index + 1) == "["
    case "(": return neighbour(index - 1) == "]"
    case "^": return neighbour(index - 1) == "["
    case "#": return index == start || line.characters[index...].allSatisfy { $0 == "#" }
    case ":": return index == start || neighbour(index - 1) == "]" || isAddress(index)
    case ".": return isHost(index)
    case ">", "=": return index == start
    case "-", "+": return index == start && !isWord(neighbour(index + 1))
    default: return false
    }
  }

  private func isWord(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber } ?? false
  }

  /// `https://`, which would become a link.
  private func isAddress(_ index: Int) -> Bool {
    line.characters[(index + 1)...].starts(with: "//")
  }

  /// `www.`, which would become a link.
  private func isHost(_ index: Int) -> Bool {
    String(line.characters[max(0, index - 3)..<index]).lowercased() == "www"
  }

  /// `[1.87, 2.24]`: brackets around nothing but numbers, which are no link where no address follows.
  private func isRange(around index: Int) -> Bool {
    let characters = line.characters
    guard let first = characters[...index].lastIndex(of: "["),
      let last = characters[index...].firstIndex(of: "]")
    else { return false }
    let inside = characters[(first + 1)..<max(last, first + 1)]
    let isNumeric = inside.allSatisfy { $0.isNumber || "+−-.,% ".contains($0) }
    let isAlone = neighbour(last + 1).map { !"([:".contains($0) } ?? true
    return isNumeric && inside.contains(",") && isAlone && neighbour(first - 1) != "!"
  }
}

// MARK: Places

extension LiteralLine {
  private static func tags(in line: [Character]) -> [Range<Int>] {
    let text = String(line)
    return text.matches(of: MarkdownPatterns.tag).map { match in
      let first = text.distance(from: text.startIndex, to: match.range.lowerBound)
      return first..<first + match.output.count
    }
  }

  private static func start(of typed: [Character]) -> Int {
    String(typed).prefixMatch(of: MarkdownPatterns.lineMarks)?.output.count ?? 0
  }

  private static func listMark(in line: LocatedText, from start: Int) -> Int? {
    let digits = line.characters[start...].prefix { $0.isASCII && $0.isNumber }
    let mark = start + digits.count
    guard (1...9).contains(digits.count), mark < line.count, ".)".contains(line.characters[mark]),
      mark + 1 == line.count || line.characters[mark + 1].isWhitespace,
      line.literals[start...mark].contains(true)
    else { return nil }
    return mark
  }
}
