import Foundation
import Testing

struct HelpTests {
  static let subcommands = ["generate", "check", "status", "list", "show", "doctor", "help"]

  @Test(arguments: [["--help"], []])
  func `the help names every subcommand and exit status`(arguments: [String]) async throws {
    let workspace = try Workspace(templates: false)
    let result = try await workspace.start(arguments).result()
    #expect(result.status == 0)
    #expect(result.messages == "")
    for subcommand in Self.subcommands {
      #expect(result.outputLines.contains { $0.hasPrefix("  \(subcommand) ") }, "\(subcommand)")
    }
    let statuses = result.output.matches(of: #/(?m)^  0 fine(?:.*\n)*?\n/#)
    let text = try #require(statuses.first?.output)
    for status in ["1 ", "64 ", "65 ", "66 ", "70 ", "73, 74 ", "130 ", "141 ", "143 "] {
      #expect(text.contains(status), "\(status)")
    }
  }

  @Test(arguments: subcommands)
  func `the help of a subcommand shows examples of it`(subcommand: String) async throws {
    let workspace = try Workspace(templates: false)
    let result = try await workspace.run(subcommand, "--help")
    #expect(result.status == 0)
    #expect(result.output.contains("\nEXAMPLES\n  wnreport \(subcommand)"))
    #expect(result.output.contains("\nUSAGE: wnreport \(subcommand)"))
  }

  @Test(arguments: [["--help"]] + subcommands.map { [$0, "--help"] })
  func `prose, examples and exit statuses fit a narrow terminal`(arguments: [String]) async throws {
    let workspace = try Workspace(templates: false)
    let output = try await workspace.start(arguments).result().output
    let prose = try #require(output.split(separator: "\nUSAGE:").first)
    #expect(prose.split(separator: "\n").allSatisfy { $0.count <= 80 })
    // The rest of an indented line that was broken by force stands at the left margin.
    #expect(!prose.contains(#/\n  [^\n]+\n\S/#))
  }

  @Test func `help explains commands and topics`() async throws {
    let workspace = try Workspace(templates: false)
    let generate = try await workspace.run("generate", "--help")
    #expect(try await workspace.run("help", "generate").output == generate.output)
    #expect(try await workspace.run("help").output == workspace.run("--help").output)
    let filters = try await workspace.run("help", "filters")
    #expect(filters.status == 0)
    #expect(filters.messages == "")
    #expect(filters.output.contains("\n  fixed:N        N digits after the point\n"))
    let styles = try await workspace.run("help", "styles").output
    #expect(styles.contains("\n  wn-ddi            blue, short, triangleDown: "))
  }

  @Test func `the reference is printed as it is committed`() async throws {
    let workspace = try Workspace(templates: false)
    let folder = Executable.package.appending(path: "Sources/Reports/Language")
    let page = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
    #expect(try await workspace.run("help", "--markdown").output == page)
  }

  @Test func `the version is three numbers`() async throws {
    let workspace = try Workspace(templates: false)
    let result = try await workspace.run("--version")
    #expect(result.status == 0)
    #expect(result.output.wholeMatch(of: #/[0-9]+\.[0-9]+\.[0-9]+\n/#) != nil)
  }
}
