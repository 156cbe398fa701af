import Experiments
import Foundation

/// Where this installation keeps the data sets.
struct DataLocations {
  let library: DataLibrary

  /// The data sets that come with the program were not found beside it.
  struct NotFound: Error, CustomStringConvertible {
    let tried: [String]
    let status: Int32 = 66

    var description: String {
      "the data sets that come with wnreport are in none of \(tried.joined(separator: ", "));"
        + " build or install it again"
    }
  }

  /// `dataDir` names the folder of Fashion-MNIST; without it the environment variable
  /// `WNREPORT_DATA_DIR` does unless it is empty, then the place where Debian's package puts it.
  ///
  /// - Throws: `NotFound`, or `ValidationError` for a variable that names no folder.
  init(dataDir: String?) throws {
    let fashion =
      try dataDir ?? FolderArgument.variable("WNREPORT_DATA_DIR")
      ?? "/usr/share/datasets/fashion-mnist"
    library = DataLibrary(
      vendored: try Self.vendored(), fashionMNIST: URL(filePath: fashion))
  }

  /// Beside the executable as the package manager builds it, or `share/wnreport/data` of the prefix
  /// in which it was installed.
  private static func vendored() throws(NotFound) -> URL {
    let executable = (Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0]))
      .resolvingSymlinksInPath()
    let folder = executable.deletingLastPathComponent()
    let candidates = [
      folder.appending(path: "wnreport_Experiments.resources/Data"),
      folder.appending(path: "wnreport_Experiments.bundle/Data"),
      folder.deletingLastPathComponent().appending(path: "share/wnreport/data"),
    ]
    let found = candidates.first { FileManager.default.fileExists(atPath: $0.path) }
    guard let found else { throw NotFound(tried: candidates.map(\.path)) }
    return found
  }
}
