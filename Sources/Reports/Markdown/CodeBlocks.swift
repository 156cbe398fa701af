/// Follows the code blocks of a page line by line: fenced ones, and those that four blanks indent.
struct CodeBlocks {
  /// The fence of the block that the last line stands in.
  private(set) var open: Fence?
  /// How many `>` stand before the last line.
  private(set) var quotes = 0
  /// How far the texts of the list items are indented that the last line stands in.
  private var margins: [Int] = []
  /// Whether the last line can be followed by indented code: it is blank or such code itself.
  private var isLoose = true

  /// Whether the line is a fence, stands between two or is indented code.
  mutating func isCode(_ line: some Collection<Character>) -> Bool {
    let (depth, content) = Self.unquoted(line)
    if depth != quotes, open == nil || depth < quotes { leave(for: depth) }
    let indentation = content.prefix { $0 == " " }.count
    if content.count == indentation {
      isLoose = true
      return open != nil
    }
    if let open { return isInside(open, content, indentation) }
    while let margin = margins.last, indentation < margin { margins.removeLast() }
    if isLoose, indentation >= margin + 4 { return true }
    isLoose = false
    open = Fence(content, margin: margin)
    if open == nil, let text = Self.itemText(content) { margins.append(text) }
    return open != nil
  }

  /// Takes the open fence for something that is no code.
  mutating func close() {
    open = nil
  }

  private var margin: Int { margins.last ?? 0 }

  private mutating func leave(for depth: Int) {
    open = nil
    margins = []
    quotes = depth
    isLoose = true
  }

  private mutating func isInside(
    _ fence: Fence, _ content: some Collection<Character>, _ indentation: Int
  ) -> Bool {
    guard let end = Fence(content, margin: margin), fence.isClosed(by: end) else { return true }
    open = nil
    isLoose = false
    return true
  }

  /// The line behind its `>` marks, and how many they are.
  private static func unquoted<Line: Collection<Character>>(
    _ line: Line
  ) -> (Int, Line.SubSequence) {
    var depth = 0
    var rest = line[...]
    while true {
      let content = rest.drop { $0 == " " }
      let isQuote = rest.count - content.count < 4 && content.first == ">"
      guard isQuote else { return (depth, rest) }
      depth += 1
      rest = content.dropFirst()
      if rest.first == " " { rest = rest.dropFirst() }
    }
  }

  /// Where the text of a list item begins, nil for a line that begins none.
  private static func itemText(_ line: some Collection<Character>) -> Int? {
    let content = line.drop { $0 == " " }
    let digits = content.prefix { $0.isASCII && $0.isNumber }
    let mark = content.dropFirst(digits.count)
    let marks = digits.isEmpty ? "-+*" : ".)"
    guard digits.count < 10, let first = mark.first, marks.contains(first) else { return nil }
    let text = mark.dropFirst().drop { $0 == " " }
    let blanks = mark.count - 1 - text.count
    guard blanks > 0 || mark.count == 1 else { return nil }
    return line.count - mark.count + 1 + ((1...4).contains(blanks) ? blanks : 1)
  }
}
