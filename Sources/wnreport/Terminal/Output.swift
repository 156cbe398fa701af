import Foundation
import Synchronization

/// What a command gives its reader, on stdout. What does not arrive is remembered until the end: the
/// work is finished first.
enum Output {
  /// The system's number for why something was lost; zero while nothing is.
  private static let loss = Atomic<Int32>(0)

  /// Writes a text and the end of its line.
  static func print(_ text: some CustomStringConvertible, terminator: String = "\n") {
    write(Array((text.description + terminator).utf8))
  }

  /// Writes bytes; nothing once something was lost, so that no reader takes a text with a gap for a
  /// whole one.
  static func write(_ bytes: [UInt8]) {
    guard loss.load(ordering: .relaxed) == 0, let error = StandardStream.output.write(bytes)
    else { return }
    loss.store(error, ordering: .relaxed)
  }

  /// Ends the process with the status of a command. A lost output is told and makes it 74, unless the
  /// command failed itself; where the reader went away it ends quietly, as SIGPIPE ends a process.
  static func end(_ status: Int32) -> Never {
    let error = loss.load(ordering: .relaxed)
    guard error != 0, status <= 1 else { exit(status) }
    if error == EPIPE { Interruption.end(by: SIGPIPE) }
    Terminal.say(
      "wnreport: standard output was lost: \(String(cString: strerror(error)));"
        + " all else is done, so send it elsewhere and run again")
    exit(74)
  }
}
