/// Finds inline code and inline math in a line of Markdown.
enum InlineCode {
  /// The spans between runs of equally many backticks, the runs included.
  static func spans(in line: [Character]) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var index = 0
    while let start = opening(in: line, from: index) {
      let length = line[start...].prefix { $0 == "`" }.count
      index = start + length
      guard let end = closing(length, in: line, from: index) else { continue }
      spans.append(start..<end)
      index = end
    }
    return spans
  }

  /// The line with blanks for every span.
  static func blanked(_ line: [Character]) -> [Character] {
    var line = line
    for span in spans(in: line) {
      line.replaceSubrange(span, with: Array(repeating: " ", count: span.count))
    }
    return line
  }

  /// The next backtick without a backslash before it.
  private static func opening(in line: [Character], from start: Int) -> Int? {
    var index = start
    while index < line.count {
      if line[index] == "`" { return index }
      index += line[index] == "\\" ? 2 : 1
    }
    return nil
  }

  private static func closing(_ length: Int, in line: [Character], from start: Int) -> Int? {
    var index = start
    while let run = line[index...].firstIndex(of: "`") {
      let count = line[run...].prefix { $0 == "`" }.count
      if count == length { return run + count }
      index = run + count
    }
    return nil
  }
}
