/// Lines that stand deeper or less deep than YAML can make something of.
extension CellYAML {
  /// What is wrong with the column of a line, the first of those up to a number; nil where columns fit.
  func misplaced(upTo number: Int) -> TemplateProblem? {
    var columns = OpenColumns()
    for line in body.lines.prefix(number + 1) {
      if let problem = columns.take(line) { return problem }
    }
    return nil
  }
}

/// The columns in which keys and dashes may go on.
private struct OpenColumns {
  private struct Entry {
    var column: Int
    var word: String
    /// Whether something deeper may follow.
    var isOpen: Bool
  }

  private var entries: [Entry] = []
  /// The column of the key whose text fills the next lines, as those after `>-` do.
  private var textColumn: Int?

  mutating func take(_ line: LocatedText) -> TemplateProblem? {
    let characters = line.characters
    guard let column = characters.firstIndex(where: { $0 != " " }), characters[column] != "#" else {
      return nil
    }
    if let textColumn {
      if column > textColumn { return nil }
      self.textColumn = nil
    }
    var start = column
    var found: [Entry] = []
    while start + 1 < characters.count, characters[start] == "-", characters[start + 1] == " " {
      found.append(Entry(column: start, word: "-", isOpen: true))
      start = characters[start...].dropFirst().firstIndex { $0 != " " } ?? characters.count
    }
    let word = characters[start...].prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }
    let end = start + word.count
    let isKey =
      !word.isEmpty && end < characters.count && characters[end] == ":"
      && (end + 1 == characters.count || characters[end + 1] == " ")
    if isKey {
      let value = String(characters[(end + 1)...]).drop { $0 == " " }
      if let mark = value.first, "|>".contains(mark) { textColumn = start }
      found.append(Entry(column: start, word: String(word), isOpen: value.isEmpty))
    }
    guard let first = found.first else { return nil }
    let problem = misfit(of: first, at: line.position(column))
    entries += found
    return problem
  }

  private mutating func misfit(of entry: Entry, at position: SourcePosition) -> TemplateProblem? {
    var left: Entry?
    while let last = entries.last, last.column > entry.column { left = entries.removeLast() }
    guard let last = entries.last else { return nil }
    guard last.column < entry.column else { return nil }
    let neighbour = left ?? (last.isOpen ? nil : last)
    guard let neighbour else { return nil }
    return TemplateProblem(
      .cell(
        .misplaced(
          entry.word, column: entry.column + 1, beside: neighbour.word,
          at: neighbour.column + 1)), at: position)
  }
}
