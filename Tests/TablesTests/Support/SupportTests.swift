import Testing

struct SupportTests {
  @Test func `gzip has the check sum and size of its content`() {
    let bytes = gzip(Array("123456789".utf8))
    #expect(bytes.suffix(8) == [0x26, 0x39, 0xf4, 0xcb, 9, 0, 0, 0])
    #expect(gzip([]).count == 10 + 5 + 8)
    #expect(gzip([UInt8](repeating: 1, count: 0x10000)).count == 10 + 10 + 0x10000 + 8)
  }

  @Test func `an IDX header is big-endian`() {
    #expect(idx([1, 0x1234_5678], [9]) == [0, 0, 8, 2, 0, 0, 0, 1, 0x12, 0x34, 0x56, 0x78, 9])
  }
}
