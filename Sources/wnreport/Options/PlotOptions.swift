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
      "The axes on a logarithmic scale. Without it those are along which the recorded numbers go through decades."
    ))
  var log: PlotSettings.LogAxes?

  @Option(help: "What is shown around the median over seeds. (default: quartiles)")
  var band: SpreadBand?

  @Flag(help: "Draw single seeds as thin lines, where they are recorded.")
  var seeds = false

  @Option(
    help: ArgumentHelp(
      "The picture to write or to replace, ending in .png; - writes it to stdout. Several are numbered: a-1.png, a-2.png. (default: EXPERIMENT.png)",
      valueName: "file"),
    completion: .picture)
  var png: String?

  @Flag(help: "Print the figure cells to paste into a page, instead of writing pictures.")
  var yaml = false

  var isAskedFor: Bool { !patterns.isEmpty }

  private var goesToOutput: Bool { png == "-" }

  func validate() throws {
    try checkPicture()
    if yaml, png != nil {
      throw ValidationError("--yaml and --png exclude each other: it prints cells, no picture")
    }
    guard !isAskedFor else { return }
    let given = [
      ("--log", log != nil), ("--band", band != nil), ("--seeds", seeds), ("--png", png != nil),
      ("--yaml", yaml),
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

  /// Draws the plot; the picture itself, the paths of pictures or their cells go to stdout, what they
  /// show to stderr.
  func draw(_ record: RunRecord) throws {
    let settings = PlotSettings(band: band ?? .quartiles, showsSeeds: seeds, log: log)
    func drawn(_ patterns: [String]) throws -> [PlotPicture] {
      try SeriesPlot(of: record, matching: patterns, looks: .standard, settings: settings).pictures
    }
    let pictures = try drawn(patterns)
    if yaml {
      for picture in pictures { try picture.check() }
      say(pictures, pictures.map { $0.pattern })
      Output.print(pictures.map(\.cell).joined(separator: "\n\n"))
    } else if goesToOutput {
      guard pictures.count == 1 else {
        let narrower = pictures.flatMap(\.panelPatterns).first { pattern in
          (try? drawn([pattern]))?.count == 1
        }
        throw ReportError.severalPictures(
          count: pictures.count, file: "\(record.experiment).png", narrower: narrower)
      }
      Output.write(try pictures[0].bytes())
      Terminal.say(pictures[0].summary)
    } else {
      try write(pictures, to: png ?? "\(record.experiment).png")
    }
  }

  /// One picture has the path, several have numbers in front of its ending.
  private func write(_ pictures: [PlotPicture], to path: String) throws {
    let paths =
      pictures.count == 1
      ? [path] : pictures.indices.map { "\(path.dropLast(4))-\($0 + 1)\(path.suffix(4))" }
    for (picture, path) in zip(pictures, paths) { try picture.write(to: path) }
    say(pictures, paths)
    for path in paths { Output.print(path) }
  }

  /// What each picture shows, with its name where there are several.
  private func say(_ pictures: [PlotPicture], _ names: [String]) {
    for (picture, name) in zip(pictures, names) {
      Terminal.say(pictures.count == 1 ? picture.summary : "\(name): \(picture.summary)")
    }
  }
}

extension SpreadBand: ExpressibleByArgument {}

extension PlotSettings.LogAxes: ExpressibleByArgument {
  /// The axes may be separated by commas.
  public init?(argument: String) {
    self.init(rawValue: argument.replacing(",", with: ""))
  }
}
