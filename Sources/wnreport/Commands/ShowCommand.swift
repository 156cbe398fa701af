import ArgumentParser
import Experiments
import Reports
import Runs

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print every recorded value and series that a template may use, or plot series.",
    discussion: """
      Reads the record in the output folder. The first column is the name to type in a template, \
      and after --plot. A series is read at one of its recorded positions, as in \
      {{ growth.sgd.norm | at:3000 | fixed:2 }}.

      --plot draws series, each quantity in a panel of its own; what cannot be told apart in one \
      picture fills several. With --yaml it prints the figure cells that draw the same on a page.

      EXAMPLES
        wnreport show growth
        wnreport show magnitude --json
        wnreport show growth --plot 'growth.*.norm' --log xy
        wnreport show growth --plot 'growth.*.norm' --yaml
        wnreport show growth --plot 'sgd.*' --plot 'adam.*' --band extremes
        wnreport show convergence --plot '*.loss' --png loss.png
      """)

  @Argument(
    help: "The experiment, as `wnreport list` names it.", completion: .experiment)
  var experiment: String

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var folders: FolderOptions

  @OptionGroup(title: "Plotting") var plot: PlotOptions

  func validate() throws {
    if json, plot.isAskedFor { throw ValidationError("--json and --plot exclude each other") }
  }

  func run() async throws {
    try await Failure.reporting {
      let catalog = ExperimentCatalog.standard
      guard let found = catalog.experiments.first(where: { $0.id == experiment }) else {
        throw ExperimentsError.noMatch(
          pattern: experiment, known: catalog.experiments.map(\.id))
      }
      let record = try RecordedRuns(reportFolder: folders.output).record(of: found.id)
      if plot.isAskedFor { try plot.draw(record) } else { try list(record) }
    }
  }

  private func list(_ record: RunRecord) throws {
    let listing = ValueListing(record)
    guard json else {
      Output.print(listing.text(width: StandardStream.output.width))
      return
    }
    Output.print(try CanonicalJSON.lines(of: listing))
  }
}
