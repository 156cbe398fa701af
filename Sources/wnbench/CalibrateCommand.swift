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
      how many of the studies give each claim its pinned verdict, as the Swift file that the report reads \
      it from. Takes some minutes.
      """)

  @Option(help: ArgumentHelp("The folder of Fashion-MNIST's four files.", valueName: "dir"))
  var fashionMNIST = "/usr/share/datasets/fashion-mnist"

  func run() async throws {
    let library = DataLibrary(
      vendored: DataLibrary.shipped.vendored, fashionMNIST: URL(filePath: fashionMNIST))
    let calibration = try await Calibration.run(
      library, Workers(count: ProcessInfo.processInfo.activeProcessorCount))
    print(calibration.swift)
  }
}

extension Calibration {
  /// The source of `Calibration.measured`.
  fileprivate var swift: String {
    let repeats = repeats.sorted { $0.key < $1.key }.map { "      \"\($0)\": \($1)," }
    return """
      extension Calibration {
        /// What `make calibrate` measured and wrote here.
        package static let measured = Calibration(
          studies: \(studies),
          splits: \(splits),
          repeats: [
      \(repeats.joined(separator: "\n"))
          ],
          pairings: \(pairings),
          specification: "\(specification)")
      }
      """
  }
}
