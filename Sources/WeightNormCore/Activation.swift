/// An elementwise nonlinearity φ.
public enum Activation: String, Codable, CaseIterable, Sendable {
  case identity
  /// max(t, 0), with derivative 0 at 0. NaN stays NaN, so that a diverged run shows in its loss.
  case relu
  case tanh

  /// t ← φ(t), in place.
  @inline(__always)
  func apply<Scalar: Real>(to t: inout [Scalar]) {
    switch self {
    case .identity: break
    case .relu: for index in t.indices { t[index] = t[index] <= 0 ? 0 : t[index] }
    case .tanh: for index in t.indices { t[index] = Scalar.tanh(t[index]) }
    }
  }

  /// ∂L/∂y ← ∂L/∂t = ∂L/∂y · φ′(t), in place, with φ′ taken from the output y = φ(t).
  @inline(__always)
  func pullBack<Scalar: Real>(_ gradient: inout [Scalar], output y: [Scalar]) {
    switch self {
    case .identity: break
    case .relu: for index in y.indices where y[index] <= 0 { gradient[index] = 0 }
    case .tanh: for index in y.indices { gradient[index] *= 1 - y[index] * y[index] }
    }
  }
}
