import Testing
import WeightNormCore

@testable import Reports

struct RoundingTests {
  @Test(arguments: [
    ("12.34 | upper:3 | fixed:0", "13"), ("12.34 | upper:3 | fixed:1", "12.4"),
    ("12.34 | lower:3 | fixed:0", "12"), ("12.84 | lower:3 | integer", "12"),
    ("12.34 | upper:3 | integer", "13"), ("12.34 | upper:3 | times:0", "13×"),
    ("0.1234 | upper:3 | percent:0", "13 %"), ("12.34 | upper:3 | scientific:0", "2·10¹"),
    ("12.34 | upper:3 | significant:2", "13"), ("-12.34 | upper:3 | fixed:0", "−12"),
    ("-12.34 | lower:3 | fixed:0", "−13"), ("-0.4 | upper:3 | fixed:0", "0"),
    ("0.4 | lower:3 | fixed:0", "0"), ("0 | upper:3 | fixed:1", "0.0"),
    ("12.5 | upper:3 | fixed:1", "12.5"), ("9.96 | upper:3 | significant:2", "10"),
    ("0.5 | lower:2 | fixed:0 | signed", "0"), ("12.34 | upper:3 | upper:2 | plain", "13"),
  ])
  func `a format behind a bound rounds as the bound does`(
    expression: String, text: String
  ) async throws {
    #expect(try await Workshop.page("At \(expression.hole).") == "At \(text).")
  }

  @Test(arguments: [
    ("12.34 | upper:3 | over: 2", "over"), ("12.34 | lower:3 | minus: 2", "minus"),
    ("12.34 | over: (2.5 | upper:1)", "over"), ("-12.34 | upper:3 | abs", "abs"),
    ("12.34 | upper:3 | power2", "power2"), ("12.34 | upper:3 | lower:2", "lower"),
  ])
  func `nothing is calculated with a bound`(expression: String, filter: String) async {
    let problems = await Workshop.problems("# A\n\n{{ \(expression) | plain }}\n")
    #expect(problems.count == 1)
    #expect(problems.first?.contains("`\(filter)` behind `upper` or `lower`") == true)
  }

  @Test func `what is printed of a bound reads back on its side of the number`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = Seeded(source: SplitMix64(state: seed))
    for _ in 0..<3000 {
      let number = random.number
      let (first, digits) = (Int.random(in: 1...12, using: &random), random.digits)
      for side in [Filter.upper, .lower] {
        let bound = try? side.applied(
          to: TemplateValue(.number(number)), argument: TemplateValue(.integer(first)))
        guard let bound else { continue }
        for format in [Filter.fixed, .significant, .scientific, .percent, .times, .integer] {
          let argument = format == .integer ? nil : TemplateValue(.integer(digits))
          let printed = try format.applied(to: bound, argument: argument).text
          let read = try #require(Self.read(printed), "\(printed), seed \(seed)")
          let holds = side == .upper ? read >= number : read <= number
          #expect(holds, "\(number) \(side):\(first) \(format):\(digits) \(printed), seed \(seed)")
        }
      }
    }
  }

  /// The number that a printed text says.
  private static func read(_ text: String) -> Double? {
    var ascii = ""
    for character in text {
      switch character {
      case "−", "⁻": ascii += "-"
      case "·": ascii += "e"
      case "×", " ": break
      case "%": ascii += "e-2"
      default: ascii += character.wholeNumberValue.map(String.init) ?? String(character)
      }
    }
    return Double(ascii.replacing("e10", with: "e"))
  }
}

extension String {
  fileprivate var hole: String { "{{ \(self) }}" }
}

private struct Seeded: RandomNumberGenerator {
  var source: SplitMix64

  mutating func next() -> UInt64 { source.next() }

  /// Any finite number, one of everyday size, or one that decimals end or tie on.
  var number: Double {
    mutating get {
      switch Int.random(in: 0..<4, using: &self) {
      case 0:
        let any = Double(bitPattern: next())
        return any.isFinite ? any : 0
      case 1: return Double.random(in: -1000...1000, using: &self)
      case 2: return Double(Int.random(in: -100_000...100_000, using: &self)) / 1000
      default: return Double(Int.random(in: -4000...4000, using: &self)) / 8
      }
    }
  }

  var digits: Int {
    mutating get { Int.random(in: 1...12, using: &self) }
  }
}
