import Figures
import Runs

/// Renders all pages of a report and checks them.
struct ChapterBuilder: Sendable {
  private let folder: TemplateFolder
  private let profile: Profile
  private let jobs: Int
  private var rendering: Rendering

  /// The text of every page, its figures, and what is wrong.
  struct Result {
    /// The tidy lines by page.
    var lines: [String: [LocatedText]] = [:]
    var figures: [PlacedFigure] = []
    var problems: [TemplateProblem] = []
  }

  private init(
    _ folder: TemplateFolder, table: ValueTable, styles: StyleTable, profile: Profile, jobs: Int
  ) {
    self.folder = folder
    self.profile = profile
    self.jobs = jobs
    rendering = Rendering(table: table, templates: [:], styles: styles)
  }

  /// Works on as many files at once as there are `jobs`.
  static func build(
    _ folder: TemplateFolder, table: ValueTable, styles: StyleTable, profile: Profile,
    records: [String], jobs: Int
  ) async -> Result {
    var builder = ChapterBuilder(
      folder, table: table, styles: styles, profile: profile, jobs: jobs)
    let log = ProblemLog()
    await builder.parse(log)
    // The first round finds out where figures and claims stand, the second links to them. What the
    // first one notes, the second one notes again.
    let contents = await builder.forEachChapter { builder, name in
      builder.rendered(name, ProblemLog()).contents
    }
    builder.rendering.index = ReportIndex(contents, log: log)
    let pages = await builder.forEachChapter { builder, name in builder.checked(name) }
    return builder.result(pages, records, log)
  }

  private func forEachChapter<Part: Sendable>(
    _ body: @escaping @Sendable (ChapterBuilder, _ name: String) -> Part
  ) async -> [Part] {
    await folder.chapters.concurrentMap(jobs: jobs) { body(self, $0) }
  }
}

// MARK: Reading

extension ChapterBuilder {
  private mutating func parse(_ log: ProblemLog) async {
    let files = folder.files.keys.sorted()
    let folder = folder
    let parsed = await files.concurrentMap(jobs: jobs) { ParsedTemplate($0, of: folder) }
    var included: Set<String> = []
    for (file, template) in zip(files, parsed) {
      log.add(template.problems)
      rendering.templates[file] = template.nodes
      included.formUnion(template.nodes.flatMap(\.includedFiles))
    }
    for file in files where !TemplateFolder.isChapter(file) {
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
}

/// A template file in the form in which it is filled, and what is wrong with it by itself.
private struct ParsedTemplate: Sendable {
  let nodes: [TemplateNode]
  let problems: [TemplateProblem]

  init(_ file: String, of folder: TemplateFolder) {
    let log = ProblemLog()
    let name = folder.displayName(of: file)
    let text = LocatedText(contents: folder.files[file] ?? "", file: name, log: log)
    if text.characters.last != "\n" { log.add(.markdown(.missingFinalNewline), at: text.end) }
    nodes = TemplateParser.nodes(of: text, log: log)
    HandTypedNumbers.check(nodes, file: name, log: log)
    problems = log.problems
  }
}

// MARK: Filling and checking

/// A page as far as it can be told without the others.
private struct CheckedPage: Sendable {
  var contents: PageContents
  var lines: [LocatedText]
  var problems: [TemplateProblem]
}

extension ChapterBuilder {
  private func rendered(
    _ name: String, _ log: ProblemLog
  ) -> (contents: PageContents, text: LocatedText) {
    let page = Page(name)
    let start = SourcePosition(file: folder.displayName(of: name), line: 1, column: 1)
    let nodes = rendering.templates[name] ?? []
    let text = Renderer(page, rendering, log: log).text(of: nodes, at: start)
    return (page.contents, text)
  }

  private func checked(_ name: String) -> CheckedPage {
    let log = ProblemLog()
    let (contents, text) = rendered(name, log)
    let lines = LiteralText.escaped(PageLines.tidy(text), log: log)
    PageLint.check(lines, file: folder.displayName(of: name), log: log)
    return CheckedPage(
      contents: contents, lines: ProfileNotice.added(to: lines, profile), problems: log.problems)
  }

  private func result(_ pages: [CheckedPage], _ records: [String], _ log: ProblemLog) -> Result {
    var result = Result()
    for page in pages {
      log.add(page.problems)
      result.lines[page.contents.name] = page.lines
      result.figures += page.contents.figures
    }
    // A page with a mistake may lack the anchors that links lead to.
    if log.problems.isEmpty { checkLinks(result, records, log) }
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

  private func checkLinks(_ result: Result, _ records: [String], _ log: ProblemLog) {
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
    case .text, .hole, .figureReference, .cell, .brokenCell: return []
    }
  }
}
