internal import Foundation

/// One file of a cache: a line with the digest of all that follows, a line with the key, the content.
struct CacheEntry {
  /// Why a file cannot be used, to follow its name.
  struct Damage: Error {
    let reason: String
  }

  private static let mark = "wnreport-cache 1 "

  private let keyLine: Data
  private let body: Data

  init(contentsOf url: URL) throws(Damage) {
    let data: Data
    do {
      data = Data(try RegularFile.bytes(of: url.path))
    } catch {
      throw Damage(reason: error.description)
    }
    let (first, rest) = Self.split(data)
    guard first.starts(with: Self.mark.utf8) else {
      throw Damage(reason: "it is not an entry of this cache")
    }
    guard
      String(decoding: first.dropFirst(Self.mark.utf8.count), as: UTF8.self)
        == ContentDigest(of: rest).description
    else { throw Damage(reason: "it is not what was kept") }
    (keyLine, body) = Self.split(rest)
  }

  func key<Key: Decodable>(as type: Key.Type) throws(Damage) -> Key {
    try Self.decode(type, from: keyLine)
  }

  func content<Content: Decodable>(as type: Content.Type) throws(Damage) -> Content {
    try Self.decode(type, from: body)
  }

  static func bytes(
    of content: some Encodable, for key: some CacheKey
  ) throws(RunsError) -> [UInt8] {
    let encoder = CanonicalJSON.encoder()
    let rest: Data
    do {
      rest = try encoder.encode(key) + Data("\n".utf8) + encoder.encode(content)
    } catch {
      throw .notFinite(reason: String(describing: error))
    }
    return Array("\(mark)\(ContentDigest(of: rest))\n".utf8) + Array(rest)
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, from data: Data
  ) throws(Damage) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw Damage(reason: "it is of another version")
    }
  }

  /// The first line, and what follows it.
  private static func split(_ data: Data) -> (line: Data, rest: Data) {
    let end = data.firstIndex(of: UInt8(ascii: "\n")) ?? data.endIndex
    return (data[..<end], data[min(end + 1, data.endIndex)...])
  }
}
