import ArgumentParser

@main
struct WNBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wnbench",
    abstract: "What the benchmarks time against PyTorch, JAX and matplotlib.",
    discussion: """
      mlp and linear read the files that Benchmarks/bench.py writes and print one JSON object: the \
      seconds per step of each block, and the losses of the first, untimed steps. Every block starts \
      from the weights in the files, so that all blocks do the same arithmetic.
      """,
    subcommands: [
      MLPCommand.self, LinearCommand.self, DigitsCommand.self, SweepCommand.self,
      FiguresCommand.self, CalibrateCommand.self,
    ])
}

/// The options of all cases.
struct BlockOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder of the input files.", valueName: "dir"))
  var folder: String

  @Option(help: ArgumentHelp("Timed steps a block.", valueName: "n"))
  var steps = 100

  @Option(help: ArgumentHelp("Blocks.", valueName: "b"))
  var blocks = 3

  func validate() throws {
    guard steps > 0, blocks > 0 else {
      throw ValidationError("--steps and --blocks take numbers from 1 on")
    }
  }
}
