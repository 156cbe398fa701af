import Foundation
import Runs
import Testing

@testable import Reports

/// What is accepted reads as it was given, once Markdown has been rendered.
struct RenderedTextTests {
  private static let pieces =
    "\\ ` * _ [ ] ( ) < > & ~ | ! # : . , ; - + = ^ \" ' / 0 1 9 x a_b é ‖ 𝐰 日 🙂".split(
      separator: " "
    ).map(String.init) + [
      " ", " ", "**", "``", "~~", "](", "![", "[^", "---", "<b>", "&amp;", "1. ", "- ", "# ", "> ",
      "https://a.b/", "www.a.b", "a@b.c", "[x]: y", "\\|", "[1, 2]", "|---|", ":-:", "<!--", "===",
      "[ ] ", "\\(", "%20", "</td>", "{x}", "&#42;", "```", "~~~",
    ]

  private static func text(_ random: inout RandomDraws) -> String {
    var text = ""
    for _ in 0..<(1 + random.below(9)) { text += pieces[random.below(pieces.count)] }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? "x" : words
  }

  private static func records(_ texts: [String]) -> [RunRecord] {
    let values = texts.enumerated().map {
      MeasuredValue("t\($0.offset)", .text($0.element), "a text")
    }
    let verdicts = texts.enumerated().map { index, text in
      Verdict(
        claim: "c\(index)", statement: text, kind: .law, source: text, experiments: ["words"],
        outcome: .supported, pinned: .supported, reason: text,
        evidence: [
          Evidence(
            name: "words.t0", label: text, value: .number(1), unit: text, condition: .above(0),
            holds: true,
            bearing: .for)
        ])
    }
    return [
      RunRecord(
        experiment: "words", title: "Words", profile: "default", specification: .object([:]),
        seeds: [0], values: values, series: [], verdicts: verdicts)
    ]
  }

  /// Every place in which a template can put a value, behind an anchor of its own.
  private static let places = [
    "{{ V }}", "a {{ V }} b", "- {{ V }}", "> {{ V }}", "1. {{ V }}\n2. b", "## {{ V }}",
    "**{{ V }}**", "| a | {{ V }} |\n| --- | --- |\n| {{ V }} | b |",
    "a | {{ V }}\n--|--\n{{ V }} | b",
    "<div>{{ V }}</div>", "a\n{{ V }}\nb", "- a\n  - {{ V }}", "[{{ V }}](#k)",
    "```table\ncolumns: [a, \"{{ V }}\"]\nrows:\n  - [\"{{ V }}\", b]\n```",
    "<details>\n<summary>{{ V }}</summary>\n</details>", "![{{ V }}](01-a.md)",
    "    {{ V }}", "```text\na {{ V }}\n```",
  ]

  private static func template(_ index: Int) -> String {
    var page = ""
    for (place, text) in places.enumerated() {
      let body = text.replacing("V", with: "words.t\(index)")
      page += "<a name=\"p\(index)-\(place)\"></a>\n\n\(body)\n\n"
    }
    return page + """
      ```figure
      id: f\(index)
      caption: "{{ words.t\(index) }}"
      alt: "Alt {{ words.t\(index) }}"
      x: {label: x}
      y: {label: y}
      arrows:
        - {label: v, style: sgd, tail: [0, 0], head: [1, 1]}
      ```

      <a name="q\(index)"></a>

      ```claim
      claim: c\(index)
      ```

      """ + "\n"
  }

  /// What a reader sees of each place, for a value.
  private static func expected(_ place: Int, _ text: String) -> String {
    switch places[place] {
    case let row where row.hasPrefix("| a"): return "a \(text) \(text) b"
    case let row where row.hasPrefix("a |"): return "a \(text) \(text) b"
    case let cell where cell.hasPrefix("```table"): return "a \(text) \(text) b"
    case let image where image.hasPrefix("!["): return ""
    case "1. {{ V }}\n2. b": return text + " b"
    case "- a\n  - {{ V }}": return "a " + text
    case "a {{ V }} b", "```text\na {{ V }}\n```":
      return places[place].hasPrefix("a") ? "a \(text) b" : "a \(text)"
    case "a\n{{ V }}\nb": return "a \(text) b"
    default: return text
    }
  }

  /// The HTML behind each anchor, up to the next.
  private static func sections(_ html: String) -> [String: String] {
    var sections: [String: String] = [:]
    for part in html.components(separatedBy: "<a name=\"").dropFirst() {
      let name = part.prefix { $0 != "\"" }
      sections[String(name)] = String(part.dropFirst(name.count + "\"></a>".count))
    }
    return sections
  }

  private static func alt(_ html: String) -> String? {
    html.firstMatch(of: #/<img [^>]*?alt="([^"]*)"/#).map { CMark.decoded($0.output.1) }
  }

  @Test(arguments: 0..<2)
  func `random values read as they are wherever a template puts them`(seed: UInt64) async throws {
    var random = RandomDraws(seed: seed)
    let texts = (0..<40).map { _ in Self.text(&random) }
    let page = "# A\n\n<a name=\"k\"></a>\n\n" + texts.indices.map(Self.template).joined()
    let report = try await Workshop.report(["01-a.md": page], records: Self.records(texts))
    let bytes = report.files.first { $0.kind == .chapter }?.bytes ?? []
    let sections = Self.sections(try CMark.html(String(decoding: bytes, as: UTF8.self)))
    for (index, text) in texts.enumerated() {
      for place in Self.places.indices {
        let html = sections["p\(index)-\(place)"] ?? "none"
        let found = CMark.text(html)
        #expect(
          found == Self.expected(place, text),
          "seed \(seed), “\(text)” in “\(Self.places[place])”: \(html)")
        if Self.places[place].hasPrefix("![") {
          #expect(Self.alt(html) == text, "seed \(seed), “\(text)”: \(html)")
        }
      }
      let figure = sections["fig-f\(index)"] ?? "none"
      #expect(Self.alt(figure) == "Alt " + text, "seed \(seed), “\(text)”: \(figure)")
      #expect(
        CMark.text(figure) == "Figure \(index + 1). " + text, "seed \(seed), “\(text)”: \(figure)")
      let claim = sections["claim-c\(index)"] ?? "none"
      #expect(
        CMark.text(claim) == "Claim (\(text); law): \(text) Verdict: supported, because \(text)."
          + " for it: \(text): 1.00 \(text) (> 0)", "seed \(seed), “\(text)”: \(claim)")
    }
  }

  @Test(arguments: 0..<2)
  func `random alternative texts that are typed read as they are`(seed: UInt64) async throws {
    var random = RandomDraws(seed: seed + 100)
    // Typed numbers are refused.
    let texts = (0..<60).map { _ in "a" + String(Self.text(&random).map { $0.isNumber ? "x" : $0 })
    }
    let cells = texts.enumerated().map { index, text in
      let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return """
        ```figure
        id: f\(index)
        caption: c
        alt: "\(quoted) {{ growth.sgd.word }}"
        x: {label: x}
        y: {label: y}
        arrows:
          - {label: v, style: sgd, tail: [0, 0], head: [1, 1]}
        ```

        """
    }
    let report = try await Workshop.report(["01-a.md": "# A\n\n" + cells.joined(separator: "\n")])
    let bytes = report.files.first { $0.kind == .chapter }?.bytes ?? []
    let sections = Self.sections(try CMark.html(String(decoding: bytes, as: UTF8.self)))
    for (index, text) in texts.enumerated() {
      let html = sections["fig-f\(index)"] ?? "none"
      #expect(Self.alt(html) == text + " slowly", "seed \(seed), “\(text)”: \(html)")
    }
  }
}
