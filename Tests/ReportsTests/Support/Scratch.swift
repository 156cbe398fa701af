import Foundation

@testable import Reports

/// A folder for one test, gone when the test ends.
final class Scratch {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      print("\(path) was left behind: \(error)")
    }
  }

  func put(_ file: String, _ content: String) throws {
    let url = URL(fileURLWithPath: "\(path)/\(file)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content.utf8).write(to: url)
  }

  /// The list by which files are known as a report's.
  func putList(of files: [String], notebook: String = "templates") throws {
    let bytes = try FileList(notebook: notebook, files: files).bytes()
    try put(FileList.name, String(decoding: bytes, as: UTF8.self))
  }

  func content(_ file: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
  }

  /// Every file by path, hidden ones as well.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path)
      .filter { file in
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")
        return attributes[.type] as? FileAttributeType == .typeRegular
      }
      .sorted()
  }

  /// What tells a file that was written again from one that was not.
  func identity(_ file: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")
    return attributes[.systemFileNumber] as? Int ?? 0
  }
}

/// A report of plain files.
func report(_ files: [String: String], notebook: String = "templates") -> BuiltReport {
  BuiltReport(
    files: files.map { path, content in
      let kind: ReportFile.Kind =
        path.hasSuffix(".md") ? .chapter : path.hasSuffix(".png") ? .figure : .record
      return ReportFile(path: path, kind: kind, bytes: Array(content.utf8))
    }, verdicts: [], notebook: notebook)
}
