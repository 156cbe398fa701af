import ArgumentParser
import Experiments
import Foundation
import Reports

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print every recorded value and series that a template may use.",
    discussion: """
      Reads the record in the output folder. The first column is the name to type in a template.

      EXAMPLES
        wnreport show growth
        wnreport show magnitude --json
      """)

  @Argument(help: "The experiment, as `wnreport list` names it.")
  var experiment: String

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var folders: FolderOptions

  func run() async throws {
    try await Failure.reporting {
      let catalog = ExperimentCatalog.standard
      guard let found = catalog.experiments.first(where: { $0.id == experiment }) else {
        throw ExperimentsError.noMatch(
          pattern: experiment, known: catalog.experiments.map(\.id))
      }
      let listing = ValueListing(
        try RecordedRuns(reportFolder: folders.output).record(of: found.id))
      if json {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(listing), as: UTF8.self))
      } else {
        print(listing.text(width: Terminal.width))
      }
    }
  }
}
