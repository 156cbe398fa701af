import ArgumentParser
import Experiments
import Foundation
import Notebooks
import Reports

/// Which notebook is meant, and where its report lies.
struct NotebookOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The folder of the notebook. (default: the current folder if \(NotebookSettings.fileName) is in it, or else \(Self.standard))",
      valueName: "notebook"), completion: .directory,
    transform: { try FolderArgument.path($0, of: "the notebook") })
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "The folder of the report. (default: the one that the notebook names)", valueName: "dir"),
    completion: .directory,
    transform: { try FolderArgument.path($0, of: "--output") })
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The same as the notebook's folder, by its old name; the next release will not know it.",
      valueName: "dir"), completion: .directory,
    transform: { try FolderArgument.path($0, of: "--templates") })
  var templates: String?

  /// The notebook of this repository, from its top folder.
  static let standard = "templates"

  /// The folder that was named.
  var named: String? { folder ?? templates }

  func validate() throws {
    if let folder, let templates {
      throw ValidationError(
        "two notebooks are named, \(folder) and \(templates); leave out --templates")
    }
  }

  /// Reads the notebook.
  ///
  /// - Throws: `ReportError`.
  func notebook() throws(ReportError) -> Notebook {
    if let templates {
      Terminal.say(
        "--templates will go: name the notebook without it, as in `generate \(templates)`")
    }
    return try Notebook(
      readingFrom: named ?? Self.nearest, output: output,
      builtIn: ExperimentCatalog.standard.experiments.map(\.id))
  }

  /// The notebook that was named, or else the nearest one; nil where none was named and none is there.
  ///
  /// - Throws: `ReportError`.
  var notebookIfThere: Notebook? {
    get throws(ReportError) {
      let isThere = named != nil || FileManager.default.fileExists(atPath: Self.nearest)
      return isThere ? try notebook() : nil
    }
  }

  /// Where the report of what `notebookIfThere` gives lies or would.
  func output(of notebook: Notebook?) -> String {
    output ?? notebook?.output ?? Self.standardOutput
  }

  /// Where the report of this repository lies.
  static let standardOutput = "reports"

  /// The current folder where it is a notebook.
  private static var nearest: String {
    FileManager.default.fileExists(atPath: NotebookSettings.fileName) ? "." : standard
  }
}
