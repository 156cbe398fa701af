/// Finds measurements that were typed into a template instead of being filled in.
///
/// A number with a fraction, a power of ten, a percentage or a `×` factor is refused in text, also
/// in the texts of cells that the page prints; math, code, link addresses and source blocks may
/// hold them.
struct HandTypedNumbers {
  /// The character that stands where nothing of interest is.
  private static let blank: Character = "\u{0}"
  /// The keys whose texts are printed as they stand; labels in a figure name its settings.
  private static let printedKeys: [CellKind: Set<String>] = [
    .figure: ["caption", "alt"], .table: ["columns", "rows", "row"],
  ]
  /// The template's text, a blank wherever something else stood.
  private var text: LocatedText
  /// The texts within cells, each on one line.
  private var cellTexts: [LocatedText] = []

  private init(_ nodes: [TemplateNode], at start: SourcePosition) {
    text = LocatedText(at: start)
    keep(nodes)
  }

  /// Notes every number typed by hand in a template.
  static func check(_ nodes: [TemplateNode], file: String, log: ProblemLog) {
    let start = SourcePosition(file: file, line: 1, column: 1)
    let numbers = HandTypedNumbers(nodes, at: start)
    for line in numbers.proseLines + numbers.cellTexts {
      for finding in NumberPatterns.shared.findings(in: numbers.prose(line.characters)) {
        log.add(.handTypedNumber(finding.text), at: line.position(finding.index))
      }
    }
  }

  private mutating func keep(_ nodes: [TemplateNode]) {
    for node in nodes {
      switch node {
      case .text(let part): text.append(part)
      case .conditional(let conditional):
        for branch in conditional.branches { keepApart(branch.body) }
        keepApart(conditional.otherwise)
      case .loop(let loop): keepApart(loop.body)
      case .cell(let cell): keep(cell.content, of: cell.kind, isPrinted: false)
      case .hole, .figureReference: text.append(String(Self.blank), at: text.end)
      case .include, .source, .brokenCell: separate()
      }
    }
  }

  private mutating func keepApart(_ nodes: [TemplateNode]) {
    separate()
    keep(nodes)
    separate()
  }

  /// A fence must stay at the beginning of its line.
  private mutating func separate() {
    guard let last = text.characters.last, last != "\n" else { return }
    text.append(String(Self.blank), at: text.end)
  }

  private mutating func keep(_ node: CellNode, of kind: CellKind, isPrinted: Bool) {
    switch node.content {
    case .scalar(let scalar): if isPrinted { keep(cellText: scalar) }
    case .list(let items): for item in items { keep(item, of: kind, isPrinted: isPrinted) }
    case .mapping(let entries):
      for entry in entries {
        let isPrinted = Self.printedKeys[kind]?.contains(entry.key.string) == true
        keep(entry.value, of: kind, isPrinted: isPrinted)
      }
    }
  }

  private mutating func keep(cellText: LocatedText) {
    // Its mistakes are noted where the text is filled.
    let nodes = TemplateParser.nodes(ofCellText: cellText, log: ProblemLog())
    cellTexts.append(HandTypedNumbers(nodes, at: cellText.start).text.onOneLine)
  }

  /// The lines outside code blocks.
  private var proseLines: [LocatedText] {
    var blocks = CodeBlocks()
    return text.lines.filter { !blocks.isCode($0.characters) }
  }

  /// A line with inline code, math, addresses and HTML blanked.
  private func prose(_ line: [Character]) -> [Character] {
    var line = line
    for span in InlineCode.spans(in: line) {
      line.replaceSubrange(span, with: Array(repeating: Self.blank, count: span.count))
    }
    return Array(NumberPatterns.shared.withoutAddresses(String(line), blank: Self.blank))
  }
}
