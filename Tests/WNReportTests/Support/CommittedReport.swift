import Foundation

/// The report of the package, which `make test` has proved to be what this program gives, before it
/// runs any test.
struct CommittedReport {
  /// The report by path within its folder.
  let files: [String: Data]

  init() throws {
    files = try Snapshot(Executable.package.appending(path: "reports")).contents
  }

  /// The report as files of a workspace.
  func files(below folder: String, where isWanted: (String) -> Bool = { _ in true })
    -> [String: Data]
  {
    let wanted = files.filter { isWanted($0.key) }
    return Dictionary(uniqueKeysWithValues: wanted.map { ("\(folder)/\($0.key)", $0.value) })
  }

  /// The text of the Markdown and JSON files.
  var texts: [String: String] {
    files.filter { !$0.key.hasSuffix(".png") }.mapValues { String(decoding: $0, as: UTF8.self) }
  }
}
