@testable import WeightNormCore

/// A network written down plainly, in arrays of `Double`, against which the core is held.
struct PlainNetwork {
  struct Layer {
    /// w, row after row.
    var weight: [[Double]]
    var bias: [Double]
    var activation: Activation
    /// v and g under weight normalization.
    var direction: [[Double]]?
    var magnitude: [Double] = []
    /// The derivative of g in its parameter, one per unit.
    var magnitudeSlopes: [Double] = []
  }

  var layers: [Layer]

  struct Gradient {
    var matrix: [[Double]]
    var magnitude: [Double]
    var bias: [Double]
    /// The greatest |g|/‖v‖ · |∂L/∂w|: of such numbers ∂L/∂v is the difference.
    var scale = 0.0
  }

  init(_ model: MLP<Double>) {
    layers = model.layers.map { layer in
      switch layer.map {
      case .standard(let dense):
        return Layer(
          weight: dense.weight.rowArrays, bias: dense.bias, activation: layer.activation)
      case .weightNorm(let dense):
        let rows = dense.direction.rowArrays
        let weight = zip(rows, dense.magnitude).map { v, g in v.map { g * $0 / Self.norm(v) } }
        return Layer(
          weight: weight, bias: dense.bias, activation: layer.activation, direction: rows,
          magnitude: dense.magnitude, magnitudeSlopes: Self.magnitudeSlopes(of: dense))
      }
    }
  }

  private static func magnitudeSlopes(of dense: WeightNormDense<Double>) -> [Double] {
    dense.magnitude.map { g in
      switch dense.magnitudeForm {
      case .trained, .frozen: 1
      case .logarithmic: g
      case .scaled: Double(dense.inputSize).squareRoot()
      }
    }
  }

  static func norm(_ v: [Double]) -> Double { dot(v, v).squareRoot() }

  static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The outputs of each layer, x before them.
  func outputs(_ x: [[Double]]) -> [[[Double]]] {
    layers.reduce(into: [x]) { outputs, layer in
      outputs.append(
        outputs[outputs.count - 1].map { input in
          zip(layer.weight, layer.bias).map { w, b in
            Self.apply(layer.activation, Self.dot(w, input) + b)
          }
        })
    }
  }

  private static func apply(_ activation: Activation, _ t: Double) -> Double {
    switch activation {
    case .identity: t
    case .relu: t > 0 ? t : 0
    case .tanh: Elementary.tanh(t)
    }
  }

  private static func slope(_ activation: Activation, _ y: Double) -> Double {
    switch activation {
    case .identity: 1
    case .relu: y > 0 ? 1 : 0
    case .tanh: 1 - y * y
    }
  }

  /// The loss of outputs and ∂L/∂y.
  static func loss(
    _ y: [[Double]], _ targets: Targets<Double>
  ) -> (loss: Double, gradient: [[Double]]) {
    let count = Double(y.count)
    switch targets {
    case .values(let values):
      let errors = zip(y, values.rowArrays).map { zip($0, $1).map { $0 - $1 } }
      let sum = errors.reduce(0) { $0 + dot($1, $1) }
      return (sum / count / 2, errors.map { $0.map { $0 / count } })
    case .labels(let labels):
      var sum = 0.0
      let gradient = zip(y, labels).map { row, label in
        let greatest = row.max() ?? 0
        let powers = row.map { Elementary.exp($0 - greatest) }
        let total = powers.reduce(0, +)
        sum -= row[label] - greatest - Elementary.log(total)
        return powers.indices.map { (powers[$0] / total - ($0 == label ? 1 : 0)) / count }
      }
      return (sum / count, gradient)
    }
  }

  /// The gradients of all layers, and ∂L/∂x.
  func gradients(
    _ outputs: [[[Double]]], from outputGradient: [[Double]]
  ) -> (layers: [Gradient], input: [[Double]]) {
    var below = outputGradient
    var gradients: [Gradient] = []
    for (index, layer) in layers.enumerated().reversed() {
      let t = zip(below, outputs[index + 1]).map { gradient, y in
        zip(gradient, y).map { $0 * Self.slope(layer.activation, $1) }
      }
      gradients.insert(gradient(of: layer, t, outputs[index]), at: 0)
      let width = layer.weight.first?.count ?? 0
      below = t.map { row in
        (0..<width).map { input in Self.dot(row, layer.weight.map { $0[input] }) }
      }
    }
    return (gradients, below)
  }

  private func gradient(of layer: Layer, _ t: [[Double]], _ x: [[Double]]) -> Gradient {
    let units = layer.bias.indices
    var matrix = units.map { unit in
      (layer.weight[unit].indices).map { input in
        zip(t, x).reduce(0) { $0 + $1.0[unit] * $1.1[input] }
      }
    }
    var magnitude: [Double] = []
    var scale = 0.0
    for (unit, v) in (layer.direction ?? []).enumerated() {
      let length = Self.norm(v)
      let slope = Self.dot(matrix[unit], v) / length
      let g = layer.magnitude[unit]
      scale = max(scale, abs(g) / length * largestMagnitude(matrix[unit]))
      matrix[unit] = zip(matrix[unit], v).map { g / length * ($0 - slope * $1 / length) }
      magnitude.append(layer.magnitudeSlopes[unit] * slope)
    }
    let bias = units.map { unit in t.reduce(0) { $0 + $1[unit] } }
    return Gradient(matrix: matrix, magnitude: magnitude, bias: bias, scale: scale)
  }
}
