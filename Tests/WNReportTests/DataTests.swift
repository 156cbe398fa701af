import Foundation
import Testing

/// Data sets that are not where they should be or not what they should be. Both commands that read
/// them say so before they run anything, so that these tests are quick.
struct DataTests {
  private static let images = "train-images-idx3-ubyte.gz"

  private static func workspace(_ files: [String: Data] = [:]) throws -> Workspace {
    try Workspace(templates: false, files: SmallReport.templates().merging(files) { $1 })
  }

  @Test(arguments: ["generate", "check"])
  func `a folder without the data is named with the way to get them`(command: String) async throws {
    let workspace = try Self.workspace(["empty/.keep": Data(), "reports/figures/.keep": Data()])
    let before = try Snapshot(workspace)
    let result = try await workspace.run(command, "--output", "reports", "--data-dir", "empty")
    #expect(result.status == 66)
    #expect(result.output == "")
    #expect(result.messageLines.count == 1)
    #expect(
      result.messages.hasPrefix(
        "wnreport: \(workspace.url.path)/empty/\(Self.images): no such file;"
          + " on Debian: apt-get install dataset-fashion-mnist"))
    #expect(result.messages.contains("--data-dir or WNREPORT_DATA_DIR"))
    #expect(before.changes(to: try Snapshot(workspace)) == [])
  }

  @Test(arguments: [
    (Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF]), "truncated or corrupt"),
    (Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]), "truncated or corrupt"),
    (Data("not compressed at all, and no images".utf8), "not an IDX file"),
    (Data(), "not an IDX file"),
    (Data([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 9]), "announces 4 bytes of data"),
  ])
  func `damaged data are named with what is wrong`(data: Data, reason: String) async throws {
    let workspace = try Self.workspace(["data/\(Self.images)": data])
    let result = try await workspace.run("generate", "--data-dir", "data")
    #expect(result.status == 65)
    #expect(result.output == "")
    #expect(
      result.messages.hasPrefix("wnreport: \(workspace.url.path)/data/\(Self.images): "))
    #expect(result.messages.contains(reason))
    #expect(!workspace.exists("reports"))
  }

  @Test func `the environment names the folder of the data`() async throws {
    let workspace = try Self.workspace()
    let result = try await workspace.run("generate", environment: ["WNREPORT_DATA_DIR": "named"])
    #expect(result.status == 66)
    #expect(result.messages.contains("/named/\(Self.images): no such file"))
  }

  @Test func `the option wins over the environment`() async throws {
    let workspace = try Self.workspace()
    let result = try await workspace.run(
      "generate", "--data-dir", "option", environment: ["WNREPORT_DATA_DIR": "named"])
    #expect(result.status == 66)
    #expect(result.messages.contains("/option/\(Self.images): no such file"))
    #expect(!result.messages.contains("named"))
  }
}
