import Foundation
import Testing

/// Folders that cannot be written are refused before anything is run, so that these tests are quick.
struct UnwritableTests {
  @Test(arguments: [
    ("file", "file/reports", "file/reports"),
    ("file", "file", "file"),
    ("file", "file/a/b/reports", "file/a/b/reports"),
    ("reports/figures", "reports", "reports/figures"),
    ("reports/runs", "reports", "reports/runs"),
  ])
  func `a file where a folder is needed is named with what to do`(
    file: String, output: String, named: String
  ) async throws {
    let workspace = try Workspace(files: [file: Data("mine\n".utf8)])
    let before = try Snapshot(workspace)
    let result = try await workspace.run("generate", "--output", output)
    #expect(result.status == 73)
    #expect(result.output == "")
    #expect(
      result.messages
        == "wnreport: \(named): cannot be written: Not a directory;"
        + " make the folder writable or name another one\n")
    #expect(before.changes(to: try Snapshot(workspace)) == [])
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func `a folder without the right to write is named with what to do`() async throws {
    let workspace = try Workspace(files: ["docs/mine.txt": Data()])
    let docs = workspace.url.appending(path: "docs").path
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: docs)
    let result = try await workspace.run("generate", "--output", "docs/reports")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: docs)
    #expect(result.status == 73)
    #expect(
      result.messages
        == "wnreport: docs/reports: cannot be written: Permission denied;"
        + " make the folder writable or name another one\n")
    #expect(!workspace.exists("docs/reports"))
  }
}
