import Experiments
import Figures
import Foundation
import Notebooks
import Runs
import Testing

@testable import Reports

/// The reference says what is so.
struct LanguageTests {
  private static let topics: [LanguageTopic] = [.templates, .filters]
  private static var reference: LanguageReference {
    get throws { try LanguageReference(looks: .standard) }
  }

  @Test(arguments: topics)
  func `each example of the text around cells gives what is said`(topic: LanguageTopic) async throws
  {
    let workshop = try LanguageWorkshop()
    for entry in try Self.reference.sections(of: topic).flatMap(\.entries) {
      let outcome = await workshop.outcome(of: entry.inPlace(entry.example))
      switch entry.outcome {
      case .text(let text):
        #expect(outcome == (text, false), "\(entry.form)")
      case .refusal(let message, let instead):
        #expect(outcome == (message, true), "\(entry.form)")
        let better = await workshop.outcome(of: entry.inPlace(instead))
        #expect(!better.isRefused, "\(entry.form): \(better.text)")
      case .made: Issue.record("\(entry.form) has no result")
      }
    }
  }

  @Test(arguments: CellKeys.all.map(\.title))
  func `each sample of a cell can be made`(title: String) async throws {
    let keys = try #require(CellKeys.all.first { $0.title == title })
    let outcome = await (try LanguageWorkshop()).outcome(of: keys.cell)
    #expect(!outcome.isRefused, "\(outcome.text)")
  }

  @Test(arguments: CellKeys.all.map(\.title))
  func `each key of a cell is accepted where it stands and changes what is made`(
    title: String
  ) throws {
    let keys = try #require(CellKeys.all.first { $0.title == title })
    let workshop = try LanguageWorkshop()
    for entry in keys.entries {
      let with = try workshop.made(keys.kind, try keys.sample(with: entry))
      guard case .success = with else {
        Issue.record("\(title), \(entry.word): \(with)")
        continue
      }
      let without = try workshop.made(
        keys.kind, try keys.sample(with: entry, without: entry.word))
      #expect(with != without, "\(title), \(entry.word)")
    }
  }

  @Test func `each style draws a line`() async throws {
    let workshop = try LanguageWorkshop()
    for style in try StyleTable(.standard).names {
      let keys = CellKeys.curve
      let entry = LanguageEntry(key: "style", "", "style: \(style)")
      let made = try workshop.made(keys.kind, try keys.sample(with: entry)).get()
      #expect(made.figures.count == 1, "\(style)")
    }
  }
}

/// What can be typed stands in the reference, and nothing else.
struct LanguageCoverageTests {
  private static func words(_ topic: LanguageTopic, _ titles: String...) throws -> [String] {
    try LanguageReference(looks: .standard).sections(of: topic)
      .filter { titles.isEmpty || titles.contains($0.title) }
      .flatMap(\.entries).map(\.word)
  }

  @Test func `each filter once`() throws {
    let words = try Self.words(.filters, "Formats", "Series", "Arithmetic", "Texts and lists")
    #expect(words == Filter.allCases.map(\.rawValue))
  }

  @Test func `each tag once, and where it ends`() throws {
    let entries = try LanguageReference(looks: .standard).sections(of: .templates)
      .flatMap(\.entries)
    for tag in TemplateTag.allCases {
      let own = entries.filter { $0.form.hasPrefix("{% \(tag.rawValue) ") }
      let ends = entries.filter {
        $0.form.hasSuffix("{% \(tag.rawValue) %}") && $0.word != tag.rawValue
      }
      #expect(own.count + ends.count == 1, "\(tag)")
    }
  }

  @Test func `each comparison once`() throws {
    let words = try Self.words(.templates, "Conditions")
    for comparison in Comparison.allCases {
      #expect(words.count { $0 == comparison.rawValue } == 1, "\(comparison)")
    }
  }

