import WeightNormCore

// What a program that depends on the core writes for itself, from what is public alone. `.ci/outside`
// compiles this file in a package of its own.

/// Gradient descent with momentum β: m ← βm + ∇, p ← p − ηm; plain where β = 0.
struct OwnDescent<Scalar: Real>: Optimizer {
  var rates: LearningRates
  let momentum: Scalar
  /// m of each tensor, in the order of visits.
  private var velocities: [[Scalar]] = []

  init(_ rates: LearningRates, momentum: Scalar = 0) {
    self.rates = rates
    self.momentum = momentum
  }

  mutating func update(_ model: inout MLP<Scalar>, along gradient: [LayerGradient<Scalar>]) {
    var slot = 0
    model.forEachParameter(along: gradient) { role, parameter, gradient in
      let rate = Scalar(rates[role])
      if slot == velocities.count {
        velocities.append([Scalar](repeating: 0, count: parameter.count))
      }
      for index in parameter.indices {
        velocities[slot][index] = momentum * velocities[slot][index] + gradient[index]
        parameter[index] -= rate * velocities[slot][index]
      }
      slot += 1
    }
  }
}

extension MLP {
  /// The length of all gradients together. Shortens them to `limit` where they are longer
  /// (Pascanu, Mikolov & Bengio 2013, algorithm 1).
  @discardableResult
  func clip(_ gradient: inout [LayerGradient<Scalar>], to limit: Scalar) -> Scalar {
    var square: Scalar = 0
    forEachGradient(in: &gradient) { _, slope in
      for index in slope.indices { square += slope[index] * slope[index] }
    }
    let norm = square.squareRoot()
    guard norm > limit else { return norm }
    forEachGradient(in: &gradient) { _, slope in
      for index in slope.indices { slope[index] *= limit / norm }
    }
    return norm
  }
}

/// A running average of a network's parameters: p̄ ← ρp̄ + (1 − ρ)p (Polyak & Juditsky 1992, with
/// weights that fade).
struct WeightAverage<Scalar: Real> {
  private(set) var network: MLP<Scalar>
  let retention: Scalar

  init(of network: MLP<Scalar>, retention: Scalar) {
    self.network = network
    self.retention = retention
  }

  mutating func absorb(_ model: MLP<Scalar>) {
    network.forEachParameter(with: model) { [retention] _, average, current in
      for index in average.indices {
        average[index] = retention * average[index] + (1 - retention) * current[index]
      }
    }
  }
}

/// The mean over rows of Huber's loss, summed over outputs, and ∂L/∂y: ½e² for an error e of at most 1,
/// |e| − ½ beyond (Huber 1964).
func huberLoss<Scalar: Real>(
  _ y: Matrix<Scalar>, _ target: Matrix<Scalar>
) -> (loss: Scalar, outputGradient: Matrix<Scalar>) {
  let share = 1 / Scalar(y.rows)
  var sum: Scalar = 0
  let gradient = Matrix<Scalar>(rows: y.rows, columns: y.columns) { row, column in
    let error = y[row, column] - target[row, column]
    sum += error.magnitude <= 1 ? error * error / 2 : error.magnitude - 1 / 2
    return share * Swift.min(Swift.max(error, -1), 1)
  }
  return (sum * share, gradient)
}
