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
      #expect(["identity", "law", "experiment"].contains(claim.kind), "\(claim.id)")
      #expect(!claim.source.isEmpty && !claim.statement.isEmpty, "\(claim.id)")
      #expect(!claim.experiments.isEmpty, "\(claim.id)")
      #expect(claim.experiments.allSatisfy(names.contains), "\(claim.id)")
    }
    #expect(Set(catalog.figures).count == catalog.figures.count)
    let templates = try Snapshot(workspace, "templates").paths.filter { $0.hasSuffix(".md") }
    #expect(catalog.templates == templates)
  }

  @Test func `in an empty folder experiments and claims are listed`() async throws {
    let workspace = try Workspace(templates: false)
    let result = try await workspace.run("list")
    #expect(result.status == 0)
    #expect(result.output.contains("\nCLAIMS\n"))
    #expect(!result.output.contains("TEMPLATES"))
  }

  @Test func `another folder of templates is listed when it is named`() async throws {
    let page = "# A\n\n```figure\nid: own\n```\n"
    let workspace = try Workspace(templates: false, files: ["own/01-a.md": Data(page.utf8)])
    let result = try await workspace.run("list", "own")
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("\nFIGURES\n  own\n\nTEMPLATES\n  01-a.md\n"))
  }
}

extension ExperimentRuns {
  struct ListedVerdictTests {
    private struct Listing: Decodable {
      struct Claim: Decodable {
        struct Number: Decodable {
          var name: String
          var holds: Bool
        }

        var id: String
        var kind: String
        var verdict: String?
        var pinned: String
        var experiment: String
        var stability: Double?
        var numbers: [Number]
      }

      var claims: [Claim]

      init(_ result: CommandResult) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(result.output.utf8))
      }
    }

    @Test func `a claim has the verdict and the numbers of its record`() async throws {
      let files = try CommittedReport().files(below: "docs/my report")
      let workspace = try Workspace(files: files)
      let decided = try Listing(await workspace.run("list", "--json", "--output", "docs/my report"))
      for claim in decided.claims {
        #expect(claim.verdict == claim.pinned, "\(claim.id)")
        #expect(!claim.numbers.isEmpty, "\(claim.id)")
        #expect((claim.stability != nil) == (claim.kind == "experiment"), "\(claim.id)")
        #expect((0...1).contains(claim.stability ?? 1), "\(claim.id)")
      }
      let unread = try Listing(await workspace.run("list", "--json"))
      #expect(unread.claims.map(\.id) == decided.claims.map(\.id))
      #expect(unread.claims.allSatisfy { $0.verdict == nil && $0.numbers.isEmpty })
      #expect(unread.claims.allSatisfy { $0.stability == nil })
    }

    @Test func `a record that cannot be read is named`() async throws {
      var files = try CommittedReport().files(below: "reports")
      files["reports/runs/growth.json"] = Data("{".utf8)
      let result = try await Workspace(files: files).run("list", "--json")
      #expect(result.status == 65)
      #expect(result.messages.contains("growth.json"))
    }
  }
}
