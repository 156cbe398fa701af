import Foundation
import Runs

/// The files in a reports folder that a build owns: those of the kinds that it writes.
struct ReportFolder: Sendable {
  let path: String

  func path(of file: String) -> String { "\(path)/\(file)" }

  /// Numbered chapters, pictures and records, by path within the folder, sorted.
  func ownedFiles() throws(ReportError) -> [String] {
    let chapters = try names(in: "").filter {
      $0.wholeMatch(of: #/[0-9]{2}-[^\/]+\.md/#) != nil
    }
    let figures = try names(in: "figures").filter { Self.isPlain($0, "png") }
    let records = try names(in: "runs").filter { Self.isPlain($0, "json") }
    return (chapters + figures.map { "figures/" + $0 } + records.map { "runs/" + $0 }).sorted()
  }

  /// A file that a build would replace or remove though no report left it there: the folder holds
  /// none of the records that every report has.
  func foreignFile() throws(ReportError) -> String? {
    let index = FileManager.default.fileExists(atPath: path(of: "README.md")) ? ["README.md"] : []
    let owned = try ownedFiles()
    let records = RecordedRuns(reportFolder: path)
    let isReport = owned.filter { $0.hasPrefix("runs/") }.contains { file in
      records.holdsRecord(of: String(file.dropFirst("runs/".count).dropLast(".json".count)))
    }
    return isReport ? nil : (index + owned).first
  }

  /// What an interrupted writer left behind.
  func partialFiles() throws(ReportError) -> [String] {
    var partial: [String] = []
    for folder in ["", "figures", "runs"] {
      let path = folder.isEmpty ? path : self.path(of: folder)
      guard FileManager.default.fileExists(atPath: path) else { continue }
      do {
        partial += try AtomicFile.partialFiles(in: path).map {
          folder.isEmpty ? $0 : "\(folder)/\($0)"
        }
      } catch {
        throw ReportError(error)
      }
    }
    return partial
  }

  private static func isPlain(_ name: String, _ ending: String) -> Bool {
    !name.hasPrefix(".") && name.hasSuffix("." + ending)
  }

  /// The names in a folder, none when it does not exist yet.
  private func names(in folder: String) throws(ReportError) -> [String] {
    let path = folder.isEmpty ? path : self.path(of: folder)
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .unreadable(path: path, reason: systemReason(error))
    }
  }
}
