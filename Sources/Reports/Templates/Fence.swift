/// The opening or closing line of a fenced block.
struct Fence: Equatable, Sendable {
  var indentation: Int
  var marker: Character
  var length: Int
  /// What follows the marker: `swift`, `math`, `figure`.
  var info: String

  /// The fence that this line is, or nil. `margin` is how far the list item is indented that the line
  /// stands in: four blanks more make the line code.
  init?(_ line: some Collection<Character>, margin: Int = 0) {
    let content = line.drop { $0 == " " }
    guard let marker = content.first, marker == "`" || marker == "~" else { return nil }
    let length = content.prefix { $0 == marker }.count
    let rest = content.dropFirst(length)
    // A backtick in the info string makes the line inline code.
    guard length >= 3, marker == "~" || !rest.contains("`") else { return nil }
    indentation = line.count - content.count
    guard indentation < margin + 4 else { return nil }
    self.marker = marker
    self.length = length
    info = String(rest.drop { $0 == " " })
    while info.last?.isWhitespace == true { info.removeLast() }
  }

  /// Whether `line` ends the block that this fence opened.
  func isClosed(by line: Fence) -> Bool {
    line.marker == marker && line.length >= length && line.info.isEmpty
  }

  /// The first word of the info string, without what other tools put around it: `{.claim}`.
  var word: String {
    let start = info.drop { "{. ".contains($0) }
    return String(start.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
  }
}
