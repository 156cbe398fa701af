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

  private static let markName = "CACHEDIR.TAG"

  /// By convention the first line of the file that marks a folder as a cache (bford.info/cachedir).
  private static let mark = """
    Signature: 8a477f597d28d172789f06886806bc55
    # Finished runs of wnreport, which may be deleted at any time.

    """

  /// Expects that the folder is marked as a cache of this program, or else holds nothing that a cache
  /// does not, or is not there.
  ///
  /// - Throws: `RunsError.foreignCache`.
  public func checkOwnership() throws(RunsError) {
    // Why a folder cannot be listed is told when it is used.
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      return
    }
    // A mark that cannot be read is none.
    let mark = try? RegularFile.bytes(of: folder.appending(path: Self.markName).path)
    if mark != Array(Self.mark.utf8),
      let stranger = names.sorted().first(where: { !Self.isOurs($0) })
    {
      throw .foreignCache(path: folder.relativePath, file: stranger)
    }
  }

  /// Whether a name is one of those that a cache holds.
  private static func isOurs(_ name: String) -> Bool {
    name == ".gitignore" || name == markName
      || name.wholeMatch(of: #/[A-Za-z0-9-]+\.[a-z]+\.run|[A-Za-z0-9]+\.report/#) != nil
      || name.wholeMatch(of: partialName) != nil
  }

  /// The name of a file of the cache while it is written.
  private static var partialName: Regex<Substring> {
    #/\.(?:CACHEDIR\.TAG|\.gitignore|[A-Za-z0-9.-]+\.(?:run|report))\.[0-9]+\.partial/#
  }

  /// Makes the folder where there is none, and hides it from version control and from backups.
  ///
  /// - Throws: `RunsError.foreignCache`, `.cannotRead`, `.cannotCreate`, `.cannotStore`.
  public func prepare() throws(RunsError) {
    try checkOwnership()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: folder.path, reason: systemReason(error))
    }
    for (name, text) in [(Self.markName, Self.mark), (".gitignore", "*\n")] {
      let path = folder.appending(path: name).path
      if !FileManager.default.fileExists(atPath: path) {
        try AtomicFile(path).write(Array(text.utf8))
      }
    }
  }

  /// Removes what interrupted writers left. Only the holder of the folder's lock may do so.
  ///
  /// - Throws: `RunsError.cannotRead`, `.cannotRemove`.
  public func removePartialFiles() throws(RunsError) {
    let files: [String]
    do {
      files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw .cannotRead(path: folder.path, reason: systemReason(error))
    }
    // A first run may have been ended before it got its name.
    for name in files where name.wholeMatch(of: Self.partialName) != nil {
      let path = folder.appending(path: name).path
      guard unlink(path) == 0 else {
        throw .cannotRemove(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// The file of a key.
  public func url(of key: some CacheKey) -> URL {
    folder.appending(path: key.fileName)
  }
}
