/// The lines of a rendered page.
enum PageLines {
  /// At most one blank line in a row outside code, none at the beginning or the end.
  ///
  /// Conditions and cells leave blank lines behind that nobody typed.
  static func tidy(_ text: LocatedText) -> [LocatedText] {
    var blocks = CodeBlocks()
    var lines: [LocatedText] = []
    for line in text.lines {
      let isCode = blocks.isCode(line.characters)
      let isRepeated = line.count == 0 && (lines.last?.count ?? 0) == 0
      if isCode || !isRepeated { lines.append(line) }
    }
    while lines.last?.count == 0 { lines.removeLast() }
    return lines
  }
}
