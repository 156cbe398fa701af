internal import WeightNormCore

/// The generalized Gauss–Newton matrix of the cross entropy of a batch in the weights and biases of a
/// network, unit by unit: w, then b.
///
/// ```
/// G = mean over rows of JᵀHJ,   H = diag(p) − p·pᵀ,   p = softmax(y)          (Schraudolph 2002)
/// ```
/// J are the derivatives of a row's outputs. With H = A·Aᵀ, A = (I − p·1ᵀ)·diag(√p), each column of A goes
/// back through the network as if it were a gradient, and two units a and b meet in the block
/// mean Σ δ_a·δ_b·x_a·x_bᵀ, where x ends with a 1 for the bias.
struct GaussNewton: Sendable {
  /// [n, n] for n weights and biases.
  let matrix: Matrix<Double>

  /// - Throws: `CoreError` for an undefined direction, or a batch of another width.
  init(_ network: MLP<Double>, _ x: Matrix<Double>) throws(CoreError) {
    let pass = try LayeredPass(network, x)
    let units = Self.units(of: pass)
    var sizes = [0]
    for unit in units { sizes.append(sizes[sizes.count - 1] + unit.inputs.columns) }
    let size = sizes[units.count]
    var elements = [Double](repeating: 0, count: size * size)
    for (a, first) in units.enumerated() {
      for (b, second) in units[...a].enumerated() {
        let block = first.block(with: second)
        for row in 0..<block.rows {
          for column in 0..<block.columns {
            let (i, j) = (sizes[a] + row, sizes[b] + column)
            elements[i * size + j] = block[row, column]
            elements[j * size + i] = block[row, column]
          }
        }
      }
    }
    matrix = try Matrix(rows: size, columns: size, elements: elements)
  }

  private static func units(of pass: LayeredPass) -> [UnitFactors] {
    let probabilities = pass.outputs.rowSoftmax()
    let (rows, classes) = (pass.outputs.rows, pass.outputs.columns)
    let signals = (0..<classes).map { label in
      pass.signals(
        from: Matrix(rows: rows, columns: classes) { row, output in
          let p = probabilities[row, label]
          return p.squareRoot() * ((output == label ? 1 : 0) - probabilities[row, output])
        })
    }
    return pass.weights.indices.flatMap { layer in
      let width = pass.inputs[layer].columns
      let inputs = Matrix(rows: rows, columns: width + 1) { row, column in
        column < width ? pass.inputs[layer][row, column] : 1
      }
      let transposed = inputs.transposed
      return (0..<pass.weights[layer].rows).map { unit in
        UnitFactors(
          inputs: inputs, transposedInputs: transposed,
          signals: signals.map { ofClass in (0..<rows).map { ofClass[layer][$0, unit] } })
      }
    }
  }
}

/// What a unit sees, with a 1 for its bias, and what comes back to it.
private struct UnitFactors: Sendable {
  /// [rows, inputSize + 1].
  let inputs: Matrix<Double>
  let transposedInputs: Matrix<Double>
  /// By column of A, by row.
  let signals: [[Double]]

  /// mean over rows of Σ δδ′·x·x′ᵀ.
  func block(with other: UnitFactors) -> Matrix<Double> {
    let share = 1 / Double(inputs.rows)
    var weights = [Double](repeating: 0, count: inputs.rows)
    for (own, others) in zip(signals, other.signals) {
      for row in weights.indices { weights[row] += share * own[row] * others[row] }
    }
    return transposedInputs.times(other.inputs, scalingRows: weights)
  }
}

extension Matrix<Double> {
  var transposed: Matrix { Matrix(rows: columns, columns: rows) { self[$1, $0] } }

  /// The softmax of each row.
  fileprivate func rowSoftmax() -> Matrix {
    let rows = (0..<self.rows).map { row in
      let outputs = Array(self[row: row])
      let greatest = outputs.maximum
      let powers = outputs.map { Elementary.exp($0 - greatest) }
      return powers.scaled(by: 1 / powers.reduce(0, +))
    }
    return Matrix(rows: self.rows, columns: columns) { rows[$0][$1] }
  }
}
