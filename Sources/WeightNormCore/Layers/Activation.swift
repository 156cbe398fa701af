/// An elementwise nonlinearity φ. NaN stays NaN in all of them, so that a diverged run shows in its loss.
public enum Activation: String, Codable, CaseIterable, Sendable {
  /// t, with derivative 1.
  case identity
  /// max(t, 0), with derivative 0 at 0.
  case relu
  /// tanh t, with derivative 1 − tanh² t.
  case tanh

  /// t ← φ(t + b), in place, b added to each row.
  @inline(__always)
  func apply<Scalar: Real>(to t: inout Matrix<Scalar>, adding bias: [Scalar]) {
    t.addToRows(bias, rectifying: self == .relu)
    guard self == .tanh else { return }
    t.elements.withUnsafeMutableBufferPointer { t in
      if let first = t.baseAddress { Scalar.takeHyperbolicTangents(t.count, first) }
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
          guard let first = gradient.baseAddress, let output = y.baseAddress else { return }
          Scalar.passPositive(y.count, output, first)
        case .tanh: for index in y.indices { gradient[index] *= 1 - y[index] * y[index] }
        }
      }
    }
  }
}
