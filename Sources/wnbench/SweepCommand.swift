import ArgumentParser
import Experiments
import Foundation

/// Half of the comparison on digits: the runs of one parameterization, trained one at a time.
struct SweepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "The runs of the digits comparison without record and figure, one at a time.",
    discussion: """
      Runs the arms of one parameterization, and prints one JSON object: the processor \
      time per run, and the mean loss over the epochs of each run, those of the evaluation last.

      With --inputs it also writes what another program needs to train the same runs: sweep-NAME.f32, \
      which holds the inputs of the training rows, and for each run the learning \
      rate, then for each run the parameters before the first step (layer by layer w and b, or v, g \
      and b); and sweep-NAME.u16, which holds the classes of the training rows, \
      then for each run the training rows in the order in which batches take them.
      """)

  @Option(help: "How the layers write their weights.")
  var parameterization = MLPCommand.Parameterization.weightNorm

  @Option(help: ArgumentHelp("A folder to write the inputs to.", valueName: "dir"))
  var inputs: String?

  private struct Answer: Encodable {
    var secondsPerRun: Double
    /// One element a run.
    var losses: [Double]
  }

  func run() async throws {
    let sweep = try DigitsSweep(
      isWeightNormalized: parameterization == .weightNorm, .shipped)
    let begin = ProcessorTime.process
    let runs = try await sweep.train(Workers(count: 1))
    let seconds = ProcessorTime.process - begin
    if let inputs { try write(runs, of: sweep, to: URL(filePath: inputs)) }
    let answer = Answer(
      secondsPerRun: seconds / Double(runs.count), losses: runs.map(\.loss))
    print(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
  }

  private func write(_ runs: [DigitsSweep.Run], of sweep: DigitsSweep, to folder: URL) throws {
    let train = sweep.trainRows
    let starts = try runs.flatMap { try sweep.start(of: $0) }
    let numbers = train.inputs + runs.map { Float($0.rate) } + starts
    let rows = train.labels + runs.flatMap { sweep.order(of: $0) }
    let file = folder.appending(path: "sweep-\(parameterization.rawValue)")
    try data(numbers.map(\.bitPattern)).write(to: file.appendingPathExtension("f32"))
    try data(rows.map { UInt16($0) }).write(to: file.appendingPathExtension("u16"))
  }

  /// Little-endian.
  private func data(_ numbers: [some FixedWidthInteger]) -> Data {
    numbers.map(\.littleEndian).withUnsafeBytes { Data($0) }
  }
}
