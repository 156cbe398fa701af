import Testing

@testable import Reports

/// SplitMix64, so that a seed names a case.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

struct BrokenTemplateTests {
  private static let pieces = [
    "{{ ", " }}", "{% ", " %}", "{%", "%}", "if ", "else", "elsif ", "endif", "for ", "k", " in ",
    "endfor", "source", "endsource", "comment", "endcomment", "figref ", "include ", "growth",
    "growth.share", "growth.[k]", "[", "]", ".", " | ", "fixed:2", "fixed", ":", "\"", "\"sgd\"",
    "1", "-", "0.5", "12 %", "3×", "(", ")", "==", "<", " and ", " not ", "```figure\n",
    "```table\n", "```claim\n", "```math\n", "```\n", "```", "`", "$`", "`$", "$", "|", "‖", "\\",
    "id: a\n", "caption: b\n", "alt: >-\n  ", "curves:\n  - ", "{series: growth.sgd.norm}",
    "rows: [[a]]", "columns: [a]\n", "- ", "\n", "\n\n", " ", "# ", "[a](b)", "![", "](",
    "<a name=\"",
    "é", "\r", "\u{0}", "👩‍👩‍👧", "&x ", "*x ", "? ", "!!a ",
  ]

  @Test(arguments: UInt64(0)..<300)
  func `no template, however broken, stops the builder`(seed: UInt64) async {
    var generator = Generator(state: seed)
    var template = "# A\n\n"
    for _ in 0..<60 {
      template += Self.pieces.randomElement(using: &generator) ?? ""
    }
    let problems = await Workshop.problems(template)
    #expect(!problems.contains { $0.isEmpty }, "seed \(seed)")
  }
}
