/// Checks a rendered page against what GitHub really renders.
struct PageLint {
  private let log: ProblemLog
  private let lines: [LocatedText]

  private init(_ lines: [LocatedText], _ log: ProblemLog) {
    self.lines = lines
    self.log = log
  }

  /// Notes every violation at its place in the templates.
  static func check(_ lines: [LocatedText], file: String, log: ProblemLog) {
    let lint = PageLint(lines, log)
    lint.checkLines()
    lint.checkDisplays()
    lint.checkTitle(file)
  }

  private func checkLines() {
    var blocks = CodeBlocks()
    var opening: SourcePosition?
    for line in lines {
      checkCharacters(of: line)
      let before = blocks.open
      if !blocks.isCode(line.characters) {
        MathLint(log).check(prose: line)
      } else if before == nil {
        opening = line.start
      } else if blocks.open?.info == "math" {
        MathLint(log).check(display: line)
      }
    }
    if blocks.open != nil, let opening { log.add(.markdown(.unclosedFence), at: opening) }
  }

  private func checkCharacters(of line: LocatedText) {
    for (index, character) in line.characters.enumerated() {
      guard let fault = CharacterForm.fault(of: character) else { continue }
      log.add(.markdown(fault), at: line.position(index))
    }
    if line.characters.last?.isWhitespace == true {
      log.add(.markdown(.trailingBlank), at: line.position(line.count - 1))
    }
  }

  private func checkTitle(_ file: String) {
    let titles = titles
    let count = titles.count
    if count == 1, titles[0].string.hasPrefix("# ") { return }
    let start = SourcePosition(file: file, line: 1, column: 1)
    let second = titles.dropFirst().first ?? titles.first
    log.add(.markdown(count == 1 ? .titleForm : .titleCount(count)), at: second?.start ?? start)
  }

  /// The lines that are a title in any of Markdown's ways to write one.
  private var titles: [LocatedText] {
    var blocks = CodeBlocks()
    var previous: LocatedText?
    var titles: [LocatedText] = []
    for line in lines {
      let isCode = blocks.isCode(line.characters)
      if !isCode, let title = title(line, after: previous) { titles.append(title) }
      previous = isCode || line.count == 0 ? nil : line
    }
    return titles
  }

  private func title(_ line: LocatedText, after previous: LocatedText?) -> LocatedText? {
    let first = line.characters.first { $0 != " " && $0 != ">" }
    guard let first, "#<=".contains(first) else { return nil }
    let text = line.string
    if text.prefixMatch(of: MarkdownPatterns.title) != nil { return line }
    guard let previous, text.wholeMatch(of: MarkdownPatterns.titleRule) != nil,
      previous.string.prefixMatch(of: MarkdownPatterns.heading) == nil
    else { return nil }
    return previous
  }

  /// Display math that touches a paragraph is shown as code or swallows the paragraph.
  private func checkDisplays() {
    var blocks = CodeBlocks()
    for (index, line) in lines.enumerated() {
      let before = blocks.open
      _ = blocks.isCode(line.characters)
      let opens = before == nil && blocks.open?.info == "math"
      let closes = before?.info == "math" && blocks.open == nil
      let neighbour = opens ? index - 1 : index + 1
      guard opens || closes, lines.indices.contains(neighbour) else { continue }
      if lines[neighbour].count > 0 {
        log.add(.markdown(.crowdedDisplay), at: line.start)
      }
    }
  }
}
