import ArgumentParser
import Experiments
import Foundation
import Reports

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what this machine has for making the report, and how to get what it lacks.",
    discussion: """
      Looks for libgd with FreeType, DejaVu Sans and the data sets. Ends with status 1 when something \
      is missing.

      EXAMPLES
        wnreport doctor
        wnreport doctor --data-dir ~/fashion-mnist
      """)

  @Option(
    help: ArgumentHelp(
      "The folder of Fashion-MNIST's four files; WNREPORT_DATA_DIR names it too.",
      valueName: "dir"), completion: .directory,
    transform: { try FolderArgument.path($0, of: "--data-dir") })
  var dataDir: String?

  func run() async throws {
    try await Failure.reporting {
      var isComplete = true
      for finding in DrawingCheck().findings + dataFindings() {
        Output.print((finding.isGood ? "ok       " : "missing  ") + finding.text)
        isComplete = isComplete && finding.isGood
      }
      guard isComplete else { throw ExitCode(1) }
    }
  }

  private func dataFindings() -> [DrawingCheck.Finding] {
    do {
      let library = try DataLocations(dataDir: dataDir).library
      return DataSetName.allCases.map { name in
        do throws(ExperimentsError) {
          return .init(isGood: true, text: try library.describe(name))
        } catch {
          return .init(isGood: false, text: error.description)
        }
      }
    } catch {
      return [.init(isGood: false, text: "\(error)")]
    }
  }
}
