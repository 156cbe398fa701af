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
      try cache.prepare()
      try cache.store(record, for: key)
      return try body(cache)
    }
  }

  private func find(_ key: RunKey, in cache: ContentCache) -> ContentCache.Finding<RunRecord> {
    cache.find(RunRecord.self, for: key)
  }

  private func entry(of cache: ContentCache) -> URL {
    cache.folder.appending(path: "growth.default.run")
  }

  @Test func `a run is found by its key, byte for byte`() throws {
    try withCache { cache in
      guard case .fresh(let run) = find(key, in: cache) else { throw Missed() }
      #expect(try CanonicalJSON.encode(run) == CanonicalJSON.encode(record))
      let ignore = cache.folder.appending(path: ".gitignore")
      #expect(try String(contentsOf: ignore, encoding: .utf8) == "*\n")
    }
  }

  @Test func `an empty cache has nothing`() throws {
    try withTemporaryFolder { folder in
      guard case .missing = find(key, in: ContentCache(folder: folder)) else { throw Missed() }
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
        guard case .stale(let changes) = find(key, in: cache) else { throw Missed() }
        #expect(changes == [change])
      }
    }
  }

  @Test func `another profile or experiment has an entry of its own`() throws {
    try withCache { cache in
      var other = key
      other.profile = "quick"
      guard case .missing = find(other, in: cache) else { throw Missed() }
      try cache.store(RunRecord.random(seed: 8), for: other)
      guard case .fresh = find(key, in: cache), case .fresh = find(other, in: cache) else {
        throw Missed()
      }
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
      switch find(key, in: cache) {
      case .fresh, .missing, .stale: throw Missed()
      case .damaged(let reason): #expect(!reason.isEmpty)
      }
    }
  }

  @Test(arguments: ["", "x", "wnreport-cache 1 \n", "wnreport-cache 2 0011223344556677\n{}\n{}"])
  func `a foreign file is no entry`(_ content: String) throws {
    try withCache { cache in
      try content.write(to: entry(of: cache), atomically: true, encoding: .utf8)
      guard case .damaged = find(key, in: cache) else { throw Missed() }
    }
  }

  @Test func `the entry of another experiment under this name is not used`() throws {
    try withCache { cache in
      var other = key
      other.experiment = "noise"
      try cache.store(record, for: other)
      try FileManager.default.removeItem(at: entry(of: cache))
      try FileManager.default.moveItem(at: cache.url(of: other), to: entry(of: cache))
      guard case .stale(let changes) = find(key, in: cache) else { throw Missed() }
      #expect(changes == ["experiment: noise → growth"])
    }
  }

  @Test func `a whole entry that holds something else is damaged`() throws {
    try withCache { cache in
      try cache.store(["a": 1], for: key)
      guard case .damaged(let reason) = find(key, in: cache) else { throw Missed() }
      #expect(reason == "it is of another version")
    }
  }

  @Test func `what interrupted writers left is removed and nothing else`() throws {
    try withCache { cache in
      try Data().write(to: cache.folder.appending(path: ".growth.default.run.77.partial"))
      try cache.removePartialFiles()
      let left = try FileManager.default.contentsOfDirectory(atPath: cache.folder.path)
      #expect(left.sorted() == [".gitignore", "CACHEDIR.TAG", "growth.default.run"])
    }
  }

  @Test func `a folder of other files is no cache, and one with a stray file in it still is`()
    throws
  {
    try withTemporaryFolder { folder in
      try Data("mine".utf8).write(to: folder.appending(path: "main.c"))
      let cache = ContentCache(folder: folder)
      let expected = RunsError.foreignCache(path: folder.relativePath, file: "main.c")
      #expect(throws: expected) { try cache.prepare() }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["main.c"])
    }
    try withCache { cache in
      try Data().write(to: cache.folder.appending(path: ".DS_Store"))
      try cache.prepare()
      try FileManager.default.removeItem(at: cache.folder.appending(path: "CACHEDIR.TAG"))
      #expect(throws: RunsError.self) { try cache.prepare() }
      try FileManager.default.removeItem(at: cache.folder.appending(path: ".DS_Store"))
      try cache.prepare()
    }
  }

  @Test func `a folder that cannot be written is named`() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file")
      try Data().write(to: file)
      let cache = ContentCache(folder: file.appending(path: "cache"))
      #expect {
        try cache.prepare()
      } throws: { error in
        guard case RunsError.cannotCreate(let path, _) = error else { return false }
        return path == cache.folder.path
      }
    }
  }

  private struct Missed: Error {}
}
