public import Figures
public import Runs

/// Makes all files of a report from records and templates; writes none of them.
public struct ReportBuilder: Sendable {
  /// Turns a figure into the bytes of a PNG file.
  public typealias Draw = @Sendable (Figure) throws -> [UInt8]
  /// Turns a record into canonical JSON.
  public typealias Encode = @Sendable (RunRecord) throws -> [UInt8]

  /// The picture of a figure.
  public static let png: Draw = { try $0.png() }
  /// An empty file for any figure.
  public static let nothing: Draw = { _ in [] }

  private let profile: Profile
  private let others: [String]
  private let title: String?
  private let ownClaims: [String]
  private let math: MathForm
  private let styles: StyleTable
  private let jobs: Int
  private let encode: Encode
  private let draw: Draw

  /// A builder for one profile. `looks` are those of the methods that figures may name, `jobs` is how
  /// many files are made at once, `others` are experiments that the pages do not name and could, `title` is what
  /// the report is called, if not as the folder of its templates, `ownClaims` are those that the notebook
  /// states itself.
  ///
  /// - Throws: ``ReportError/unusableLooks(reason:)``.
  public init(
    profile: Profile, looks: MethodLooks, math: MathForm = .github, jobs: Int,
    others: [String] = [], title: String? = nil, ownClaims: [String] = [],
    encode: @escaping Encode = { Array(try CanonicalJSON.encode($0)) },
    draw: @escaping Draw = png
  ) throws(ReportError) {
    precondition(jobs > 0, "at least one job is needed")
    self.profile = profile
    self.others = others
    self.title = title
    self.ownClaims = ownClaims
    self.math = math
    styles = try StyleTable(looks)
    self.jobs = jobs
    self.encode = encode
    self.draw = draw
  }

  /// The report of some records, in catalog order. `undecided` are the verdicts that none of the
  /// records holds.
  ///
  /// - Throws: ``ReportError/templates(_:)`` with every mistake of every template; other cases
  ///   when records do not fit, or a figure or a record cannot be turned into bytes.
  public func build(
    _ records: [RunRecord], undecided: [Verdict] = [], templates: TemplateFolder
  ) async throws(ReportError) -> BuiltReport {
    try check(records, templates)
    let table = ValueTable(
      records, undecided: undecided, others: others, title: title ?? templates.notebook,
      ownClaims: ownClaims, profile: profile)
    let pages = await ChapterBuilder.build(
      templates, table: table, styles: styles, profile: profile,
      records: records.map(\.experiment), jobs: jobs)
    guard pages.problems.isEmpty else { throw .templates(pages.problems) }
    let pictures = try await FigureDrawing(draw: draw, jobs: jobs).files(of: pages.figures)
    let recordFiles = try await records.concurrentMap(jobs: jobs, recordFile)
    return BuiltReport(
      files: chapterFiles(pages.lines) + pictures + recordFiles,
      verdicts: table.verdicts, notebook: templates.notebook)
  }

  /// What is wrong in the templates as far as the records at hand tell. What depends on the records
  /// of the `pending` experiments is left to a build, and what depends on verdicts unless
  /// `areVerdictsKnown`. Draws nothing.
  public func problems(
    in templates: TemplateFolder, records: [RunRecord], undecided: [Verdict], pending: Set<String>,
    areVerdictsKnown: Bool = true
  ) async -> [TemplateProblem] {
    let table = ValueTable(
      records, undecided: undecided, pending: pending, areVerdictsKnown: areVerdictsKnown,
      others: others,
      title: title ?? templates.notebook, ownClaims: ownClaims, profile: profile)
    return await ChapterBuilder.build(
      templates, table: table, styles: styles, profile: profile,
      records: records.map(\.experiment) + pending.sorted(), jobs: jobs
    ).problems
  }

  /// The full names of what the records hold and no template and no claim reads, record by record. Draws
  /// nothing. A template reads what stands in a branch that is not taken, too.
  public func unread(
    in records: [RunRecord], undecided: [Verdict] = [], templates: TemplateFolder
  ) async -> [String] {
    let table = ValueTable(records, undecided: undecided, profile: profile)
    _ = await ChapterBuilder.build(
      templates, table: table, styles: styles, profile: profile,
      records: records.map(\.experiment), jobs: jobs)
    return records.flatMap { record in
      table.unread(
        of: (record.values.map(\.name) + record.series.map(\.name)).map {
          "\(record.experiment).\($0)"
        })
    }
  }

  private func check(_ records: [RunRecord], _ templates: TemplateFolder) throws(ReportError) {
    guard !templates.chapters.isEmpty else { throw .noTemplates(folder: templates.name) }
    guard !records.isEmpty else { throw .emptyReport }
    var seen: Set<String> = []
    for record in records {
      guard seen.insert(record.experiment).inserted else {
        throw .duplicateRecord(experiment: record.experiment)
      }
      guard record.profile == profile.rawValue else {
        throw .wrongProfile(
          experiment: record.experiment, found: record.profile, expected: profile.rawValue)
      }
    }
  }

  private func chapterFiles(_ pages: [String: [LocatedText]]) -> [ReportFile] {
    pages.map { name, lines in
      let text = math.converted(lines.map(\.string)).map { $0 + "\n" }.joined()
      return ReportFile(path: name, kind: .chapter, bytes: Array(text.utf8))
    }
  }

  private func recordFile(_ record: RunRecord) throws(ReportError) -> ReportFile {
    do {
      let bytes = try encode(record)
      return ReportFile(path: "runs/\(record.experiment).json", kind: .record, bytes: bytes)
    } catch {
      throw .cannotEncode(experiment: record.experiment, reason: "\(error)")
    }
  }
}
