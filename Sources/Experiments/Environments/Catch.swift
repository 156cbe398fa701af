internal import WeightNormCore

/// A ball falls down a board of ten rows and five columns, and a paddle in the last row should be where
/// it lands.
///
/// An episode begins with the ball in a random column of the first row and the paddle in the middle. With
/// each step the paddle goes one column to the left (action 0), stays (1) or goes one to the right (2), as
/// far as the board does, and then the ball falls by a row. When it comes to the last row the episode
/// ends, with a reward of 1 if the paddle is in its column and of −1 otherwise; all other rewards are 0.
/// An agent sees the board, 1 where the ball or the paddle is and 0 elsewhere, row after row.
struct Catch: Environment, Equatable {
  static let rows = 10
  static let columns = 5
  static let observationSize = rows * columns
  static let actionCount = 3
  static let stepLimit: Int? = nil
  static let returns = -1.0...1.0

  private(set) var ballRow = 0
  let ballColumn: Int
  private(set) var paddle = columns / 2

  /// - Precondition: the board has that column.
  init(ballColumn: Int) {
    precondition((0..<Self.columns).contains(ballColumn), "a ball beside the board")
    self.ballColumn = ballColumn
  }

  init(from stream: inout RandomStream) {
    self.init(ballColumn: stream.integer(below: Self.columns))
  }

  mutating func step(_ action: Int) -> EnvironmentStep {
    precondition((0..<Self.actionCount).contains(action), "an action that is not there")
    precondition(ballRow < Self.rows - 1, "a step after the end")
    paddle = min(max(paddle + action - 1, 0), Self.columns - 1)
    ballRow += 1
    guard ballRow == Self.rows - 1 else { return EnvironmentStep(reward: 0, isTerminal: false) }
    return EnvironmentStep(reward: paddle == ballColumn ? 1 : -1, isTerminal: true)
  }

  func observe(into matrix: inout Matrix<Float>, row: Int) {
    for place in 0..<Self.observationSize { matrix[row, place] = 0 }
    matrix[row, ballRow * Self.columns + ballColumn] = 1
    matrix[row, (Self.rows - 1) * Self.columns + paddle] = 1
  }
}
