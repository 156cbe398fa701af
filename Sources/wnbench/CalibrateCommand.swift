import ArgumentParser
import Experiments
import Foundation

/// Studies of the report's comparison on fresh seeds.
struct CalibrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "How often studies on fresh seeds give the verdicts of the report.",
    discussion: """
      Runs the comparison of all methods again with fresh seeds and on other rows of the data, and prints \
      as one JSON object how many of the studies give each claim its pinned verdict. Takes some minutes.
      """)

  @Option(help: ArgumentHelp("The folder of Fashion-MNIST's four files.", valueName: "dir"))
  var fashionMNIST = "/usr/share/datasets/fashion-mnist"

  func run() async throws {
    let library = DataLibrary(
      vendored: DataLibrary.shipped.vendored, fashionMNIST: URL(filePath: fashionMNIST))
    let calibration = try await Calibration.run(
      library, Workers(count: ProcessInfo.processInfo.activeProcessorCount))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(calibration), as: UTF8.self))
  }
}
