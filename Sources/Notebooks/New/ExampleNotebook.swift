public import Foundation
public import Reports

/// A notebook that comes with the program, to begin one's own from.
public enum ExampleNotebook {
  /// The texts of the notebook in a folder, without its report.
  ///
  /// - Throws: `ReportError.unreadable`.
  public static func files(of folder: URL) throws(ReportError) -> [String: String] {
    var files: [String: String] = [:]
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw .unreadable(path: folder.path, reason: "it came with the program; install it again")
    }
    for name in names where name.hasSuffix(".md") || name.hasSuffix(".yaml") {
      files[name] = try NotebookFile.text(folder.appending(path: name).path)
    }
    return files
  }
}
