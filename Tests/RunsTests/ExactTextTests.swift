import Testing

@testable import Runs

struct ExactTextTests {
  @Test(arguments: [("`", "\u{1FEF}"), ("é", "e\u{301}"), ("·", "\u{387}"), ("K", "\u{212A}")])
  func `texts that are equal to Swift are different by their bytes`(one: String, other: String) {
    #expect(one == other)
    #expect(ExactText(one) != ExactText(other))
    #expect(Set([ExactText(one), ExactText(other), ExactText(one)]).count == 2)
    #expect(JSONValue.string(one) != .string(other))
    #expect(JSONValue.object([one: .null]) != .object([other: .null]))
    #expect(JSONValue.array([.string(one)]) == .array([.string(one)]))
    #expect(!Glob.matches("a\(one)*", "a\(other)b"))
  }

  @Test func `the order is that of the bytes`() {
    let texts = ["\u{FB01}", "z", "e\u{301}", "\u{E9}", "f", "\u{10000}"].map { ExactText($0) }
    #expect(
      texts.sorted().map(\.string.unicodeScalars.first?.value) == [
        0x65, 0x66, 0x7A, 0xE9, 0xFB01, 0x10000,
      ])
  }
}
