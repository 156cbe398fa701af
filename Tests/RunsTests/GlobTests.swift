import Runs
import Testing

struct GlobTests {
  @Test(arguments: [
    ("growth", "growth"), ("*", "growth"), ("*", ""), ("", ""), ("g*", "growth"), ("*th", "growth"),
    ("g*h", "growth"), ("*row*", "growth"), ("?rowth", "growth"), ("g??wth", "growth"),
    ("******", "growth"), ("g*?", "growth"), ("*a*b*c", "xaxbxbxc"), ("a*b?d", "abcbcd"),
    ("*-*", "fixed-budget"), ("‖*", "‖v‖"), ("?", "é"),
    ("?", "🐎"), ("*", ".a/b.c"), ("\\*", "\\a"), ("[?]", "[a]"), ("*", "a\0b"),
  ])
  func `a pattern matches`(_ pattern: String, _ text: String) {
    #expect(Glob.matches(pattern, text))
  }

  @Test(arguments: [
    ("growth", "grow"), ("grow", "growth"), ("", "growth"), ("growth", ""), ("?", ""), ("?", "ab"),
    ("g*x", "growth"), ("*a", "ab"), ("a*b?d", "abcbd"), ("Growth", "growth"), ("g?h", "growth"),
    ("[a-z]", "a"), ("a.c", "abc"), ("*a*b*c", "xcxbxa"),
    ("??", "é"), ("\\*", "*"), ("[!b]", "a"), ("a\0b", "a"),
  ])
  func `a pattern does not match`(_ pattern: String, _ text: String) {
    #expect(!Glob.matches(pattern, text))
  }

  @Test func `many stars take no long time`() {
    let text = String(repeating: "a", count: 300)
    #expect(!Glob.matches(String(repeating: "a*", count: 30) + "b", text))
  }
}
