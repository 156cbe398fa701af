internal import WeightNormCore

/// Student's t distribution with whole degrees of freedom.
package enum StudentT {
  /// The t with P(|T| ≤ t) = `probability`, to a relative error of about 10⁻¹⁵, by bisection.
  ///
  /// - Precondition: at least one degree of freedom; 0 < probability < 1.
  package static func twoSidedQuantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom > 0 && probability > 0 && probability < 1)
    var low = 0.0
    var high = 1.0
    while centralProbability(high, degreesOfFreedom) < probability { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if centralProbability(middle, degreesOfFreedom) < probability {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }

  /// P(|T| ≤ t) by the finite series in θ = atan(t/√n) (Abramowitz & Stegun 26.7.3 and 26.7.4).
  ///
  /// ```
  /// odd n:  2/π·(θ + sin θ·(cos θ + ⅔cos³θ + … + (2·4⋯(n−3))/(1·3⋯(n−2))·cosⁿ⁻²θ))
  /// even n: sin θ·(1 + ½cos²θ + … + (1·3⋯(n−3))/(2·4⋯(n−2))·cosⁿ⁻²θ)
  /// ```
  package static func centralProbability(_ t: Double, _ n: Int) -> Double {
    let tangent = t / Double(n).squareRoot()
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    let isOdd = n % 2 == 1
    var term = isOdd ? cosine : 1
    var sum = n == 1 ? 0 : term
    for power in stride(from: isOdd ? 3 : 2, through: n - 2, by: 2) {
      term *= Double(power - 1) / Double(power) * cosine * cosine
      sum += term
    }
    return isOdd ? 2 / Double.pi * (Elementary.atan(tangent) + sine * sum) : sine * sum
  }
}
