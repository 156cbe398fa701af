import ArgumentParser
import Foundation

/// Where finished runs are kept.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of finished runs, which may be deleted at any time; WNREPORT_CACHE_DIR names it too. (default: \(Self.standard))",
      valueName: "dir"), completion: .directory,
    transform: { try FolderArgument.path($0, of: "--cache") })
  var cache: String?

  static let standard = ".wnreport-cache"

  /// What the option names, or else the environment variable unless it is empty, or else a folder
  /// below the current one.
  var folder: String {
    get throws {
      try cache ?? FolderArgument.variable("WNREPORT_CACHE_DIR") ?? Self.standard
    }
  }
}
