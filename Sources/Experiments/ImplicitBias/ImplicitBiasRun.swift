internal import WeightNormCore

/// Weight normalization from one start at one ρ, beside standard gradient descent from the same w.
struct ImplicitBiasRun: Sendable {
  /// What gradient flow would do.
  let law: ImplicitBiasLaw
  let normalized: ImplicitBiasPath
  let standard: ImplicitBiasPath

  /// ‖P₀w‖ at the end, and by the law at the g that was reached, over that of standard gradient descent.
  var change: Double { normalized.lastNull / standard.lastNull }
  var predictedChange: Double { predictedNull / standard.lastNull }
  var observedOverPredicted: Double { normalized.lastNull / predictedNull }

  private var predictedNull: Double { law.nullPart(atMagnitude: normalized.magnitude) }

  /// ‖P₀w‖ at a recorded step over that at the end of standard gradient descent.
  func change(at step: Int) -> Double { normalized.nullNorm(at: step) / standard.lastNull }
}

/// The null part of w over one training.
struct ImplicitBiasPath: Sendable {
  /// The recorded steps, the last one included, and ‖P₀w‖ there.
  private(set) var steps: [Int] = []
  private(set) var nullNorms: [Double] = []
  /// g at the end; ‖w‖ in the standard parameterization.
  var magnitude = 0.0
  /// Whether the residual came down to where training stops.
  var isSolved = false

  mutating func append(_ nullNorm: Double, step: Int) {
    steps.append(step)
    nullNorms.append(nullNorm)
  }

  var lastStep: Int { steps.last ?? 0 }
  var lastNull: Double { nullNorms.last ?? 0 }

  /// ‖P₀w‖ at a recorded step, or at the end for a step after it.
  func nullNorm(at step: Int) -> Double {
    steps.firstIndex(of: step).map { nullNorms[$0] } ?? lastNull
  }
}

/// Where weight normalization ends among the solutions of Xw = y, by gradient flow.
///
/// Let P₀ project on the null space of X. The gradient ∇w = Xᵀ(Xw − y) has no part there, and under
/// gradient flow with rates 1 for v and 1/ρ for g
///
/// ```
/// u̇ = −(g/‖v‖²)(∇w − (u·∇w)u),   ġ = −(u·∇w)/ρ,   ‖v‖ constant
/// P₀u̇ = (g/‖v‖²)(u·∇w)P₀u = −(ρgġ/‖v‖²)P₀u
/// ⇒   P₀u keeps its direction, and ln‖P₀u‖ + ρg²/(2‖v‖²) is constant
/// ```
/// Wu et al. (2020, arXiv 1911.07956) study these dynamics and conclude that they end near the shortest
/// solution from starts far from zero. By the law that is so where ρ(g² − g₀²) ≫ ‖v‖², as for a g that
/// grows slowly; it says nothing of the kind of a small g₀ at ρ = 1, where |g| grows by more than P₀u
/// shrinks. Standard gradient descent keeps P₀w.
struct ImplicitBiasLaw: Sendable {
  /// ρ.
  let rateRatio: Double
  /// ‖v‖.
  let directionNorm: Double
  /// g and ‖P₀u‖ at the start.
  let startMagnitude: Double
  let startNull: Double

  /// ‖P₀w‖ at a later g.
  ///
  /// ```
  /// |g|·‖P₀u₀‖·exp(ρ(g₀² − g²)/(2‖v‖²))
  /// ```
  func nullPart(atMagnitude g: Double) -> Double {
    let exponent =
      rateRatio * (startMagnitude * startMagnitude - g * g) / (2 * directionNorm * directionNorm)
    return g.magnitude * startNull * Elementary.exp(exponent)
  }
}
