public import Runs

/// Why no report could be built, written or checked.
public enum ReportError: Error, Equatable, Sendable {
  /// The templates are wrong; every problem of every template is listed.
  case templates([TemplateProblem])
  /// There is no chapter in the templates folder.
  case noTemplates(folder: String)
  /// A file or folder that is needed cannot be read.
  case unreadable(path: String, reason: String)
  /// A file cannot be created or replaced: rights, or a read-only disk.
  case cannotCreate(path: String, reason: String)
  /// A file or folder stands where a report would write, and no report of its notebook wrote it.
  case foreignFile(path: String, file: String)
  /// The report of another notebook lies in the folder.
  case otherNotebook(path: String, found: String, own: String)
  /// The list of a folder's files is not one.
  case unusableList(path: String, reason: String)
  /// A file was opened but its content could not be stored: a full disk.
  case cannotStore(path: String, reason: String)
  /// A file that is no longer a part of the report cannot be removed.
  case cannotRemove(path: String, reason: String)
  /// The file for the summary of a CI job cannot be opened.
  case cannotSummarize(path: String, reason: String)
  /// There is no folder to compare with.
  case noReport(folder: String)
  /// There is no record of an experiment that was not to be run.
  case missingRecord(experiment: String, folder: String)
  /// A record on disk cannot be used; the reason says what to do.
  case unusableRecord(reason: String)
  /// A record was made with another profile than the report.
  case wrongProfile(experiment: String, found: String, expected: String)
  /// Two records of the same experiment.
  case duplicateRecord(experiment: String)
  /// A record cannot be written as JSON.
  case cannotEncode(experiment: String, reason: String)
  /// A figure cannot be drawn; the position is its place in a template, if it has one.
  case cannotDraw(figure: String, position: SourcePosition?, reason: String)
  /// This machine has nothing to draw figures with; the reason says what to install.
  case noDrawing(reason: String)
  /// The looks of methods are not such that figures can be drawn with them.
  case unusableLooks(reason: String)
  /// No series has a name that matches.
  case noSeries(pattern: String, experiment: String, nearest: [String])
  /// Only single values have a name that matches.
  case notSeries(pattern: String, experiment: String)
  /// An experiment has nothing to plot.
  case recordsNoSeries(experiment: String)
  /// A plot would fill more pictures than anybody looks at.
  case tooManyPictures(series: Int, limit: Int, narrower: String?)
  /// A plot fills several pictures and there is room for one.
  case severalPictures(count: Int, file: String, narrower: String?)
  /// Nothing was built or nothing was compared; that is never a success.
  case emptyReport
}

extension ReportError: CustomStringConvertible {
  /// What happened, where, and what to do about it.
  public var description: String {
    switch self {
    case .templates(let problems): return problems.map(\.description).joined(separator: "\n")
    case .noTemplates(let folder):
      return "\(folder): no chapter (`NN-name.md` or `README.md`) in this folder;"
        + " name the folder of the templates with --templates"
    case .unreadable(let path, let reason): return "\(path): cannot be read: \(reason)"
    case .cannotCreate(let path, let reason):
      return RunsError.cannotCreate(path: path, reason: reason).description
    case .foreignFile(let path, let file):
      return
        "\(path): holds \(file), which no report wrote there; name another folder with --output,"
        + " or move it away"
    case .otherNotebook(let path, let found, let own):
      return "\(path): holds the report of another notebook, “\(found.shown)”; name another folder"
        + " with --output, or let the report of “\(own.shown)” replace it with --replace"
        + " '\(found.shown)'"
    case .unusableList(let path, let reason):
      return
        "\(path): \(reason), so that it does not tell which files may be replaced here; name another"
        + " folder, or restore it from version control"
    case .cannotStore(let path, let reason):
      return RunsError.cannotStore(path: path, reason: reason).description
    case .cannotRemove(let path, let reason):
      return RunsError.cannotRemove(path: path, reason: reason).description
    case .cannotSummarize(let path, let reason):
      return "\(path): the job summary cannot be written: \(reason);"
        + " let GITHUB_STEP_SUMMARY name a file that can, or unset it"
    case .noReport(let folder):
      return "\(folder): no such folder; name that of the report with --output,"
        + " or write one with `wnreport generate`"
    case .missingRecord(let experiment, let folder):
      return
        "\(folder): no record of `\(experiment)`; run `wnreport generate`, which makes what is missing"
    case .unusableRecord(let reason): return reason
    case .wrongProfile(let experiment, let found, let expected):
      return "the record of `\(experiment)` is of profile \(found), the report of \(expected)"
    case .duplicateRecord(let experiment): return "two records of the experiment `\(experiment)`"
    case .cannotEncode(let experiment, let reason):
      return "the record of `\(experiment)` cannot be written as JSON: \(reason)"
    case .cannotDraw(let figure, let position, let reason):
      let place = position.map { "\($0): " } ?? ""
      return place + "the figure `\(figure)` cannot be drawn: \(reason)"
    case .noDrawing(let reason): return "figures cannot be drawn here: \(reason)"
    case .unusableLooks(let reason): return reason
    case .noSeries(let pattern, let experiment, let nearest):
      return "no series of \(experiment) matches “\(pattern)”; \(Self.advice(nearest, experiment))"
    case .notSeries(let pattern, let experiment):
      return "“\(pattern)” matches single values of \(experiment), not series; "
        + Self.advice([], experiment)
    case .recordsNoSeries(let experiment):
      return
        "\(experiment) records no series, only single values; `wnreport show \(experiment)` lists"
        + " them"
    case .tooManyPictures(let count, let limit, let narrower):
      let example = narrower.map { ", for example --plot '\($0)'" } ?? ""
      return "\(count) series fill more than \(limit) pictures; narrow the pattern\(example)"
    case .severalPictures(let count, let file, let narrower):
      let example = narrower.map { ", for example --plot '\($0)'" } ?? ""
      return "--png - writes one picture, and this plot fills \(count); let --png \(file) number"
        + " them, or narrow the pattern\(example)"
    case .emptyReport: return "the report is empty: there is nothing to write or to compare"
    }
  }

  /// Where to find the series that was meant.
  private static func advice(_ nearest: [String], _ experiment: String) -> String {
    let list = "`wnreport show \(experiment)` lists all"
    guard !nearest.isEmpty else { return list }
    let more = nearest.count > 3 ? ", …" : ""
    return "did you mean \(nearest.prefix(3).joined(separator: ", "))\(more)? \(list)"
  }
}

extension ReportError {
  /// What went wrong in the store of records, as a problem of the report.
  public init(_ error: RunsError) {
    self =
      switch error {
      case .cannotCreate(let path, let reason): .cannotCreate(path: path, reason: reason)
      case .cannotStore(let path, let reason): .cannotStore(path: path, reason: reason)
      case .cannotRemove(let path, let reason): .cannotRemove(path: path, reason: reason)
      case .foreignCache(let path, _): .cannotCreate(path: path, reason: error.description)
      case .cannotRead(let path, let reason): .unreadable(path: path, reason: reason)
      case .notFinite, .unreadable, .schemaVersion: .unusableRecord(reason: error.description)
      }
  }
}
