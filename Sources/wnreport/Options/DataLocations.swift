import Experiments
import Foundation

/// Where this installation keeps the data sets.
struct DataLocations {
  let library: DataLibrary

  /// `dataDir` names the folder of Fashion-MNIST; without it the environment variable
  /// `WNREPORT_DATA_DIR` does unless it is empty, then the place where Debian's package puts it.
  ///
  /// - Throws: `ShippedFolder.NotFound`, or `ValidationError` for a variable that names no folder.
  init(dataDir: String?) throws {
    let fashion =
      try dataDir ?? FolderArgument.variable("WNREPORT_DATA_DIR")
      ?? "/usr/share/datasets/fashion-mnist"
    library = DataLibrary(
      vendored: try Self.vendored(), fashionMNIST: URL(filePath: fashion))
  }

  private static func vendored() throws(ShippedFolder.NotFound) -> URL {
    try ShippedFolder(target: "Experiments", source: "Data", installed: "data").url
  }
}
