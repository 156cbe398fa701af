import Foundation
import Testing

@testable import Runs

struct ContentDigestTests {
  /// Values of the reference implementation for the bytes (7i + n) mod 251, i < n.
  @Test(arguments: [
    (0, 0xef46_db37_51d8_e999), (1, 0x8a41_2781_1b21_e730), (3, 0x31d2_363f_52e5_64c9),
    (4, 0xb4d5_16af_63f9_c743), (7, 0x2163_df11_c0cd_f8cd), (8, 0xd547_4d6c_a50d_ef58),
    (11, 0xc8fa_06a2_9c82_0d02), (31, 0xc025_b4c3_c488_0c7a), (32, 0x178a_e25c_ee6f_7994),
    (33, 0xc46e_3a6b_7582_cfa1), (63, 0x0379_3b98_2bc5_fbd0), (64, 0x9fff_1249_d7b1_2261),
    (100, 0xcd4a_bbf9_5a8d_7fe6), (257, 0x29e3_483a_aaa2_a19f) as (Int, UInt64),
  ])
  func `digests are XXH64's`(_ count: Int, _ expected: UInt64) {
    let bytes = (0..<count).map { UInt8((7 * $0 + count) % 251) }
    #expect(ContentDigest(of: bytes).value == expected)
    // A slice that begins anywhere is the same bytes.
    #expect(ContentDigest(of: Data([1, 2, 3] + bytes)[3...]).value == expected)
  }

  @Test func `a digest reads as what it is written as`() throws {
    let digest = ContentDigest(of: Array("weight norm".utf8))
    let data = try JSONEncoder().encode([digest])
    #expect(try JSONDecoder().decode([ContentDigest].self, from: data) == [digest])
    #expect(digest.description.count == 16)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ContentDigest].self, from: Data("[\"12g4567890abcdef\"]".utf8))
    }
  }

  @Test(arguments: [0, 1, 31, 32, 65_535, 65_536, 65_537, 65_567, 65_568, 200_001])
  func `a file read in pieces has the digest of its bytes`(size: Int) throws {
    try withTemporaryFolder { folder in
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let url = folder.appending(path: "a")
      try Data(bytes).write(to: url)
      #expect(try ContentDigest(ofFile: url.path) == ContentDigest(of: bytes))
    }
  }

  /// What is never written takes no place on the disk.
  @Test func `a file of more than 64 MiB has a digest`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a").path
      try Data([1]).write(to: URL(filePath: path))
      #expect(truncate(path, (64 << 20) + 3) == 0)
      var bytes = [UInt8](repeating: 0, count: (64 << 20) + 3)
      bytes[0] = 1
      #expect(try ContentDigest(ofFile: path) == ContentDigest(of: bytes))
    }
  }

  @Test func `a file that cannot be read is named`() {
    #expect(throws: RunsError.self) { try ContentDigest(ofFile: "/nowhere/at/all") }
  }
}
