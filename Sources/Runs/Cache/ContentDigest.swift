public import Foundation

/// A digest of some bytes: XXH64 with seed 0 (Collet 2012), which tells changed content from
/// unchanged, not a forger from an author.
public struct ContentDigest: Hashable, Sendable {
  public let value: UInt64

  public init(of bytes: some ContiguousBytes) {
    var state = State()
    bytes.withUnsafeBytes { state.take($0) }
    value = state.value
  }

  /// The digest of a file's content, however large it is.
  ///
  /// - Throws: `RunsError.cannotRead`.
  public init(ofFile path: String) throws(RunsError) {
    var state = State()
    try RegularFile.forEachPiece(of: path) { piece in
      state.take(piece)
      return true
    }
    value = state.value
  }
}

/// The digest of what was taken so far.
private struct State {

  private static let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
    0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
    0x27D4_EB2F_1656_67C5
  )

  private var lanes = SIMD4<UInt64>(
    Self.primes.0 &+ Self.primes.1, Self.primes.1, 0, 0 &- Self.primes.0)
  private var count = 0
  /// What does not fill four lanes yet.
  private var rest: [UInt8] = []

  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    count += bytes.count
    guard !rest.isEmpty else {
      rest = Array(bytes[takeWholeLanes(bytes)...])
      return
    }
    let missing = bytes.prefix(32 - rest.count)
    rest += missing
    guard rest.count == 32 else { return }
    _ = rest.withUnsafeBytes { takeWholeLanes($0) }
    let others = UnsafeRawBufferPointer(rebasing: bytes[missing.count...])
    rest = Array(others[takeWholeLanes(others)...])
  }

  /// Takes as many bytes as fill four lanes again and again; returns their number.
  private mutating func takeWholeLanes(_ bytes: UnsafeRawBufferPointer) -> Int {
    var offset = 0
    while offset + 32 <= bytes.count {
      for lane in 0..<4 {
        lanes[lane] = Self.round(lanes[lane], Self.word(bytes, offset + 8 * lane))
      }
      offset += 32
    }
    return offset
  }

  var value: UInt64 {
    let start = (count < 32 ? Self.primes.4 : Self.merged(lanes)) &+ UInt64(count)
    return Self.avalanche(rest.withUnsafeBytes { Self.tail($0, from: 0, into: start) })
  }

  private static func merged(_ lanes: SIMD4<UInt64>) -> UInt64 {
    var result =
      rotate(lanes[0], 1) &+ rotate(lanes[1], 7) &+ rotate(lanes[2], 12) &+ rotate(lanes[3], 18)
    for lane in 0..<4 {
      result = (result ^ round(0, lanes[lane])) &* primes.0 &+ primes.3
    }
    return result
  }

  private static func tail(
    _ bytes: UnsafeRawBufferPointer, from start: Int, into hash: UInt64
  ) -> UInt64 {
    var offset = start
    var result = hash
    while offset + 8 <= bytes.count {
      result = rotate(result ^ round(0, word(bytes, offset)), 27) &* primes.0 &+ primes.3
      offset += 8
    }
    if offset + 4 <= bytes.count {
      let half = UInt64(
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      result = rotate(result ^ (half &* primes.0), 23) &* primes.1 &+ primes.2
      offset += 4
    }
    for byte in bytes[offset...] {
      result = rotate(result ^ (UInt64(byte) &* primes.4), 11) &* primes.0
    }
    return result
  }

  private static func avalanche(_ hash: UInt64) -> UInt64 {
    var result = (hash ^ (hash >> 33)) &* primes.1
    result = (result ^ (result >> 29)) &* primes.2
    return result ^ (result >> 32)
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ word &* primes.1, 31) &* primes.0
  }

  private static func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }
}

extension ContentDigest: CustomStringConvertible {
  /// Sixteen hexadecimal digits.
  public var description: String { String(format: "%016llx", value) }
}

extension ContentDigest: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard text.count == 16, let value = UInt64(text, radix: 16) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no digest")
    }
    self.value = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
