internal import Foundation

/// A new folder with those files in it. Whoever makes it removes it.
struct TemporaryFolder {
  let url: URL

  init(_ files: [String: [UInt8]] = [:]) throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "wnreport-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, bytes) in files { try Data(bytes).write(to: url.appending(path: name)) }
  }

  func remove() {
    try? FileManager.default.removeItem(at: url)
  }

  /// Runs the body with a new folder of those files, which is removed afterwards.
  @discardableResult
  static func with<Result>(
    _ files: [String: [UInt8]], _ body: (URL) throws -> Result
  ) throws -> Result {
    let folder = try TemporaryFolder(files)
    defer { folder.remove() }
    return try body(folder.url)
  }
}
