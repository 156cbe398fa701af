import Foundation
import Runs

/// The way to speak to people: messages go to stderr, data to stdout. A message that cannot be written
/// changes nothing.
enum Terminal {
  /// Writes a message to stderr; what would make the terminal do something is written as its number.
  static func say(_ message: String) {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    write(lines.map { String($0).escaped + "\n" }.joined())
  }

  /// Draws over the line of stderr that is being drawn, where that is a terminal.
  static func draw(_ line: String) {
    if isInteractive { write("\r\u{1B}[K" + line) }
  }

  private static func write(_ text: String) {
    // There is nobody left to be told.
    _ = StandardStream.messages.write(Array(text.utf8))
  }

  /// Whether stderr is a terminal that understands a carriage return.
  static var isInteractive: Bool {
    StandardStream.messages.isTerminal && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }
}
