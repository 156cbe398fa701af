/// An elementwise nonlinearity φ. NaN stays NaN in all of them, so that a diverged run shows in its loss.
public enum Activation: String, Codable, CaseIterable, Sendable {
  /// t, with derivative 1.
  case identity
  /// max(t, 0), with derivative 0 at 0.
  case relu
  /// tanh t, with derivative 1 − tanh² t.
  case tanh

  /// t ← φ(t), in place.
  @inline(__always)
  func apply<Scalar: Real>(to t: inout AlignedArray<Scalar>) {
    t.withUnsafeMutableBufferPointer { t in
      switch self {
      case .identity: break
      case .relu: for index in t.indices { t[index] = Self.positivePart(t[index]) }
      case .tanh: for index in t.indices { t[index] = Scalar.tanh(t[index]) }
      }
    }
  }

  /// ∂L/∂y ← ∂L/∂t = ∂L/∂y · φ′(t), in place, with φ′ taken from the output y = φ(t).
  @inline(__always)
  func pullBack<Scalar: Real>(
    _ gradient: inout AlignedArray<Scalar>, output y: AlignedArray<Scalar>
  ) {
    precondition(gradient.count == y.count, "a gradient of another shape")
    gradient.withUnsafeMutableBufferPointer { gradient in
      y.withUnsafeBufferPointer { y in
        switch self {
        case .identity: break
        case .relu:
          for index in y.indices { gradient[index] *= y[index] <= 0 ? 0 : 1 }
        case .tanh: for index in y.indices { gradient[index] *= 1 - y[index] * y[index] }
        }
      }
    }
  }

  @inline(__always)
  private static func positivePart<Scalar: Real>(_ t: Scalar) -> Scalar {
    let zero: Scalar = 0
    return t <= zero ? zero : t
  }
}
