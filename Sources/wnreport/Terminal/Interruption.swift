import Foundation
import Runs

/// Ends the program in good order when it is interrupted or terminated.
enum Interruption {
  /// The pipe that leads from the signal handler, which may do next to nothing, to the thread that
  /// does the work.
  private static let pipe: (reading: Int32, writing: Int32) = {
    var ends: [Int32] = [-1, -1]
    precondition(Foundation.pipe(&ends) == 0, "no pipe")
    return (ends[0], ends[1])
  }()

  /// From now on SIGINT and SIGTERM remove the temporary files of this process, say what became of
  /// the work, and end the process as the signal does. A signal that was ignored stays ignored.
  ///
  /// - Parameter promise: what became of the work, to follow “interrupted; ”.
  static func watch(promise: @escaping @Sendable () -> String) {
    let reading = pipe.reading
    Thread.detachNewThread {
      var number: UInt8 = 0
      while read(reading, &number, 1) != 1 {}
      let event = number == SIGINT ? "interrupted" : "terminated"
      AtomicFile.end {
        Terminal.draw("")
        Terminal.say("wnreport: \(event); \(promise())")
        end(by: Int32(number))
      }
    }
    for number in [SIGINT, SIGTERM] {
      let before = signal(number) { number in
        let error = errno
        var byte = UInt8(number)
        _ = write(Interruption.pipe.writing, &byte, 1)
        errno = error
      }
      let wasIgnored = unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
      if wasIgnored { signal(number, SIG_IGN) }
    }
  }

  /// Ends the process as if the signal had not been caught, so that a shell learns of it.
  static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    var only = sigset_t()
    sigemptyset(&only)
    sigaddset(&only, number)
    pthread_sigmask(SIG_UNBLOCK, &only, nil)
    raise(number)
    // The first process of a container survives its signals.
    exit(128 + number)
  }
}
