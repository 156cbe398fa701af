import Runs

/// Cuts a template into text, holes, tags and cells.
struct TemplateScanner {
  private let text: LocatedText
  private let log: ProblemLog
  private let readsCells: Bool
  private var segments: [Segment] = []
  private var index = 0
  /// Where the text begins that no segment has taken yet.
  private var textStart = 0
  /// The ordinary code blocks of the template.
  private var blocks = CodeBlocks()

  private init(_ text: LocatedText, _ log: ProblemLog, readsCells: Bool) {
    self.text = text
    self.log = log
    self.readsCells = readsCells
  }

  /// The pieces of a template. The texts within cells hold no cells themselves.
  static func segments(
    of text: LocatedText, readsCells: Bool = true, log: ProblemLog
  ) -> [Segment] {
    var scanner = TemplateScanner(text, log, readsCells: readsCells)
    scanner.scan()
    return scanner.segments
  }

  private mutating func scan() {
    while index < text.count {
      let isLineStart = index == 0 || text.characters[index - 1] == "\n"
      if readsCells, isLineStart, scanFence() { continue }
      if text.matches("{{", at: index) {
        scanHole()
      } else if text.matches("{%", at: index) {
        scanTag()
      } else {
        index += 1
      }
    }
    flush(upTo: index)
  }

  private mutating func flush(upTo end: Int) {
    if textStart < end { segments.append(.text(text[textStart..<end])) }
    textStart = index
  }
}

// MARK: Holes and tags

extension TemplateScanner {
  private mutating func scanHole() {
    let start = index
    guard let inside = inside(closedBy: "}}") else { return }
    flush(upTo: start)
    segments.append(.hole(inside, position: text.position(start)))
  }

  private mutating func scanTag() {
    let start = index
    guard let inside = inside(closedBy: "%}") else { return }
    let content = inside.trimmed
    let word = content.characters.prefix { !$0.isWhitespace }
    let tag = TemplateTag(rawValue: String(word))
    if tag == .raw { return scanRaw(from: start, content[word.count..<content.count].trimmed) }
    if tag == .comment { skipComment(from: start) }
    let standsAlone = tag != .figref && isAlone(start..<index)
    let textEnd = standsAlone ? lineStart(of: start) : start
    if standsAlone { index = min(lineEnd(from: index) + 1, text.count) }
    flush(upTo: textEnd)
    guard tag != .comment else { return }
    let arguments = content[word.count..<content.count].trimmed
    segments.append(.tag(String(word), arguments: arguments, position: text.position(start)))
  }

  /// What stands up to `closing` on the same line, or nil with a problem noted.
  private mutating func inside(closedBy closing: String) -> LocatedText? {
    let start = index
    var isQuoted = false
    index += 2
    while index < text.count, text.characters[index] != "\n" {
      if text.characters[index] == "\"" { isQuoted.toggle() }
      if !isQuoted, text.matches(closing, at: index) {
        index += 2
        return text[start + 2..<index - 2]
      }
      index += 1
    }
    let opening = String(text.characters[start..<start + 2])
    log.add(.unclosed(opening, expected: closing), at: text.position(start))
    return nil
  }

  /// A comment may hold anything, broken tags as well.
  private mutating func skipComment(from start: Int) {
    index = end(of: .comment, from: start)?.upperBound ?? text.count
  }

  /// The tag that ends a block whose content is not read, or nil with a problem noted.
  private func end(of tag: TemplateTag, from start: Int) -> Range<Int>? {
    guard let end = tag.end?.rawValue else { return nil }
    for candidate in index..<text.count where text.matches("{%", at: candidate) {
      guard let length = length(of: end, text.characters[candidate...]) else { continue }
      return candidate..<candidate + length
    }
    log.add(.unclosed(tag.rawValue, expected: end), at: text.position(start))
    return nil
  }

  /// How long the tag of that name is with which a text begins, nil where it begins otherwise.
  private func length(of name: String, _ rest: ArraySlice<Character>) -> Int? {
    let word = rest.dropFirst(2).drop { $0 == " " }
    guard word.starts(with: name) else { return nil }
    let end = word.dropFirst(name.count).drop { $0 == " " }
    return end.starts(with: "%}") ? end.startIndex + 2 - rest.startIndex : nil
  }

  /// Whether nothing but blanks shares the lines with that range: then the lines vanish with it.
  private func isAlone(_ range: Range<Int>) -> Bool {
    let before = text.characters[lineStart(of: range.lowerBound)..<range.lowerBound]
    let after = text.characters[range.upperBound..<lineEnd(from: range.upperBound)]
    return before.allSatisfy(\.isWhitespace) && after.allSatisfy(\.isWhitespace)
  }

