/// Writes values into Markdown so that they read as they are: a `*` in one is a star, and a `|` in a
/// table begins no cell.
struct LiteralText {
  private let log: ProblemLog
  private var blocks = CodeBlocks()

  private init(_ log: ProblemLog) {
    self.log = log
  }

  /// The lines of a page with everything escaped that a value holds and Markdown would take for its
  /// own. What cannot be escaped is noted.
  static func escaped(_ lines: [LocatedText], log: ProblemLog) -> [LocatedText] {
    guard let start = lines.first?.start, lines.contains(where: \.holdsLiterals) else {
      return lines
    }
    var text = LiteralText(log)
    var result: [LocatedText] = []
    let paragraphs = lines.split(omittingEmptySubsequences: false) { $0.count == 0 }
    for paragraph in paragraphs {
      let form = paragraph.contains(where: \.holdsLiterals) ? ParagraphForm(paragraph) : nil
      result += paragraph.map { text.escaped($0, form) }
      let blank = LocatedText(at: paragraph.last?.end ?? start)
      result.append(text.escaped(blank, nil))
    }
    return Array(result.dropLast())
  }

  private mutating func escaped(_ line: LocatedText, _ form: ParagraphForm?) -> LocatedText {
    let isCode = blocks.isCode(line.holdsLiterals ? line.typed : line.characters)
    guard line.holdsLiterals, let form else { return line }
    guard isCode else { return LiteralLine(line, form).escaped(log) }
    if let fence = blocks.open, let end = Fence(line.characters), fence.isClosed(by: end) {
      log.add(.markdown(.backtickInCode), at: line.start)
    }
    return line
  }
}

/// What the lines between two blank ones are, as far as it changes what a sign means.
struct ParagraphForm {
  /// A pipe ends a cell.
  let isTable: Bool
  /// A backslash is a backslash.
  let isHTML: Bool

  init(_ lines: ArraySlice<LocatedText>) {
    let typed = lines.map { String($0.typed) }
    isTable = typed.contains { line in
      line.drop { " >".contains($0) }.first == "|"
        || line.wholeMatch(of: MarkdownPatterns.tableRule) != nil
          && line.contains { $0 == "|" || $0 == ":" }
    }
    let start = typed.first?.drop { " >".contains($0) }
    isHTML = start?.prefixMatch(of: MarkdownPatterns.tagStart) != nil
  }
}

extension LocatedText {
  fileprivate var holdsLiterals: Bool { literals.contains(true) }

  /// The characters with a letter for each that stands for itself: what Markdown sees of them.
  var typed: [Character] {
    zip(characters, literals).map { $1 ? "x" : $0 }
  }
}
