public import ArgumentParser
import Experiments
public import Reports
import Runs

/// What to plot of a record, how, and where to.
struct PlotOptions: ParsableArguments {
  @Option(
    name: .customLong("plot"),
    help: ArgumentHelp(
      "Draw the series whose name matches, with or without the experiment in front; may be repeated.",
      valueName: "glob"), completion: .series)
  var patterns: [String] = []

  @Option(
    help: ArgumentHelp(
      "The axes on a logarithmic scale. Without it an x is logarithmic if it was recorded so, as learning rates are."
    ))
  var log: PlotSettings.LogAxes?

  @Option(help: "What is shown around the median over seeds. (default: quartiles)")
  var band: SpreadBand?

  @Flag(help: "Draw single seeds as thin lines, where they are recorded.")
  var seeds = false

  @Option(
    help: ArgumentHelp(
      "The picture to write or to replace, ending in .png; - writes it to stdout. (default: EXPERIMENT.png)",
      valueName: "file"),
    completion: .picture)
  var png: String?

  var isAskedFor: Bool { !patterns.isEmpty }

  private var goesToOutput: Bool { png == "-" }

  func validate() throws {
    try checkPicture()
    guard !isAskedFor else { return }
    let given = [
      ("--log", log != nil), ("--band", band != nil), ("--seeds", seeds), ("--png", png != nil),
    ]
    if let (option, _) = given.first(where: \.1) {
      throw ValidationError("\(option) needs --plot <glob>")
    }
  }

  /// A name that promises another kind of picture is refused, and so is a terminal, which shows none.
  private func checkPicture() throws {
    guard let png else { return }
    if goesToOutput {
      guard !StandardStream.output.isTerminal else {
        throw ValidationError(
          "--png - writes a picture to stdout, which is a terminal; add | and a program that reads it,"
            + " or > file.png")
      }
    } else if !png.lowercased().hasSuffix(".png") {
      throw ValidationError(
        "--png writes PNG pictures and nothing else; type --png \(Self.withRightEnding(png))")
    }
  }

  /// `plot.png` for `plot.svg`, `plot` and `plot.`.
  private static func withRightEnding(_ path: String) -> String {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    let name = path.dropFirst(folder.count)
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    return folder + (stem.isEmpty ? "plot" : stem) + ".png"
  }

  /// Draws the plot; the picture itself or else its path goes to stdout, what it shows to stderr.
  func draw(_ record: RunRecord) throws {
    let settings = PlotSettings(band: band ?? .quartiles, showsSeeds: seeds, log: log)
    let plot = try SeriesPlot(
      of: record, matching: patterns, looks: .standard, settings: settings)
    let path = png ?? "\(record.experiment).png"
    if goesToOutput { Output.write(try plot.bytes()) } else { try plot.write(to: path) }
    Terminal.say(plot.summary)
    if !goesToOutput { Output.print(path) }
  }
}

extension SpreadBand: ExpressibleByArgument {}

extension PlotSettings.LogAxes: ExpressibleByArgument {
  /// The axes may be separated by commas.
  public init?(argument: String) {
    self.init(rawValue: argument.replacing(",", with: ""))
  }
}
