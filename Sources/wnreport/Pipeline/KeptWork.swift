import Foundation
import Runs
import Synchronization

/// The cache as `generate` uses it: never trusted blindly and never in the way. What is wrong with it
/// is told, and the work done anew.
final class KeptWork: Sendable {
  let cache: ContentCache
  private let isFresh: Bool
  private let isQuiet: Bool
  private let isRefused = Mutex(false)

  /// - Parameters:
  ///   - folder: where the cache lies.
  ///   - isFresh: whether what is kept there is ignored.
  ///   - isQuiet: whether nothing is said.
  init(folder: String, isFresh: Bool, isQuiet: Bool) {
    cache = ContentCache(folder: URL(filePath: folder))
    self.isFresh = isFresh
    self.isQuiet = isQuiet
  }

  /// What was kept under a key.
  func find<Content: Decodable & Sendable>(
    _ type: Content.Type, for key: some CacheKey
  ) -> Content? {
    guard !isFresh else { return nil }
    switch cache.find(type, for: key) {
    case .fresh(let content): return content
    case .stale, .missing: return nil
    case .damaged(let reason):
      say("\(cache.url(of: key).relativePath) is not used and made anew: \(reason)")
      return nil
    }
  }

  /// Keeps some work; says so, once, where the disk refuses it.
  func store(_ content: some Encodable, for key: some CacheKey) {
    telling { () throws(RunsError) in try cache.store(content, for: key) }
  }

  /// Runs `body` while no other process that uses the same folder does.
  func locked<Result>(_ body: () async throws -> Result) async throws -> Result {
    try cache.checkOwnership()
    telling { () throws(RunsError) in try cache.prepare() }
    guard FileManager.default.fileExists(atPath: cache.folder.path), !isRefused.withLock({ $0 })
    else { return try await body() }
    let name = cache.folder.relativePath
    return try await FolderLock.holding(
      cache.folder.path,
      waiting: { say("another wnreport is at work with \(name); waiting until it ends") },
      refused: { error in telling { () throws(RunsError) in throw error } }
    ) {
      // Unlocked, they may be another's.
      if !isRefused.withLock({ $0 }) {
        telling { () throws(RunsError) in try cache.removePartialFiles() }
      }
      return try await body()
    }
  }

  /// What becomes of finished runs when the program is interrupted.
  var promise: String {
    isRefused.withLock { $0 }
      ? "finished runs could not be kept"
      : "finished runs are kept in \(cache.folder.relativePath)"
  }

  private func telling(_ body: () throws(RunsError) -> Void) {
    do {
      try body()
    } catch {
      let isFirst = isRefused.withLock { isRefused in
        defer { isRefused = true }
        return !isRefused
      }
      if isFirst { say("finished runs are not kept: \(error)") }
    }
  }

  private func say(_ message: String) {
    if !isQuiet { Terminal.say(message) }
  }
}
