import Foundation
import Synchronization

/// Tells how far the experiments are: a bar with the remaining time on a terminal, one line per
/// finished experiment elsewhere.
final class ProgressDisplay: Sendable {
  private struct State {
    var done = 0.0
    var lastDrawn = 0.0
    var isBarShown = false
  }

  private let total: Double
  private let isQuiet: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// `total` is the work of all experiments, in the unit of `advance(to:)`.
  init(total: Double, isQuiet: Bool) {
    self.total = total
    self.isQuiet = isQuiet
  }

  private var elapsed: Double {
    let duration = (ContinuousClock.now - start).components
    return Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
  }

  /// Work may exceed the total: a grid that had to be extended.
  func advance(to done: Double) {
    guard !isQuiet, Terminal.isInteractive else { return }
    state.withLock { state in
      state.done = done
      let elapsed = elapsed
      guard elapsed - state.lastDrawn > 0.1 else { return }
      state.lastDrawn = elapsed
      state.isBarShown = true
      Terminal.draw(bar(done, elapsed))
    }
  }

  func finished(_ experiment: String) {
    guard !isQuiet else { return }
    state.withLock { state in
      clearBar(&state)
      Terminal.say("\(experiment): done after \(Self.seconds(elapsed))")
    }
  }

  func end() {
    state.withLock { clearBar(&$0) }
  }

  private func clearBar(_ state: inout State) {
    guard state.isBarShown else { return }
    state.isBarShown = false
    Terminal.draw("")
  }

  /// One line that no terminal breaks in two: what is broken cannot be drawn over.
  private func bar(_ done: Double, _ elapsed: Double) -> String {
    let share = min(done / max(total, .leastNormalMagnitude), 0.99)
    let left = share > 0.02 ? ", about \(Self.seconds(elapsed * (1 - share) / share)) left" : ""
    let text = "\(Int(share * 100)) %\(left)"
    let room = (StandardStream.messages.width ?? 80) - 1
    let length = max(0, min(30, room - text.count - 1))
    let filled = Int(share * Double(length))
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: length - filled) + " "
    return String((bar + text).suffix(room))
  }

  private static func seconds(_ value: Double) -> String {
    value < 9.95 ? String(format: "%.1f s", value) : "\(Int(value.rounded())) s"
  }
}
