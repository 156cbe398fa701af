import Foundation
import Testing

struct ListTests {
  @Test func `the list has experiments, claims, figures and templates`() async throws {
    let workspace = try Workspace()
    let catalog = try await Catalog(in: workspace)
    let result = try await workspace.run("list")
    #expect(result.status == 0)
    #expect(result.messages == "")
    let headings = ["EXPERIMENTS", "CLAIMS", "FIGURES", "TEMPLATES"]
    #expect(result.outputLines.filter { !$0.hasPrefix(" ") } == headings)
    let listed = result.outputLines.filter { $0.hasPrefix("  ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(
      listed == catalog.experiments.map(\.id) + catalog.claims.map(\.id) + catalog.figures
        + catalog.templates)
  }

  @Test func `the list for programs agrees with itself`() async throws {
    let workspace = try Workspace()
    let catalog = try await Catalog(in: workspace)
    let names = catalog.experiments.map(\.id)
    #expect(names.contains("growth") && names.contains(Catalog.quickest))
    #expect(Set(names).count == names.count)
    #expect(catalog.experiments.allSatisfy { $0.seconds > 0 && !$0.title.isEmpty })
    #expect(!catalog.claims.isEmpty)
    let outcomes = ["supported", "refuted", "mixed", "inconclusive"]
    for claim in catalog.claims {
      #expect(outcomes.contains(claim.pinned), "\(claim.id)")
      #expect(!claim.experiments.isEmpty, "\(claim.id)")
      #expect(claim.experiments.allSatisfy(names.contains), "\(claim.id)")
    }
    #expect(Set(catalog.figures).count == catalog.figures.count)
    let templates = try Snapshot(workspace, "templates").paths
    #expect(catalog.templates == templates)
  }

  @Test func `another folder of templates is listed when it is named`() async throws {
    let page = "# A\n\n```figure\nid: own\n```\n"
    let workspace = try Workspace(templates: false, files: ["own/01-a.md": Data(page.utf8)])
    let result = try await workspace.run("list", "--templates", "own")
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("\nFIGURES\n  own\n\nTEMPLATES\n  01-a.md\n"))
  }
}
