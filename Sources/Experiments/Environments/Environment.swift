internal import WeightNormCore

/// A task in episodes: an agent sees numbers, picks one of a few actions, and gets a reward for each.
protocol Environment: Sendable {
  /// How many numbers an agent sees.
  static var observationSize: Int { get }
  static var actionCount: Int { get }
  /// Steps after which an episode is cut off, though the task goes on; nil where it ends by itself.
  static var stepLimit: Int? { get }
  /// The least and the greatest return of an episode, the sum of its rewards.
  static var returns: ClosedRange<Double> { get }

  /// The beginning of an episode.
  init(from stream: inout RandomStream)

  /// Goes on by one step.
  ///
  /// - Precondition: an action in 0..<actionCount, and an episode that has not ended.
  mutating func step(_ action: Int) -> EnvironmentStep

  /// Writes what an agent sees into a row of that width.
  func observe(into matrix: inout Matrix<Float>, row: Int)
}

/// What an environment answers to an action.
struct EnvironmentStep: Equatable, Sendable {
  let reward: Double
  /// Whether the task has ended, so that nothing can follow.
  let isTerminal: Bool
}
