import Figures
import Foundation

/// Which axes of a plot are logarithmic where nobody says it: those along which the recorded numbers go
/// through decades. Figures of pages name their scales themselves.
enum DecadeRule {
  /// Fewer positions do not tell how they were chosen.
  private static let fewestPositions = 3
  /// Three doublings; positions on a shorter way do not tell either.
  private static let shortestSpan = 8.0
  /// A path of more positions than this loses nothing by its step 0.
  private static let dispensableFrom = 20
  /// Two decades.
  private static let widestLinear = 100.0

  /// The scale of an x: logarithmic where the positions of every series that tells grow geometrically,
  /// as learning rates do and the steps that logarithmic thinning keeps.
  static func scale(ofPositions positions: [[Double]]) -> Axis.Scale {
    let growths = positions.compactMap(isGeometric)
    return !growths.isEmpty && growths.allSatisfy(\.self) ? .log : .linear
  }

  /// The scale of a y: logarithmic where all values are positive and the greatest is more than a
  /// hundred times the least.
  static func scale(ofValues values: [Double]) -> Axis.Scale {
    guard let least = values.min(), let greatest = values.max(), least > 0 else { return .linear }
    return greatest / least > widestLinear ? .log : .linear
  }

  /// Whether the middle one of the positions lies nearer to the middle of their range by its logarithm
  /// than by itself; nil where they do not tell.
  private static func isGeometric(_ positions: [Double]) -> Bool? {
    guard positions.count >= fewestPositions else { return nil }
    var sorted = positions.sorted()
    if sorted[0] == 0, sorted.count > dispensableFrom { sorted.removeFirst() }
    let (first, last) = (sorted[0], sorted[sorted.count - 1])
    guard first > 0 else { return false }
    guard last / first >= shortestSpan else { return nil }
    // Of an even number the two in the middle.
    let middle = [sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2]]
    let across = middle.map { ($0 - first) / (last - first) }
    let acrossLogs = middle.map { Foundation.log($0 / first) / Foundation.log(last / first) }
    return abs(acrossLogs[0] + acrossLogs[1] - 1) < abs(across[0] + across[1] - 1)
  }
}
