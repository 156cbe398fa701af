import Foundation

/// A folder of files that come with the program.
struct ShippedFolder {
  let url: URL

  /// It was not found beside the program.
  struct NotFound: Error, CustomStringConvertible {
    let what: String
    let tried: [String]
    let status: Int32 = 66

    var description: String {
      "the \(what) that come with wnreport are in none of \(tried.joined(separator: ", "));"
        + " build or install it again"
    }
  }

  /// Beside the executable as the package manager builds it, or in `share/wnreport` of the prefix in which
  /// it was installed.
  ///
  /// - Parameters:
  ///   - target: the target whose resource it is.
  ///   - source: its name there.
  ///   - installed: its name where it was installed, and in messages.
  /// - Throws: `NotFound`.
  init(target: String, source: String, installed: String) throws(NotFound) {
    let executable = (Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0]))
      .resolvingSymlinksInPath()
    let folder = executable.deletingLastPathComponent()
    let candidates = [
      folder.appending(path: "wnreport_\(target).resources/\(source)"),
      folder.appending(path: "wnreport_\(target).bundle/\(source)"),
      folder.deletingLastPathComponent().appending(path: "share/wnreport/\(installed)"),
    ]
    let found = candidates.first { FileManager.default.fileExists(atPath: $0.path) }
    guard let found else { throw NotFound(what: installed, tried: candidates.map(\.path)) }
    url = found
  }
}
