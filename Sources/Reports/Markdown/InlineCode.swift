/// Finds inline code and inline math in a line of Markdown.
enum InlineCode {
  /// The spans between runs of equally many backticks, the runs included.
  static func spans(in line: [Character]) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var index = 0
    while let start = line[index...].firstIndex(of: "`") {
      let length = line[start...].prefix { $0 == "`" }.count
      index = start + length
      guard let end = closing(length, in: line, from: index) else { continue }
      spans.append(start..<end)
      index = end
    }
    return spans
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
