import Runs
import Testing

struct ShownTextTests {
  @Test(arguments: [
    ("plain ‖v‖ é 👩‍👩‍👧", "plain ‖v‖ é 👩‍👩‍👧"), ("a\nb", "a\\u{A}b"), ("\u{1B}[31m", "\\u{1B}[31m"),
    ("\u{202E}x", "\\u{202E}x"), ("a\r\nb\u{0}", "a\\u{D}\\u{A}b\\u{0}"), ("", ""),
  ])
  func `what would not show is written as its number`(text: String, expected: String) {
    #expect(text.escaped == expected)
    #expect(text.shown == expected)
  }

  @Test func `a long text is cut in a message and nowhere else`() {
    let text = String(repeating: "a", count: 1000)
    #expect(text.shown == String(repeating: "a", count: 400) + "…")
    #expect(text.escaped == text)
  }
}
