/// The anchors that a line of Markdown sets: `<a name="…">` and `<a id="…">`.
enum PageAnchors {
  /// The names with the column in which each tag begins, counted from zero. A tag may give one name
  /// in both ways.
  static func names(in line: [Character]) -> [(name: String, column: Int)] {
    guard line.contains("<") else { return [] }
    let text = String(InlineCode.blanked(line))
    let attribute = #/\s(?:name|id)\s*=\s*["']([^"']*)["']/#.ignoresCase()
    return text.matches(of: #/<[Aa]\s[^<>]*>/#).flatMap { tag in
      let column = text.distance(from: text.startIndex, to: tag.range.lowerBound)
      let names = tag.output.matches(of: attribute).map { String($0.output.1) }
      let isRepeated = Set(names).count == 1
      return (isRepeated ? [names[0]] : names).map { ($0, column) }
    }
  }
}
