public import Foundation

/// What tells a piece of finished work from every other: two equal keys stand for the same content.
public protocol CacheKey: Codable, Sendable {
  /// The file that holds the latest work of this kind, whatever else its key says.
  var fileName: String { get }

  /// What changed from an older key, one line a field; none where the keys are equal.
  func changes(since old: Self) -> [String]
}

/// Finished work that may be used again, in a folder that can be deleted at any time.
///
/// Work is used again only if its key is the wanted one and its file is, byte for byte, the one that
/// was kept. No modification time plays a part.
public struct ContentCache: Sendable {
  public let folder: URL

  /// What the cache has for a key.
  public enum Finding<Content: Sendable>: Sendable {
    case fresh(Content)
    /// There is an entry of another key, from which this changed.
    case stale([String])
    /// The entry cannot be trusted.
    case damaged(reason: String)
    case missing
  }

  public init(folder: URL) {
    self.folder = folder
  }

  /// The content that was kept under a key, or why there is none.
  public func find<Key: CacheKey, Content: Decodable>(
    _ type: Content.Type, for key: Key
  ) -> Finding<Content> {
    let url = self.url(of: key)
    guard FileManager.default.fileExists(atPath: url.path) else { return .missing }
    do {
      let entry = try CacheEntry(contentsOf: url)
      let changes = key.changes(since: try entry.key(as: Key.self))
      return changes.isEmpty ? .fresh(try entry.content(as: type)) : .stale(changes)
    } catch {
      return .damaged(reason: error.reason)
    }
  }

  /// Keeps some content, in place of what was kept under that file name.
  ///
  /// - Throws: `RunsError.cannotCreate`, `.cannotStore`, `.notFinite`.
  public func store(_ content: some Encodable, for key: some CacheKey) throws(RunsError) {
    let bytes = try CacheEntry.bytes(of: content, for: key)
    try AtomicFile(url(of: key).path).write(bytes)
  }

  /// Makes the folder where there is none, and hides it from version control.
  ///
  /// - Throws: `RunsError.cannotCreate`, `.cannotStore`.
  public func prepare() throws(RunsError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: folder.path, reason: systemReason(error))
    }
    let ignore = folder.appending(path: ".gitignore").path
    if !FileManager.default.fileExists(atPath: ignore) {
      try AtomicFile(ignore).write(Array("*\n".utf8))
    }
  }

  /// Removes what interrupted writers left. Only the holder of the folder's lock may do so.
  ///
  /// - Throws: `RunsError.cannotRead`, `.cannotCreate`.
  public func removePartialFiles() throws(RunsError) {
    for name in try AtomicFile.partialFiles(in: folder.path) {
      let path = folder.appending(path: name).path
      do {
        try FileManager.default.removeItem(atPath: path)
      } catch {
        throw .cannotCreate(path: path, reason: systemReason(error))
      }
    }
  }

  /// The file of a key.
  public func url(of key: some CacheKey) -> URL {
    folder.appending(path: key.fileName)
  }
}
