/// What an optimizer keeps of each tensor from step to step, such as a velocity: zeros at first, in the
/// order in which the layers name their tensors.
struct TensorMemory<Scalar: Real>: Sendable {
  private var tensors: [[Scalar]] = []
  private var next = 0
  private var isComplete = false

  /// Calls `body` with what belongs to the next tensor of this step, changed in place.
  ///
  /// - Precondition: as many elements as at the first step.
  @inline(__always)
  mutating func withNext(_ count: Int, _ body: (inout [Scalar]) -> Void) {
    if !isComplete { tensors.append([Scalar](repeating: 0, count: count)) }
    precondition(
      next < tensors.count && tensors[next].count == count, "an optimizer of another network")
    body(&tensors[next])
    next += 1
  }

  /// Ends a step.
  ///
  /// - Precondition: every tensor had its turn.
  @inline(__always)
  mutating func endStep() {
    precondition(next == tensors.count, "an optimizer of another network")
    next = 0
    isComplete = true
  }
}
