import Testing

@testable import Reports

struct ExactNumberTests {
  @Test(arguments: [
    ("9223372036854775807", "9223372036854775808"), ("9007199254740993", "9007199254740992"),
    ("-9007199254740993", "-9007199254740992"), ("9223372036854775809", "9223372036854775808"),
  ])
  func `a literal that no double holds is refused where it stands`(
    literal: String, nearest: String
  ) async throws {
    let problems = await Workshop.problems("# A\n\nIn {{ \(literal) | integer }}.\n")
    let advice = "write `\(nearest)`, or the digits as a text: `{{ \"\(literal)\" }}`"
    #expect(
      problems == [
        "01-a.md:3:7: `\(literal)` has more digits than numbers have here; \(advice)"
      ])
    #expect(
      try await Workshop.page("{{ \(nearest) | fixed:0 }}").hasSuffix(nearest.drop { $0 == "-" }))
    #expect(try await Workshop.page("{{ \"\(literal)\" }}") == literal)
  }

  @Test(arguments: [
    ("9007199254740992 | integer", "9007199254740992"),
    ("-9223372036854775808 | abs | integer", "9223372036854775808"),
    ("18446744073709551616 | fixed:0", "18446744073709551616"),
  ])
  func `what a double holds is printed digit by digit`(
    expression: String, text: String
  ) async throws {
    #expect(try await Workshop.page("{{ \(expression) }}") == text)
  }

  @Test func `a recorded integer is printed exactly or refused`() throws {
    let great = TemplateValue(.integer(9_007_199_254_740_993))
    #expect(try Filter.integer.applied(to: great, argument: nil).text == "9007199254740993")
    #expect(throws: Complaint.self) {
      try Filter.fixed.applied(to: great, argument: TemplateValue(.integer(0)))
    }
  }
}
