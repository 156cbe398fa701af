internal import WeightNormCore

/// How a deep Q-network learns (Mnih et al. 2015), without the double estimate and without priorities.
struct QLearning: Codable, Equatable, Sendable {
  /// Transitions that are remembered.
  var memorySize = 10_000
  var batchSize = 32
  /// From this step on each step of the environment is followed by one of the optimizer.
  var firstUpdate = 500
  /// Each time after so many steps the target network becomes a copy of the learning one.
  var targetPeriod = 200
  /// γ, by which a reward is worth less a step later.
  var discount = 0.99
  /// δ of Huber's loss.
  var delta = 1.0
  /// ε, the share of actions that are drawn at random: at the start, and once it has fallen.
  var firstExploration = 1.0
  var lastExploration = 0.05
  /// The steps in which it falls, by the same amount in each.
  var explorationSteps = 3000

  /// ε at a step, counted from 1.
  func exploration(at step: Int) -> Double {
    let share = min(Double(step - 1) / Double(explorationSteps), 1)
    return (1 - share) * firstExploration + share * lastExploration
  }

  /// What the outputs of the actions that were taken should be.
  ///
  /// ```
  /// y = r + γ·max Q(s′, ·), with Q of the target network;  y = r where the task ended with s′
  /// ```
  /// An episode that was cut off has not ended.
  ///
  /// - Precondition: one row of values, one reward and one flag for each target.
  func formTargets(
    _ targets: inout [Float], rewards: [Float], isTerminal: [Bool], successors: Matrix<Float>
  ) {
    precondition(
      rewards.count == targets.count && isTerminal.count == targets.count
        && successors.rows == targets.count, "another number of transitions")
    let discount = Float(discount)
    for row in targets.indices {
      let value = isTerminal[row] ? 0 : successors.greatest(inRow: row).value
      targets[row] = rewards[row] + discount * value
    }
  }
}

extension Matrix {
  /// The greatest element of a row and its column, the first of equal ones.
  func greatest(inRow row: Int) -> (column: Int, value: Scalar) {
    var found = (column: 0, value: self[row, 0])
    for column in 1..<columns where self[row, column] > found.value {
      found = (column, self[row, column])
    }
    return found
  }
}