  @Test func `each member of an interval, a list and a claim once`() throws {
    let names = try Self.words(.templates, "Holes and names")
    let interval = TemplateValue(.interval(Interval(estimate: 1, low: 0, high: 2)))
    for member in interval.memberNames + TemplateValue(.list([])).memberNames {
      #expect(names.count { $0 == member } == 1, "\(member)")
    }
    let claim = TemplateValue(Samples.fixedBudget)
    #expect(
      try Self.words(.templates, "What a claim knows").sorted()
        == (claim.memberNames + ["holds"]).sorted())
  }

  /// A reader gets its keys from a table only; here it is found that each table is in the reference.
  @Test func `each table of keys that the program has is in the reference`() throws {
    let folder = Package.root.appending(path: "Sources/Reports/Language")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("CellKeys+") }
    let tables = try files.reduce(0) { count, file in
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      return count + text.matches(of: #/static let \w+ = CellKeys\(/#).count
    }
    #expect(tables == CellKeys.all.count)
    for keys in CellKeys.all { #expect(Set(keys.words).count == keys.words.count, "\(keys.title)") }
    #expect(Set(CellKeys.all.map(\.title)).count == CellKeys.all.count)
  }

  @Test func `each style once`() throws {
    #expect(try Self.words(.styles) == StyleTable(.standard).names)
  }
}

/// The reference as it is read.
struct LanguageReferenceTests {
  private static let folder = Package.root.appending(path: "Sources/Reports/Language")

  @Test func `the committed page is what the program prints`() throws {
    let page = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    let reference = try LanguageReference(looks: .standard, besides: [NotebookLanguage.chapter])
    let printed = reference.markdown(picture: "styles.png")
    #expect(page == printed, "`make reference` writes it")
  }

  @Test func `the committed picture of the styles is what the program draws`() throws {
    let committed = try Data(contentsOf: Self.folder.appending(path: "styles.png"))
    let drawn = try LanguageReference(looks: .standard).picture()
    #expect(
      PixelDifference(expected: Array(committed), actual: drawn).isSame, "`make reference` draws it"
    )
  }

  @Test func `the page has tables whose rows are whole`() throws {
    let page = try LanguageReference(looks: .standard).markdown(picture: "styles.png")
    let html = try CMark.html(page)
    let filters = html.matches(of: #/(?s)<tr>(.*?)<\/tr>/#).map { $0.output.1 }
    let fixed = try #require(filters.first { $0.contains("<code>fixed:N</code>") })
    let cells = fixed.matches(of: #/(?s)<td>(.*?)<\/td>/#).map { CMark.text($0.output.1) }
    #expect(
      cells == [
        "fixed:N", "N digits after the point", "{{ growth.sgd.normRatio | fixed:2 }}", "2.53",
      ])
  }

  @Test(arguments: [40, 72, 80, 200])
  func `prose keeps to the width of a terminal`(width: Int) throws {
    let reference = try LanguageReference(looks: .standard)
    for chapter in reference.chapters {
      let typed = Set(
        chapter.sections.flatMap { section in
          ([section.sample ?? ""] + section.entries.flatMap(\.typed)).flatMap {
            $0.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
          }
        })
      for line in chapter.text(width: width).split(separator: "\n") {
        let content = line.trimmingCharacters(in: .whitespaces).replacing("→ ", with: "")
        // A heading or a long word stays whole.
        let isWhole = typed.contains(content) || !line.hasPrefix(" ") || !content.contains(" ")
        #expect(line.count <= width || isWhole, "\(line)")
        #expect(line.last != " ", "\(line)")
      }
    }
  }
}

extension LanguageEntry {
  /// A text of the entry as it stands on a page.
  fileprivate func inPlace(_ text: String) -> String {
    guard isLineOfFigure else { return text }
    let curves = "curves: [{series: growth.sgd.norm, label: SGD, style: sgd}]"
    return "```figure\n" + CellKeys.figureSample(text + "\n" + curves) + "\n```"
  }

  /// What stands in it as it is typed or printed.
  fileprivate var typed: [String] {
    switch outcome {
    case .made: [form, example]
    case .text(let result): [form, example, result]
    case .refusal(_, let instead): [form, example, instead]
    }
  }
}
