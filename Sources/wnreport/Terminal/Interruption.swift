import Dispatch
import Foundation
import Runs

/// Ends the program in good order when it is interrupted or terminated.
enum Interruption {
  /// A queue of its own, which gets a thread however busy the jobs keep theirs.
  private static let queue = DispatchQueue(label: "interruption", qos: .userInteractive)

  /// From now on SIGINT and SIGTERM remove the temporary files of this process, say what became of
  /// the work, and end the process as the signal does. A signal that was ignored stays ignored.
  ///
  /// - Parameter promise: what became of the work, to follow “interrupted; ”.
  static func watch(promise: @escaping @Sendable () -> String) async {
    for number in [SIGINT, SIGTERM] where !isIgnored(number) {
      await onReceiving(number) {
        let event = number == SIGINT ? "interrupted" : "terminated"
        AtomicFile.end {
          Terminal.draw("")
          Terminal.say("wnreport: \(event); \(promise())")
          end(by: number)
        }
      }
    }
  }

  /// Returns when the signal no longer does what it did before.
  private static func onReceiving(
    _ number: Int32, _ body: @escaping @Sendable () -> Void
  ) async {
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    // Nobody else keeps the source, which is wanted until the process ends.
    source.setEventHandler { withExtendedLifetime(source, body) }
    await withCheckedContinuation { continuation in
      source.setRegistrationHandler {
        #if canImport(Darwin)
          // Elsewhere Dispatch takes the signal's place itself.
          signal(number, SIG_IGN)
        #endif
        continuation.resume()
      }
      source.activate()
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
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
