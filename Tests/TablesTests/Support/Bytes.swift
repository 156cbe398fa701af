import CZlib

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
  let check = UInt32(crc32(0, bytes, UInt32(bytes.count)))
  return result + littleEndian(check) + littleEndian(UInt32(bytes.count))
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
