internal import WeightNormCore

extension NeuronDescent {
  /// What becomes of a neuron in a step.
  enum Outcome {
    /// With the loss before it.
    case step(loss: Double)
    /// g fell below the normal numbers: w is 0 from here on.
    case collapse
    /// A norm, a scale or the loss left the numbers that can be computed with.
    case divergence
  }

  /// One step, or how the run ends at it. A g/‖v‖ that vanishes is a collapse where ‖w‖ is below
  /// `collapseNorm`; otherwise it is v that grew out of all proportion.
  ///
  /// - Throws: `CoreError` for anything but numbers that left their range.
  mutating func outcome(collapseNorm: Double) throws(CoreError) -> Outcome {
    do {
      let loss = try step()
      return loss.isFinite ? .step(loss: loss) : .divergence
    } catch {
      if case .vanishingScale = error, neuron.magnitude.magnitude < collapseNorm {
        return .collapse
      }
      guard error.isDivergence else { throw error }
      return .divergence
    }
  }
}
