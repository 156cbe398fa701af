import Foundation

/// The program under test: its release build, because experiments are slow in a debug build.
enum Executable {
  /// The folder of the package.
  static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// There is nothing to test.
  struct Missing: Error, Equatable, CustomStringConvertible {
    let path: String

    var description: String { "\(path): no such program; run `make test`, which builds it" }
  }

  /// What `WNREPORT_EXECUTABLE` names, or the release build of this package.
  ///
  /// - Throws: `Missing`.
  static func url(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Missing) -> URL {
    let url =
      environment["WNREPORT_EXECUTABLE"].map { URL(filePath: $0) }
      ?? package.appending(path: ".build/release/wnreport")
    guard FileManager.default.isExecutableFile(atPath: url.path) else {
      throw Missing(path: url.path)
    }
    return url
  }
}