  private func lineStart(of index: Int) -> Int {
    (text.characters[..<index].lastIndex(of: "\n") ?? -1) + 1
  }

  private func lineEnd(from index: Int) -> Int {
    text.characters[index...].firstIndex(of: "\n") ?? text.count
  }
}

// MARK: Raw blocks

extension TemplateScanner {
  /// Takes a block whose content goes to the page as it is: neither holes nor tags nor cells are read
  /// in it. Tags that have their lines to themselves take these with them.
  private mutating func scanRaw(from start: Int, _ arguments: LocatedText) {
    if arguments.count > 0 {
      let found = "`\(arguments.string)`"
      log.add(.syntax(expected: "`%}`", found: found), at: arguments.start)
    }
    let lineStart = lineStart(of: start)
    let opensLine = text.characters[lineStart..<start].allSatisfy(\.isWhitespace)
    let opensAlone = isAlone(start..<index)
    let end = end(of: .raw, from: start)
    let contentStart = opensAlone ? min(lineEnd(from: index) + 1, text.count) : index
    index = contentStart
    flush(upTo: opensAlone ? lineStart : start)
    guard let end else {
      (index, textStart) = (text.count, text.count)
      return
    }
    let closesAlone = isAlone(end)
    let contentEnd =
      closesAlone ? max(contentStart, self.lineStart(of: end.lowerBound)) : end.lowerBound
    let content = text[contentStart..<contentEnd]
    if content.count > 0 { segments.append(.text(content)) }
    index = closesAlone ? min(lineEnd(from: end.upperBound) + 1, text.count) : end.upperBound
    textStart = index
    let rest = closesAlone ? [] : text.characters[index..<lineEnd(from: index)]
    noteBlocks(content.characters + rest, isLineStart: opensLine)
  }

  /// Follows the code blocks of lines that are not scanned.
  private mutating func noteBlocks(_ characters: [Character], isLineStart: Bool) {
    guard !characters.isEmpty else { return }
    let lines = characters.split(separator: "\n", omittingEmptySubsequences: false)
    // Behind the last line feed begins what is still to be scanned.
    let whole = characters.last == "\n" ? lines.dropLast() : lines[...]
    for line in whole.dropFirst(isLineStart ? 0 : 1) { _ = blocks.isCode(line) }
  }
}

// MARK: Fenced blocks

extension TemplateScanner {
  /// Takes a cell that starts here; whether it did. Ordinary code blocks are only noted.
  private mutating func scanFence() -> Bool {
    // A line that begins with a tag leaves nothing, or not what it seems to be.
    guard !text.matches("{%", at: index) else { return false }
    let line = text.characters[index..<lineEnd(from: index)]
    let isInside = blocks.open != nil
    _ = blocks.isCode(line)
    guard !isInside, let opening = blocks.open else { return false }
    guard let kind = CellKind(rawValue: opening.word.lowercased()) else {
      noteMisspelling(opening)
      return false
    }
    guard line.first == opening.marker else {
      log.add(.cell(.indented(kind.rawValue)), at: text.position(index))
      return false
    }
    guard opening.info == kind.rawValue else {
      log.add(.cell(.notAlone(kind.rawValue, found: opening.info)), at: text.position(index))
      return false
    }
    blocks.close()
    scanCell(kind, opening)
    return true
  }

  private mutating func scanCell(_ kind: CellKind, _ opening: Fence) {
    let start = index
    flush(upTo: start)
    let bodyStart = min(lineEnd(from: index) + 1, text.count)
    index = bodyStart
    while index < text.count {
      let end = lineEnd(from: index)
      if let line = Fence(text.characters[index..<end]), opening.isClosed(by: line) {
        let body = text[bodyStart..<index]
        segments.append(.cell(kind, body: body, position: text.position(start)))
        index = min(end + 1, text.count)
        textStart = index
        return
      }
      index = min(end + 1, text.count)
    }
    textStart = index
    log.add(.markdown(.unclosedFence), at: text.position(start))
  }

  /// A cell whose kind is misspelt would silently become a code block.
  private func noteMisspelling(_ line: Fence) {
    let kinds = CellKind.allCases.map(\.rawValue)
    guard NearestName.of(line.word, among: kinds) != nil else { return }
    log.add(.unknown(.cell, line.word, among: kinds), at: text.position(index))
  }
}
