/// Lines that stand deeper or less deep than YAML can make something of.
extension CellYAML {
  /// What is wrong with the column of a line; nil where it fits, or where that cannot be told.
  func misplaced(line number: Int) -> TemplateProblem? {
    var columns = OpenColumns()
    var problem: TemplateProblem?
    for line in body.lines.prefix(number + 1) { problem = columns.take(line) }
    return problem
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
  /// The column of what has its text on the next lines, as after `>-`.
  private var textColumn: Int?
  /// What is still open of a text in quotes or of brackets that go over several lines.
  private var flow = OpenFlow()

  /// What is wrong with the column of the next line.
  mutating func take(_ line: LocatedText) -> TemplateProblem? {
    let characters = line.characters
    guard let column = characters.firstIndex(where: { $0 != " " }), characters[column] != "#" else {
      return nil
    }
    if let textColumn {
      if column > textColumn { return nil }
      self.textColumn = nil
    }
    guard flow.isClosed else {
      flow.take(characters[column...])
      return nil
    }
    var start = column
    var found: [Entry] = []
    while start + 1 < characters.count, characters[start] == "-", characters[start + 1] == " " {
      found.append(Entry(column: start, word: "-", isOpen: true))
      start = characters[start...].dropFirst().firstIndex { $0 != " " } ?? characters.count
    }
    var value = characters[start...]
    if let end = Self.keyEnd(value) {
      let word = String(value[..<end]).trimmingQuotes
      value = value[end...].dropFirst().drop { $0 == " " }
      let isEmpty = value.isEmpty || value.first == "#"
      found.append(Entry(column: start, word: word, isOpen: isEmpty))
    }
    guard let first = found.first else {
      // A text that goes on, or something that only YAML can tell.
      flow.take(value)
      return nil
    }
    if let mark = value.first, "|>".contains(mark) {
      textColumn = found.last?.column
    } else {
      flow.take(value)
    }
    let problem = misfit(of: first, at: line.position(column))
    entries += found
    return problem
  }

  /// Where the colon of a key stands.
  private static func keyEnd(_ characters: ArraySlice<Character>) -> Int? {
    guard let first = characters.first, !"[{|>&*!%@`#".contains(first) else { return nil }
    var quote: Character? = "\"'".contains(first) ? first : nil
    for index in characters.indices.dropFirst() {
      let character = characters[index]
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      if character == "#", characters[index - 1] == " " { return nil }
      let isLast = index + 1 == characters.endIndex
      if character == ":", isLast || characters[index + 1] == " " { return index }
    }
    return nil
  }

  private mutating func misfit(of entry: Entry, at position: SourcePosition) -> TemplateProblem? {
    var left: Entry?
    while let last = entries.last, last.column > entry.column { left = entries.removeLast() }
    guard let last = entries.last, last.column < entry.column,
      let neighbour = left ?? (last.isOpen ? nil : last)
    else { return nil }
    return TemplateProblem(
      .cell(
        .misplaced(
          entry.word, column: entry.column + 1, beside: neighbour.word,
          at: neighbour.column + 1)), at: position)
  }
}

/// Quotes and brackets that are not closed yet.
private struct OpenFlow {
  private var depth = 0
  private var quote: Character?

  var isClosed: Bool { depth == 0 && quote == nil }

  /// Goes through the rest of a line. Quotes and brackets count where a value begins with one.
  mutating func take(_ characters: ArraySlice<Character>) {
    guard !isClosed || characters.first.map({ "[{\"'".contains($0) }) ?? false else { return }
    var isEscaped = false
    for character in characters {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\", open == "\"" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
      } else if "\"'".contains(character) {
        quote = character
      } else if "[{".contains(character) {
        depth += 1
      } else if "]}".contains(character) {
        depth = max(0, depth - 1)
      }
    }
  }
}

extension String {
  fileprivate var trimmingQuotes: String {
    guard let first, "\"'".contains(first), last == first, count > 1 else { return self }
    return String(dropFirst().dropLast())
  }
}
