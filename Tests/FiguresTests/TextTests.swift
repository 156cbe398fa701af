import Testing

@testable import Figures

struct TextTests {
  @Test func `widths are sums of the font's advance widths`() {
    // DejaVu Sans 2.37: "1" 1303 and "m" 1995 units of 2048 to the em.
    #expect(TextMetrics.width(of: "1m", size: 2048) == 1303 + 1995)
    #expect(TextMetrics.width(of: "", size: 12) == 0)
  }

  @Test func `every character that figures need has a width of its own`() {
    for character in "‖|ηκσλ²³⁴⁻₀₁₂−×·…–≤≥≈∞∇∂→½¼¾✕○√∝⊥ℓ±".unicodeScalars {
      let width = TextMetrics.advance(of: String(character), size: TextMetrics.unitsPerEm)
      let isKnown = character.value < 0x100 || (0x391...0x3C9).contains(character.value)
      #expect(isKnown || TextMetrics.symbolAdvances[character.value] == width)
    }
  }

  @Test func `a raised exponent is smaller and lifted`() {
    let runs = TextRun.runs(of: "10⁻³ m", size: 100)
    #expect(runs.map(\.text) == ["10", "−3", " m"])
    #expect(runs.map(\.size) == [100, 72, 100])
    #expect(runs.map(\.rise) == [0, 38, 0])
  }

  @Test func `a caret raises a character, braces or a fraction`() {
    #expect(TextRun.runs(of: "t^¼", size: 10).map(\.text) == ["t", "1/4"])
    #expect(TextRun.runs(of: "e^{-t}x", size: 10).map(\.text) == ["e", "-t", "x"])
    #expect(TextRun.runs(of: "a ^ b^", size: 10).map(\.text) == ["a ^ b^"])
  }

  @Test func `the box of a text with an exponent reaches higher`() {
    let origin = Point(x: 0, y: 0)
    let plain = TextLine(text: "10", origin: origin, size: 12, color: .black)
    let raised = TextLine(text: "10⁴", origin: origin, size: 12, color: .black)
    #expect(raised.box.minY < plain.box.minY)
    #expect(raised.box.maxX > plain.box.maxX)
  }

  @Test func `text wraps at spaces and is cut only at the end`() {
    let lines = TextFit.wrapped("one two three four", size: 10, width: 45, lines: 2)
    #expect(lines.count == 2)
    #expect(lines[0] == "one two")
    #expect(lines[1].hasSuffix("…"))
    #expect(lines.allSatisfy { TextMetrics.width(of: $0, size: 10) <= 45 })
  }

  @Test func `text wraps after a hyphen between letters, where it has to`() {
    func lines(_ text: String, _ width: Double) -> [String] {
      TextFit.wrapped(text, size: 10, width: width, lines: 2)
    }
    #expect(lines("Fashion-MNIST", 50) == ["Fashion-", "MNIST"])
    #expect(lines("Fashion-MNIST", 90) == ["Fashion-MNIST"])
    #expect(lines("e^{-t} -x", 20) == ["e^{-t}", "-x"])
  }

  @Test(arguments: [
    ("one two three or", 75.0, ["one two", "three or"]),
    ("one two three four", 60, ["one two", "three four"]),
    ("one two", 80, ["one two"]),
    ("a tremendouslylongword b", 125, nil),
    ("one two three four five six seven", 40, nil),
  ])
  func `no word stands alone in a last line`(text: String, width: Double, lines: [String]?) {
    let full = TextFit.wrapped(text, size: 10, width: width, lines: 2)
    let balanced = TextFit.balanced(text, size: 10, width: width, lines: 2)
    #expect(balanced == lines ?? full)
    #expect(balanced.count == full.count)
  }

  struct Number: Sendable {
    var value: Double
    var text: String
  }

  @Test(arguments: [
    Number(value: 0, text: "0"), Number(value: -0.25, text: "−0.25"),
    Number(value: 1234, text: "1234"), Number(value: -12_000, text: "−12\u{2009}000"),
    Number(value: 0.1 + 0.2, text: "0.3"),
  ])
  func `plain numbers are short`(_ number: Number) {
    #expect(NumberText.plain(number.value) == number.text)
  }

  @Test func `nothing prints as minus zero`() {
    #expect(NumberText.fixed(-0.0001, decimals: 2) == "0.00")
  }
}
