internal import Foundation
import Runs

@testable import Experiments

/// Not Foundation's types of those names.
typealias Measurement = Runs.Measurement
typealias ComparisonResult = Experiments.ComparisonResult

/// 64-bit FNV-1a.
func fnv1a(_ data: Data) -> UInt64 {
  data.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}

extension RunRecord {
  /// The hash of the record's bytes.
  var hash: UInt64 {
    get throws { fnv1a(try CanonicalJSON.encode(self)) }
  }
}

/// The gzip form of bytes in stored, uncompressed blocks (RFC 1952, RFC 1951 §3.2.4).
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
  let blockSize = 0xffff
  var start = 0
  repeat {
    let block = bytes[start..<min(start + blockSize, bytes.count)]
    start += block.count
    let size = UInt16(block.count)
    result.append(start == bytes.count ? 1 : 0)
    result += littleEndian(UInt32(size) | UInt32(~size) << 16)
    result += block
  } while start < bytes.count
  return result + littleEndian(crc32(bytes)) + littleEndian(UInt32(bytes.count))
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~0 as UInt32) { crc, byte in
    (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in
      crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1
    }
  }
}

private func littleEndian(_ number: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

/// An IDX file of unsigned bytes with those sizes.
func idx(_ sizes: [Int], _ bytes: [UInt8]) -> [UInt8] {
  [0, 0, 8, UInt8(sizes.count)]
    + sizes.flatMap { size in (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) } }
    + bytes
}
