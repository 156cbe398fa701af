import Foundation
import Runs

/// What is known of the terminal, and the way to speak to it: messages go to stderr, data to stdout.
enum Terminal {
  /// Writes a message to stderr; what would make the terminal do something is written as its number.
  static func say(_ message: String) {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.map { String($0).escaped + "\n" }.joined()
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Clears the line of stderr that is being drawn, where that is a terminal.
  static func clearLine() {
    if isInteractive { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }

  /// Whether stderr is a terminal that understands a carriage return.
  static var isInteractive: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// The columns of stdout's terminal, or nil where it is none.
  static var width: Int? { width(of: STDOUT_FILENO) }

  /// The columns of stderr's terminal, or nil where it is none.
  static var messageWidth: Int? { width(of: STDERR_FILENO) }

  private static func width(of stream: Int32) -> Int? {
    var size = winsize()
    guard isatty(stream) == 1, ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }
}
