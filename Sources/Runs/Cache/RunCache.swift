public import Foundation

/// Finished runs that may be used again, in a folder that can be deleted at any time.
///
/// One file an experiment and profile holds the key of a run, a digest of its record, and the record.
/// An entry whose key is not the wanted one is stale; one that cannot be read, or whose record does
/// not have its digest, is damaged. Neither is ever used.
public struct RunCache: Sendable {
  public let folder: URL

  /// What the cache has for a key.
  public enum Finding: Sendable {
    case fresh(CachedRun)
    /// What changed since the entry was made.
    case stale([String])
    case damaged(reason: String)
    case missing
  }

  public init(folder: URL) {
    self.folder = folder
  }

  /// The run of that key, or why there is none.
  public func find(_ key: RunKey) -> Finding {
    let url = self.url(of: key)
    guard FileManager.default.fileExists(atPath: url.path) else { return .missing }
    do {
      let entry = try CachedRun(contentsOf: url)
      let changes = key.changes(since: entry.key)
      return changes.isEmpty ? .fresh(entry) : .stale(changes)
    } catch {
      return .damaged(reason: error.description)
    }
  }

  /// Keeps a record. What the disk refuses is for the caller to tell; the run is not lost by it.
  ///
  /// - Throws: `RunsError.cannotCreate`, `.cannotStore`, `.notFinite`.
  public func store(_ record: RunRecord, for key: RunKey) throws(RunsError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: folder.path, reason: error.localizedDescription)
    }
    // Version control has no business here.
    let ignore = folder.appending(path: ".gitignore").path
    if !FileManager.default.fileExists(atPath: ignore) {
      try AtomicFile(ignore).write(Array("*\n".utf8))
    }
    try AtomicFile(url(of: key).path).write(CachedRun.bytes(of: record, key))
  }

  private func url(of key: RunKey) -> URL {
    folder.appending(path: "\(key.experiment).\(key.profile).run")
  }
}

/// One file of the cache: a line of JSON, then the record's bytes.
public struct CachedRun: Sendable {
  private struct Head: Codable {
    var layout = Self.currentLayout
    var key: RunKey
    var record: ContentDigest

    static let currentLayout = 1
  }

  private let head: Head
  private let body: Data
  private let name: String

  var key: RunKey { head.key }

  /// The digest of the record's bytes.
  public var digest: ContentDigest { head.record }

  /// - Throws: `RunsError.cannotRead`, or `.unreadable` where the bytes are not those that were kept.
  init(contentsOf url: URL) throws(RunsError) {
    let data: Data
    do {
      data = try Data(contentsOf: url)
    } catch {
      throw .cannotRead(path: url.path, reason: error.localizedDescription)
    }
    let end = data.firstIndex(of: UInt8(ascii: "\n")) ?? data.endIndex
    head = try CanonicalJSON.decode(Head.self, from: data[..<end], name: url.path)
    body = data[min(end + 1, data.endIndex)...]
    name = url.path
    guard head.layout == Head.currentLayout else {
      throw .unreadable(name: name, reason: "it has layout \(head.layout)")
    }
    guard ContentDigest(of: body) == head.record else {
      throw .unreadable(name: name, reason: "it is not what was kept")
    }
  }

  /// - Throws: `RunsError.unreadable`.
  public var record: RunRecord {
    get throws(RunsError) {
      try CanonicalJSON.decode(RunRecord.self, from: body, name: name)
    }
  }

  static func bytes(of record: RunRecord, _ key: RunKey) throws(RunsError) -> [UInt8] {
    let body = try CanonicalJSON.encode(record)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      let head = try encoder.encode(Head(key: key, record: ContentDigest(of: body)))
      return Array(head) + Array("\n".utf8) + Array(body)
    } catch {
      throw .notFinite(reason: String(describing: error))
    }
  }
}
