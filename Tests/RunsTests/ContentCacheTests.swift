internal import Foundation
import Testing

@testable import Runs

/// What a cache gives back, in every state that a disk or another build can leave it in.
struct ContentCacheTests {
  private let key = RunKey(
    experiment: "growth", profile: "default",
    specification: .object(["steps": .integer(3000), "arms": .array([.string("sgd")])]),
    data: ["digits": ContentDigest(of: [1])], code: ContentDigest(of: [2]))
  private let record = RunRecord.random(seed: 7)

  private func withCache<Result>(_ body: (ContentCache) throws -> Result) throws -> Result {
    try withTemporaryFolder { folder in
      let cache = ContentCache(folder: folder.appending(path: "cache"))
      try cache.store(record, for: key)
      return try body(cache)
    }
  }

  private func entry(of cache: ContentCache) -> URL {
    cache.folder.appending(path: "growth.default.run")
  }

  @Test func `a run is found by its key, byte for byte`() throws {
    try withCache { cache in
      guard case .fresh(let run) = cache.find(key) else { throw Missed() }
      #expect(try run.record == record)
      #expect(run.digest == ContentDigest(of: try CanonicalJSON.encode(record)))
      let ignore = cache.folder.appending(path: ".gitignore")
      #expect(try String(contentsOf: ignore, encoding: .utf8) == "*\n")
    }
  }

  @Test func `an empty cache has nothing`() throws {
    try withTemporaryFolder { folder in
      guard case .missing = ContentCache(folder: folder).find(key) else { throw Missed() }
    }
  }

  @Test func `each thing that can change a run makes it stale, and is named`() throws {
    var changed: [(RunKey, String)] = []
    var one = key
    one.specification = .object(["steps": .integer(4000), "arms": .array([.string("sgd")])])
    changed.append((one, "specification.steps: 3000 → 4000"))
    var two = key
    two.specification = .object(["steps": .integer(3000), "arms": .array([.string("adam")])])
    changed.append((two, "specification.arms[0]: “sgd” → “adam”"))
    var three = key
    three.data = ["digits": ContentDigest(of: [9])]
    changed.append(
      (three, "data digits: \(ContentDigest(of: [1])) → \(ContentDigest(of: [9]))"))
    var four = key
    four.data["clothes"] = ContentDigest(of: [3])
    changed.append((four, "data clothes: none → \(ContentDigest(of: [3]))"))
    var five = key
    five.code = ContentDigest(of: [4])
    changed.append((five, "code: \(ContentDigest(of: [2])) → \(ContentDigest(of: [4]))"))
    var six = key
    six.specification = .object(["arms": .array([.string("sgd")])])
    changed.append((six, "specification.steps: 3000 → none"))
    try withCache { cache in
      for (key, change) in changed {
        guard case .stale(let changes) = cache.find(key) else { throw Missed() }
        #expect(changes == [change])
      }
    }
  }

  @Test func `another profile or experiment has an entry of its own`() throws {
    try withCache { cache in
      var other = key
      other.profile = "quick"
      guard case .missing = cache.find(other) else { throw Missed() }
      try cache.store(RunRecord.random(seed: 8), for: other)
      guard case .fresh = cache.find(key), case .fresh = cache.find(other) else { throw Missed() }
    }
  }

  @Test(arguments: 0..<60)
  func `a truncated or changed entry is never used`(_ seed: Int) throws {
    try withCache { cache in
      var bytes = try Data(contentsOf: entry(of: cache))
      var randomness = Randomness(seed: seed)
      let place = Int(randomness.next() % UInt64(bytes.count))
      if seed % 2 == 0 {
        bytes = bytes.prefix(place)
      } else {
        bytes[place] ^= UInt8(1 << (randomness.next() % 8))
      }
      try bytes.write(to: entry(of: cache))
      switch cache.find(key) {
      case .fresh, .missing: throw Missed()
      case .stale(let changes): #expect(!changes.isEmpty)
      case .damaged(let reason): #expect(reason.contains("growth.default.run"))
      }
    }
  }

  @Test func `a folder that cannot be written is named`() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file")
      try Data().write(to: file)
      let cache = ContentCache(folder: file.appending(path: "cache"))
      #expect {
        try cache.store(record, for: key)
      } throws: { error in
        guard case RunsError.cannotCreate(let path, _) = error else { return false }
        return path == cache.folder.path
      }
    }
  }

  private struct Missed: Error {}
}
