import Foundation

/// One of the three streams that every process begins with.
enum StandardStream: Int32, CaseIterable {
  case input
  case output
  case messages

  private var descriptor: Int32 { rawValue }

  /// Makes the streams safe to use, before anything is opened.
  ///
  /// A stream that is closed is opened the wrong way round: it stays as useless as it was, and no
  /// file that is opened later gets its number and then what was meant for the stream. A reader that
  /// went away, and a file that may grow no further, become errors of the write, not signals.
  static func prepare() {
    for stream in allCases where fcntl(stream.descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", stream == .input ? O_WRONLY : O_RDONLY)
    }
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
  }

  /// Writes all bytes, however long that takes.
  ///
  /// - Returns: nil, or the system's number for why they were not taken.
  func write(_ bytes: [UInt8]) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Foundation.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          waitUntilWritable()
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
  }

  /// A pipe that its other end made non-blocking is full for now.
  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    // Whatever the answer is, the next write tells what it means.
    _ = poll(&request, 1, -1)
  }

  /// Whether it is a terminal.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The columns of its terminal, or nil where it is none.
  var width: Int? {
    var size = winsize()
    guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }
}
