import Foundation
import Runs

/// The folder of a report, in which other files may lie too.
struct ReportFolder: Sendable {
  let path: String

  func path(of file: String) -> String { "\(path)/\(file)" }

  /// The files that a build wrote there, by path within the folder.
  func ownFiles() throws(ReportError) -> [String] { try FileList(of: path)?.files ?? [] }

  /// What looks like a part of a report by its name, folders as well, but for the index: by path
  /// within the folder, sorted.
  func entriesOfAReport() throws(ReportError) -> [String] {
    var entries = try names(in: "")
    entries += try names(in: "figures").map { "figures/" + $0 }
    entries += try names(in: "runs").map { "runs/" + $0 }
    return entries.filter { $0 != TemplateFolder.indexName && Self.isOfAReport($0) }
  }

  /// Whether a path is one that a report may have: a page, a picture or a record.
  static func isOfAReport(_ path: String) -> Bool {
    TemplateFolder.isChapter(path)
      || path.wholeMatch(of: #/figures\/[^.\/][^\/]*\.png|runs\/[^.\/][^\/]*\.json/#) != nil
  }

  /// Whether a report from before there were lists lies here, which its records tell.
  func holdsRecords() throws(ReportError) -> Bool {
    let records = RecordedRuns(reportFolder: path)
    return try names(in: "runs").contains {
      $0.hasSuffix(".json") && records.holdsRecord(of: String($0.dropLast(".json".count)))
    }
  }

  /// What interrupted writers of some files left behind.
  func partialFiles(of files: [String]) throws(ReportError) -> [String] {
    var partial: [String] = []
    for folder in ["", "figures", "runs"] {
      let path = folder.isEmpty ? path : self.path(of: folder)
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let prefix = folder.isEmpty ? "" : folder + "/"
      let names = (files + [FileList.name]).filter { $0.hasPrefix(prefix) }
        .map { String($0.dropFirst(prefix.count)) }
      do {
        partial += try AtomicFile.partialFiles(in: path, of: names).map { prefix + $0 }
      } catch {
        throw ReportError(error)
      }
    }
    return partial
  }

  /// Stores a file at once, or not at all.
  func store(_ bytes: [UInt8], _ file: String) throws(ReportError) {
    do {
      try AtomicFile(path(of: file)).write(bytes)
    } catch {
      throw ReportError(error)
    }
  }

  /// Removes files, and nothing else that stands in their places; says which were there.
  func remove(_ files: [String]) throws(ReportError) -> [String] {
    var removed: [String] = []
    for file in files where FolderEntry(path(of: file)) == .file {
      guard unlink(path(of: file)) == 0 else {
        throw .cannotRemove(path: path(of: file), reason: String(cString: strerror(errno)))
      }
      removed.append(file)
    }
    return removed
  }

  /// The names in a folder by bytes, none when it does not exist yet.
  func names(in folder: String) throws(ReportError) -> [String] {
    let path = folder.isEmpty ? path : self.path(of: folder)
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
        .map { ExactText($0) }.sorted().map(\.string)
    } catch {
      throw .unreadable(path: path, reason: systemReason(error))
    }
  }
}
