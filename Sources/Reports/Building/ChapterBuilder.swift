import Figures
import Runs

/// Renders all pages of a report and checks them.
struct ChapterBuilder {
  private let folder: TemplateFolder
  private let log = ProblemLog()
  private var rendering: Rendering

  /// The text of every page, its figures, and what is wrong.
  struct Result {
    /// The tidy lines by page.
    var lines: [String: [LocatedText]] = [:]
    var figures: [PlacedFigure] = []
    var problems: [TemplateProblem] = []
  }

  private init(_ folder: TemplateFolder, table: ValueTable, styles: StyleTable) {
    self.folder = folder
    rendering = Rendering(table: table, templates: [:], styles: styles)
  }

  static func build(
    _ folder: TemplateFolder, table: ValueTable, styles: StyleTable, profile: Profile,
    records: [String]
  ) -> Result {
    var builder = ChapterBuilder(folder, table: table, styles: styles)
    builder.parse()
    // The first round finds out where figures and claims stand, the second links to them. What the
    // first one notes, the second one notes again.
    let (pages, _) = builder.rendered(log: ProblemLog())
    builder.rendering.index = ReportIndex(pages, log: builder.log)
    let (placed, texts) = builder.rendered(log: builder.log)
    return builder.checked(placed, texts, profile, records)
  }

  private mutating func parse() {
    var included: Set<String> = []
    for (file, content) in folder.files.sorted(by: { $0.key < $1.key }) {
      let name = folder.displayName(of: file)
      let text = LocatedText(contents: content, file: name, log: log)
      if text.characters.last != "\n" { log.add(.markdown(.missingFinalNewline), at: text.end) }
      let nodes = TemplateParser.nodes(of: text, log: log)
      HandTypedNumbers.check(nodes, file: name, log: log)
      rendering.templates[file] = nodes
      included.formUnion(nodes.flatMap(\.includedFiles))
    }
    let parts = folder.files.keys.filter { !TemplateFolder.isChapter($0) }
    for file in parts {
      let position = SourcePosition(file: folder.displayName(of: file), line: 1, column: 1)
      if let right = TemplateFolder.rightName(of: file) {
        log.add(.otherEnding(right), at: position)
        continue
      }
      guard !included.contains(file) else { continue }
      let looksNumbered = file.first?.isNumber == true && !file.contains("/")
      log.add(looksNumbered ? .badlyNamedTemplate : .unusedTemplate, at: position)
    }
  }

  private func rendered(log: ProblemLog) -> ([Page], [LocatedText]) {
    var texts: [LocatedText] = []
    let pages = folder.chapters.map(Page.init)
    for page in pages {
      let start = SourcePosition(file: folder.displayName(of: page.name), line: 1, column: 1)
      let nodes = rendering.templates[page.name] ?? []
      texts.append(Renderer(page, rendering, log: log).text(of: nodes, at: start))
    }
    return (pages, texts)
  }

  private func checked(
    _ pages: [Page], _ texts: [LocatedText], _ profile: Profile, _ records: [String]
  ) -> Result {
    var result = Result()
    for (page, text) in zip(pages, texts) {
      let lines = LiteralText.escaped(PageLines.tidy(text), log: log)
      PageLint.check(lines, file: folder.displayName(of: page.name), log: log)
      result.lines[page.name] = ProfileNotice.added(to: lines, profile)
      result.figures += page.figures
    }
    // A page with a mistake may lack the anchors that links lead to.
    if log.problems.isEmpty { checkLinks(result, records) }
    result.problems = log.sorted.filter(isCertain)
    return result
  }

  /// While records are still to be made, a picture or an anchor may yet come, a page will not.
  private func isCertain(_ problem: TemplateProblem) -> Bool {
    guard !rendering.table.pending.isEmpty, case .brokenLink(let target) = problem.complaint
    else { return true }
    let page = target.prefix { $0 != "#" }
    return page.hasSuffix(".md") && !folder.chapters.contains(String(page))
  }

  private func checkLinks(_ result: Result, _ records: [String]) {
    let figures = result.figures.map { "figures/\($0.id).png" }
    let lint = LinkLint(
      pages: result.lines, otherFiles: figures + records.map { "runs/\($0).json" })
    for (page, lines) in result.lines {
      lint.check(lines, of: page, log: log)
      AnchorLint.check(lines, log: log)
    }
  }
}

extension TemplateNode {
  /// The files that an `include` in it names.
  fileprivate var includedFiles: [String] {
    switch self {
    case .include(let file, _): return [file]
    case .conditional(let conditional):
      let bodies = conditional.branches.map(\.body) + [conditional.otherwise]
      return bodies.joined().flatMap(\.includedFiles)
    case .loop(let loop): return loop.body.flatMap(\.includedFiles)
    case .source(let body): return body.flatMap(\.includedFiles)
    case .text, .hole, .figureReference, .cell: return []
    }
  }
}
