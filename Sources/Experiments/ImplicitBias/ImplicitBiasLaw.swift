internal import WeightNormCore

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

  /// ‖P₀w‖ at the end, from the start and the length m of the shortest solution alone: the N with
  ///
  /// ```
  /// N = nullPart(√(m² + N²))
  /// ```
  /// since the end solves Xw = y, so that g² = m² + N². There is one such N: N over the right side grows
  /// with N.
  func end(shortest m: Double) -> Double {
    var low = 0.0
    var high = 1.0
    while high < nullPart(atMagnitude: (m * m + high * high).squareRoot()) { high *= 2 }
    for _ in 0..<1200 {
      let middle = (low + high) / 2
      guard low < middle, middle < high else { break }
      let isBelow = middle < nullPart(atMagnitude: (m * m + middle * middle).squareRoot())
      if isBelow { low = middle } else { high = middle }
    }
    return high
  }
}
