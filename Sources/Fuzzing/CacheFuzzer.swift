import Foundation
import Runs

/// Looks for finished work in a cache that others wrote into.
struct CacheFuzzer: Sendable {
  private struct Key: CacheKey, Equatable {
    var version: Int
    var name: String
    var fileName: String { "entry" }

    func changes(since old: Key) -> [String] {
      self == old ? [] : ["version: \(old.version) → \(version)"]
    }
  }

  private static let key = Key(version: 1, name: "growth")

  private let cache: ContentCache
  private let entry: [UInt8]

  init(folder: URL) throws {
    cache = ContentCache(folder: folder)
    try cache.prepare()
    try cache.store(Samples.growth, for: Self.key)
    entry = try RegularFile.bytes(of: cache.url(of: Self.key).path)
  }

  func fault(_ random: inout FuzzRandom) -> String? {
    var bytes = entry
    ByteMutator.change(&bytes, &random)
    // An entry with the digest of what it holds is as good as one of our own.
    let isSealed = random.oneIn(2)
    if isSealed { bytes = Self.sealed(bytes) }
    do {
      try Data(bytes).write(to: cache.url(of: Self.key))
    } catch {
      return "the scratch folder: \(error)"
    }
    switch cache.find(RunRecord.self, for: Self.key) {
    case .fresh: return isSealed || bytes == entry ? nil : "damaged work is used again"
    case .stale(let changes): return changes.isEmpty ? "stale without a change" : nil
    case .damaged(let reason): return reason.isEmpty ? "damaged without a reason" : nil
    case .missing: return "an entry that is there is missing"
    }
  }

  private static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    let line = UInt8(ascii: "\n")
    let rest = Array(bytes.drop { $0 != line }.dropFirst())
    return Array("wnreport-cache 1 \(ContentDigest(of: rest))\n".utf8) + rest
  }
}
