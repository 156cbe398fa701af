public import ArgumentParser
import Foundation
public import Fuzzing

/// Throws hostile inputs at everything that reads what others wrote. Not shipped.
@main
struct WNFuzz: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wnfuzz",
    abstract: "Throw hostile inputs at templates, cells, figures, records, the cache and tables.",
    discussion: """
      Each input is named by its target and seed, so `wnfuzz TARGET --from SEED --count 1` repeats \
      it. A wrong answer, more than two seconds or more memory than allowed ends the run with \
      status 1 and the seed; a crash leaves the seed in TARGET.seed in the current folder.
      """)

  @Argument(help: "What is tried.")
  var target: FuzzTarget

  @Option(help: "The first seed.")
  var from: UInt64 = 0

  @Option(help: "How many inputs.")
  var count: UInt64 = 10_000

  @Option(help: "The folder of the package.")
  var package = "."

  @Flag(help: "Print the first input instead of trying it.")
  var show = false

  @Flag(help: "Go on after a wrong answer.")
  var keepGoing = false

  func run() async throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "wnfuzz-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { unlinkFolder(scratch) }
    let fuzzer = try Fuzzer(package: URL(filePath: package), scratch: scratch)
    if show {
      for (file, text) in fuzzer.input(target, seed: from).sorted(by: { $0.key < $1.key }) {
        print("== \(file)\n\(text)", terminator: "")
      }
      return
    }
    let watch = Watch(target: target, file: "\(target.rawValue).seed")
    watch.start()
    let start = ContinuousClock.now
    var faults = 0
    for seed in from..<from + count {
      watch.begins(seed)
      if let fault = await fuzzer.fault(target, seed: seed) {
        print("\(target.rawValue) \(seed): \(fault.prefix(400))")
        faults += 1
        if !keepGoing { break }
      }
    }
    watch.ends()
    let time = (ContinuousClock.now - start) / .seconds(1)
    print(
      "\(target.rawValue): \(count) inputs from \(from), \(faults) faults, \(Int(time)) s,"
        + " slowest \(watch.slowest), memory \(Watch.memory >> 20) MiB")
    if faults > 0 { throw ExitCode(1) }
  }

  private func unlinkFolder(_ folder: URL) {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      print("\(folder.path) was left behind: \(error)")
    }
  }
}

extension FuzzTarget: ExpressibleByArgument {}
