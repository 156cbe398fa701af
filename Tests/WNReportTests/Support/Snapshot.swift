import Foundation

/// Every file of a folder as it is at one moment, by path.
struct Snapshot: Equatable, Sendable {
  struct File: Equatable, Sendable {
    var bytes: Data
    var modified: Date?
    /// Another number stands for another file in the same place.
    var number: Int?
  }

  private(set) var files: [String: File] = [:]

  /// Hidden files count, folders do not.
  init(_ workspace: Workspace, _ folder: String = "") throws {
    try self.init(workspace.url.appending(path: folder))
  }

  init(_ base: URL) throws {
    guard FileManager.default.fileExists(atPath: base.path) else { return }
    for path in try FileManager.default.subpathsOfDirectory(atPath: base.path) {
      let file = base.appending(path: path)
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      files[path] = File(
        bytes: try Data(contentsOf: file), modified: attributes[.modificationDate] as? Date,
        number: attributes[.systemFileNumber] as? Int)
    }
  }

  var paths: [String] { files.keys.sorted() }
  var contents: [String: Data] { files.mapValues(\.bytes) }

  /// The files that are new, gone, changed or written again, one line each.
  func changes(to later: Snapshot) -> [String] {
    Set(files.keys).union(later.files.keys).sorted().compactMap { path in
      switch (files[path], later.files[path]) {
      case (nil, _): "new: \(path)"
      case (_, nil): "gone: \(path)"
      case (let old?, let new?) where old.bytes != new.bytes: "changed: \(path)"
      case (let old, let new) where old != new: "written again: \(path)"
      default: nil
      }
    }
  }
}
