import Reports
import Testing

@testable import Notebooks

/// What `wnreport help notebooks` prints, against what is read.
struct NotebookLanguageTests {
  private func words(_ section: LanguageSection) -> [String] { section.entries.map(\.word) }

  @Test func `each key once`() {
    #expect(words(NotebookLanguage.settings) == NotebookSettings.keys)
    #expect(words(NotebookLanguage.table) == TableDescription.keys)
    let claims = words(NotebookLanguage.claims)
    #expect(Set(claims) == Set(OwnClaim.keys).union(Rule.keys))
    #expect(Set(claims).count == claims.count)
  }

  @Test func `the samples are read without a complaint`() throws {
    let settings = try #require(NotebookLanguage.settings.sample)
    let log = ProblemLog()
    let read = NotebookSettings(
      contents: settings, file: "a", folder: "a", builtIn: ["growth"], log: log)
    #expect(read.experiments == ["growth*"] && read.sources == ["lecture": "this lecture"])
    let table = try #require(NotebookLanguage.table.sample)
    let description = try TableDescription(contents: table, file: "b")
    #expect(description.steps == .common && description.diverged == .leaveOut)
    let claims = try #require(NotebookLanguage.claims.sample)
    let own = OwnClaims(contents: claims, file: "c", sources: read.sources, log: log)
    #expect(own.claims.map(\.id) == ["wn-helps"])
    #expect(log.problems == [])
  }

  @Test func `it is wrapped to the width`() {
    let lines = NotebookLanguage.chapter.text(width: 72).split(separator: "\n")
    let prose = lines.dropFirst().filter { !$0.hasPrefix("      ") }
    #expect(prose.allSatisfy { $0.count <= 72 })
  }
}
