import Experiments
import Foundation

extension DataLibrary {
  /// The data that come with the program, beside which the package manager puts them.
  static var shipped: DataLibrary {
    let data = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "wnreport_Experiments.resources/Data")
    return DataLibrary(vendored: data, fashionMNIST: data)
  }
}
