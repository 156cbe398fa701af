/// Finds measurements that were typed into a template instead of being filled in.
///
/// A decimal number, a percentage or a `×` factor is refused in text; math, code, cells, link
/// addresses and source blocks may hold them.
struct HandTypedNumbers {
  /// The character that stands where nothing of interest is.
  private static let blank: Character = "\u{0}"
  /// The template's text by lines, everything else blanked, columns kept.
  private var lines: [[Character]] = []
  // Patterns are read once a template: reading one costs more than matching it.
  private let addresses = [
    #/\]\([^)\]]*\)/#, #/<[A-Za-z\/!][^<>]*>/#, #/https?:\/\/\S+/#, #/^\s*\[[^\]]+\]:\s.*$/#,
  ]
  private let decimal = #/\d+(?:\.\d+)+(?:\s?[%×])?|\d+[eE][\-−+]?\d+\b/#
  private let percentage = #/\d+\s?(?:%|percent\b|per cent\b)/#
  private let factor = #/\d+\s?×\s?\d+|\d+\s?×|×\s?\d+|\d+x\b/#

  private init(_ nodes: [TemplateNode]) {
    keep(nodes)
  }

  /// Notes every number typed by hand in a template.
  static func check(_ nodes: [TemplateNode], file: String, log: ProblemLog) {
    let numbers = HandTypedNumbers(nodes)
    for (index, line) in numbers.proseLines {
      for finding in numbers.findings(in: String(line)) {
        let position = SourcePosition(file: file, line: index + 1, column: finding.column)
        log.add(.handTypedNumber(finding.text), at: position)
      }
    }
  }

  private mutating func keep(_ nodes: [TemplateNode]) {
    for node in nodes {
      switch node {
      case .text(let text): keep(text)
      case .conditional(let conditional):
        for branch in conditional.branches { keep(branch.body) }
        keep(conditional.otherwise)
      case .loop(let loop): keep(loop.body)
      case .hole, .include, .source, .figureReference, .cell: break
      }
    }
  }

  private mutating func keep(_ text: LocatedText) {
    for (character, position) in zip(text.characters, text.positions) where character != "\n" {
      while lines.count < position.line { lines.append([]) }
      let missing = position.column - 1 - lines[position.line - 1].count
      lines[position.line - 1] += Array(repeating: Self.blank, count: max(0, missing))
      lines[position.line - 1].append(character)
    }
  }

  /// The lines outside code blocks, with inline code, math, addresses and HTML blanked.
  private var proseLines: [(Int, [Character])] {
    var blocks = CodeBlocks()
    return lines.enumerated().compactMap { index, line in
      blocks.isCode(line) ? nil : (index, prose(line))
    }
  }

  private func prose(_ line: [Character]) -> [Character] {
    var line = line
    for span in InlineCode.spans(in: line) {
      line.replaceSubrange(span, with: Array(repeating: Self.blank, count: span.count))
    }
    return Array(withoutAddresses(String(line)))
  }

  private func withoutAddresses(_ line: String) -> String {
    addresses.reduce(line) { line, pattern in
      line.replacing(pattern) { String(repeating: Self.blank, count: $0.output.count) }
    }
  }

  private func findings(
    in line: String
  ) -> [(range: Range<String.Index>, column: Int, text: String)] {
    guard line.contains(where: \.isNumber) else { return [] }
    let decimals = Self.matches(of: decimal, in: line)
    let others = Self.matches(of: percentage, in: line) + Self.matches(of: factor, in: line)
    return decimals
      + others.filter { other in
        !Self.isSize(other.text) && !decimals.contains { $0.range.overlaps(other.range) }
      }
  }

  private static func matches(
    of pattern: Regex<Substring>, in line: String
  ) -> [(range: Range<String.Index>, column: Int, text: String)] {
    var matches: [(range: Range<String.Index>, column: Int, text: String)] = []
    var index = line.startIndex
    var column = 1
    while index < line.endIndex {
      var next = line.index(after: index)
      if line[index].isNumber || line[index] == "×" {
        let rest = line[index...]
        if let match = rest.prefixMatch(of: pattern) {
          matches.append((match.range, column, String(match.output)))
          next = match.range.upperBound
        } else if let digits = rest.prefixMatch(of: #/\d+/#) {
          // What does not match at the first of several digits does not match at the others.
          next = digits.range.upperBound
        }
      }
      column += line.distance(from: index, to: next)
      index = next
    }
    return matches
  }

  /// `14×14` is the size of something, not a factor.
  private static func isSize(_ text: String) -> Bool {
    text.contains("×") && text.first?.isNumber == true && text.last?.isNumber == true
  }
}
