/// Checks the math of one line.
struct MathLint {
  private static let forbiddenMacros = [
    "\\tag", "\\label", "\\operatorname", "\\newcommand", "\\def", "\\eqref",
  ]

  private let log: ProblemLog

  init(_ log: ProblemLog) {
    self.log = log
  }

  /// A line of a display block.
  func check(display line: LocatedText) {
    check(math: line[0..<line.count])
    if let dollar = line.characters.firstIndex(of: "$") {
      log.add(.markdown(.strayDollar), at: line.position(dollar))
    }
  }

  /// A line of text, with the math in it.
  func check(prose line: LocatedText) {
    let codes = InlineCode.spans(in: line.characters)
    let formulas = codes.filter { MathForm.isFormula($0, in: line.characters) }
    for formula in formulas {
      check(math: line[formula])
      checkNeighbours(of: formula, in: line)
    }
    checkDollars(line, codes, formulas)
    if let place = forbiddenPlace(of: formulas, in: line) {
      log.add(.markdown(.mathIn(place.name)), at: line.position(place.index))
    }
  }

  private func check(math: LocatedText) {
    for (index, character) in math.characters.enumerated() {
      if character == "|" { log.add(.markdown(.pipeInMath), at: math.position(index)) }
      if character == "‖" { log.add(.markdown(.doubleBarInMath), at: math.position(index)) }
      if character == "\\" { checkMacro(math, at: index) }
    }
  }

  private func checkMacro(_ math: LocatedText, at index: Int) {
    let name = math.characters[(index + 1)...].prefix(while: \.isLetter)
    let macro = "\\" + String(name)
    if Self.forbiddenMacros.contains(macro) {
      log.add(.markdown(.macroInMath(macro)), at: math.position(index))
    }
  }
}

// MARK: Places

extension MathLint {
  private func checkNeighbours(of span: Range<Int>, in line: LocatedText) {
    let (before, after) = (span.lowerBound - 2, span.upperBound + 1)
    let neighbours = [before, after].filter(line.characters.indices.contains)
    if neighbours.contains(where: { isWord(line.characters[$0]) }) {
      log.add(.markdown(.crowdedMath), at: line.position(span.lowerBound - 1))
    }
  }

  private func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "$"
  }

  private func checkDollars(
    _ line: LocatedText, _ codes: [Range<Int>], _ formulas: [Range<Int>]
  ) {
    for index in line.characters.indices where line.characters[index] == "$" {
      let isCode = codes.contains { $0.contains(index) }
      let isDelimiter = formulas.contains { $0.lowerBound - 1 == index || $0.upperBound == index }
      let isEscaped = line.characters[..<index].reversed().prefix { $0 == "\\" }.count % 2 == 1
      guard !isCode, !isDelimiter, !isEscaped else { continue }
      let opens = index + 1 < line.count && line.characters[index + 1] == "`"
      log.add(.markdown(opens ? .unclosedMath : .strayDollar), at: line.position(index))
    }
  }

  /// The first place of a line where a formula stands and is not rendered.
  private func forbiddenPlace(
    of formulas: [Range<Int>], in line: LocatedText
  ) -> (name: String, index: Int)? {
    guard let first = formulas.first else { return nil }
    let text = line.string.drop { $0 == " " }
    if text.hasPrefix("#") { return ("a heading", first.lowerBound - 1) }
    if text.hasPrefix("<") { return ("raw HTML", first.lowerBound - 1) }
    let brackets = line.string.matches(of: MarkdownPatterns.linkText)
    for match in brackets {
      let start = line.string.distance(from: line.string.startIndex, to: match.range.lowerBound)
      let range = start..<start + match.output.0.count
      if let formula = formulas.first(where: { $0.overlaps(range) }) {
        let name = match.output.1.isEmpty ? "a link text" : "an alt text"
        return (name, formula.lowerBound - 1)
      }
    }
    return nil
  }
}
