import ArgumentParser
import Foundation
import Reports

/// Where finished runs are kept.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of finished runs, which may be deleted at any time; WNREPORT_CACHE_DIR names it too. (default: \(Self.standard) at the top of the notebook's repository, or else beside the notebook)",
      valueName: "dir"), completion: .directory,
    transform: { try FolderArgument.path($0, of: "--cache") })
  var cache: String?

  static let standard = ".wnreport-cache"

  /// What the option names, or else the environment variable unless it is empty, or else a folder that is
  /// the same wherever the command is typed: at the top of the repository that holds the notebook, or
  /// beside a notebook in none. Without a notebook it is below the current folder.
  func folder(of notebook: String?) throws -> String {
    if let named = try cache ?? FolderArgument.variable("WNREPORT_CACHE_DIR") { return named }
    guard let notebook else { return Self.standard }
    let place = URL(filePath: Place(notebook).path)
    let beside = place.deletingLastPathComponent()
    let home = Self.repository(of: place) ?? beside
    // As people would type it.
    let isHere = Place(home.path).isSame(as: Place("."))
    return isHere ? Self.standard : home.appending(path: Self.standard).path
  }

  private static func repository(of place: URL) -> URL? {
    var folder = place
    while folder.pathComponents.count > 1 {
      if FileManager.default.fileExists(atPath: folder.appending(path: ".git").path) {
        return folder
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
