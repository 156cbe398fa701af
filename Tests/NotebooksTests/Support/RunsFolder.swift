import Foundation
import Notebooks
import Reports
import Runs

/// A notebook with files in its folder of runs, which is gone when the test ends.
enum RunsFolder {
  static func with<Result>(
    _ files: [String: String], _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let runs = folder.appending(path: "runs")
    try FileManager.default.createDirectory(at: runs, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: runs.appending(path: name)) }
    return try body(folder.path)
  }

  /// The record of `log.yaml` and `log.csv`.
  static func record(_ yaml: String, _ csv: String) throws -> RunRecord {
    try with(["log.yaml": yaml, "log.csv": csv]) { folder in
      try OwnRecords(of: folder, builtIn: []).record(named: "log", profile: .quick)
    }
  }

  /// What is said of `log.yaml` and `log.csv`, one line a problem, without the folder; nil where nothing
  /// is.
  static func problem(_ yaml: String, _ csv: String) throws -> String? {
    try problem(["log.yaml": yaml, "log.csv": csv])
  }

  static func problem(_ files: [String: String], builtIn: [String] = []) throws -> String? {
    try with(files) { folder in
      do throws(ReportError) {
        _ = try OwnRecords(of: folder, builtIn: builtIn).record(named: "log", profile: .quick)
        return nil
      } catch {
        return error.description.replacing("\(folder)/runs/", with: "")
      }
    }
  }
}
