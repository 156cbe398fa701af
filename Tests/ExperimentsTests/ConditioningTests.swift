import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension Conditioning: ShortExperiment {
  static var short: Specification {
    var specification = Specification()
    specification.comparison = .tiny(optimizer: .heavyBall, arms: arms)
    specification.rates = [-4, -4, -4, -6]
    (specification.rows, specification.steps) = (40, 12)
    specification.ranks = [5, 20]
    specification.seeds = [0, 1, 2]
    specification.neuron = NeuronSpecification(inputSize: 4, samples: 20)
    return specification
  }

  static let pinnedHash: UInt64 = 0xe55c_e4c1_6871_6fa0
}

struct ConditioningTests {
  private static func spectrum(_ matrix: Matrix<Double>) -> [Double] {
    TridiagonalMatrix(similarTo: matrix).eigenvalues()
  }

  private static let network = Result {
    var stream = RandomStream(seed: 5)
    let network = try MLP<Double>.he(sizes: [5, 4, 3], hidden: .tanh, from: &stream)
      .weightNormalized(start: .constant(1.5))
    let x = Matrix<Double>(rows: 9, columns: 5, standardDeviation: 1, from: &stream)
    return (network: network, x: x)
  }

  @Test(arguments: ["torch", "jax"])
  func `the spectra in both coordinates are those of automatic differentiation`(
    _ framework: String
  ) throws {
    let fixture = try SpectraFixture.all.get()
    let expected = try #require(fixture.frameworks[framework])
    let (network, x) = try fixture.model
    let matrix = try GaussNewton(network, x).matrix
    #expect(isClose(Self.spectrum(matrix), expected.weights, within: 1e-14))
    // In (g, v) there are as many more as units: the zeros along each v.
    let polar = Self.spectrum(PolarCoordinates(of: network).applied(to: matrix))
    #expect(isClose(polar, Array(expected.polar.prefix(polar.count)), within: 1e-14))
    #expect(expected.polar.dropFirst(polar.count).allSatisfy { abs($0) < 1e-14 })
  }

  /// dᵀGd = mean over rows of (Jd)ᵀH(Jd), with Jd by central differences of the outputs.
  @Test func `the curvature along a direction is that of central differences`() throws {
    let (network, x) = try Self.network.get()
    let folded = try network.folded()
    let matrix = try GaussNewton(network, x).matrix
    var stream = RandomStream(seed: 8)
    for _ in 0..<5 {
      let direction: [Double] = stream.normals(matrix.rows)
      func outputs(_ shift: Double) throws -> Matrix<Double> {
        try folded.moved(by: direction.scaled(by: shift))(x)
      }
      let (up, down, y) = (try outputs(1e-5), try outputs(-1e-5), try outputs(0))
      var curvature = 0.0
      for row in 0..<x.rows {
        let slopes = (0..<3).map { (up[row, $0] - down[row, $0]) / 2e-5 }
        let powers = Array(y[row: row]).map(Elementary.exp)
        let p = powers.scaled(by: 1 / powers.reduce(0, +))
        let mean = p.dot(slopes)
        curvature += zip(p, slopes).map { $0 * $1 * $1 }.reduce(0, +) - mean * mean
      }
      let row = Matrix(rows: 1, columns: direction.count) { direction[$1] }
      let found = Array(row.times(matrix).elements).dot(direction)
      #expect(abs(found / (curvature / Double(x.rows)) - 1) < 1e-8)
    }
  }

  /// With J of the core's gradients in g and v, output by output and row by row.
  @Test func `the spectrum in polar coordinates is that of the core's own gradients`() throws {
    let (network, x) = try Self.network.get()
    let size = network.layers.reduce(0) { $0 + ($1.inputSize + 2) * $1.outputSize }
    var elements = [Double](repeating: 0, count: size * size)
    for row in 0..<x.rows {
      let batch = x.gatheringRows([row])
      var pass = Backpropagation(for: network, batchSize: 1)
      let y = Array(try pass.predict(network, batch, mode: .training)[row: 0])
      let powers = y.map(Elementary.exp)
      let p = powers.scaled(by: 1 / powers.reduce(0, +))
      let slopes = try y.indices.map { output in
        try pass.backward(
          network, batch, outputGradient: Matrix(rows: 1, columns: 3) { $1 == output ? 1 : 0 })
        return pass.gradient.flatMap { $0.matrix.elements + $0.magnitude + $0.bias }
      }
      for a in y.indices {
        for b in y.indices {
          let h = ((a == b ? p[a] : 0) - p[a] * p[b]) / Double(x.rows)
          for i in 0..<size {
            for j in 0..<size { elements[i * size + j] += h * slopes[a][i] * slopes[b][j] }
          }
        }
      }
    }
    let expected = Self.spectrum(try Matrix(rows: size, columns: size, elements: elements))
    let matrix = try GaussNewton(network, x).matrix
    let found = Self.spectrum(PolarCoordinates(of: network).applied(to: matrix))
    #expect(isClose(found, Array(expected.prefix(found.count)), within: 1e-13 * expected[0]))
    #expect(expected.dropFirst(found.count).allSatisfy { abs($0) < 1e-13 * expected[0] })
  }

  @Test func `where g is the length of v the coordinates change nothing`() throws {
    var stream = RandomStream(seed: 5)
    let network = try MLP<Double>.he(sizes: [5, 4, 3], hidden: .relu, from: &stream)
      .weightNormalized()
    let x = Matrix<Double>(rows: 9, columns: 5, standardDeviation: 1, from: &stream)
    let matrix = try GaussNewton(network, x).matrix
    let changed = PolarCoordinates(of: network).applied(to: matrix)
    #expect(isClose(Array(changed.elements), Array(matrix.elements), within: 1e-14))
  }

  @Test func `one neuron's Hessian has the spectrum of the algebra`() throws {
    let residuals = try Conditioning.NeuronSpecification().residuals([0, 1])
    #expect(residuals.general < 1e-8)
    #expect(residuals.matched < 1e-8)
  }

  @Test func `the four starts are recorded with both times and ranks`() async throws {
    let result = try await Conditioning.run(.short, .clusters)
    for arm in Conditioning.arms {
      let start = try result.starts[arm.name]
      for time in [start.start, start.end] {
        for rank in ["rank5", "rank20"] {
          let found = try time.ranks[rank]
          #expect(found.weights > 1 && found.polar > 1)
        }
      }
    }
    for name in ["wn-he", "wn-ddi-unit-ratio"] {
      let effect = try result.starts[name].start.ranks["rank20"].effect.value
      #expect(effect.low == 0 && effect.high == 0, "g is the length of v")
    }
    let short = try result.starts["wn-ddi-short"].start.ranks["rank5"].weights
    let long = try result.starts["wn-ddi"].start.ranks["rank5"].weights
    #expect(abs(short / long - 1) < 1e-4, "the same function")
  }

  @Test func `better from all starts supports, from none refutes`() throws {
    let claim = try #require(Conditioning.claims.first)
    let names = try claim.verdict().evidence.map(\.name)
    #expect(names.count == 16)
    func outcome(_ better: Set<String>) throws -> Outcome? {
      try claim.verdict(
        answering: Dictionary(
          uniqueKeysWithValues: names.map { name in
            let estimate = better.contains(name) ? 0.5 : 0.1
            return (
              name,
              .interval(Interval(estimate: estimate, low: estimate - 0.2, high: estimate + 0.2))
            )
          })
      ).outcome
    }
    #expect(try outcome(Set(names)) == .supported)
    #expect(try outcome([]) == .refuted)
    #expect(try outcome([names[3]]) == .mixed)
    #expect(try outcome(Set(names.dropLast())) == .mixed)
  }
}

extension Conditioning.Specification {
  fileprivate static var short: Self { Conditioning.short }
}

extension MLP<Double> {
  /// A standard network with its weights and biases moved, unit by unit w, then b.
  fileprivate func moved(by step: [Double]) throws -> MLP<Double> {
    var place = 0
    return try MLP(
      layers.map { layer in
        let weight = try layer.weight
        let width = layer.inputSize
        let first = place
        place += layer.outputSize * (width + 1)
        return Layer(
          try Dense(
            weight: Matrix(rows: layer.outputSize, columns: width) { unit, input in
              weight[unit, input] + step[first + unit * (width + 1) + input]
            },
            bias: layer.bias.enumerated().map { $1 + step[first + $0 * (width + 1) + width] }),
          activation: layer.activation)
      })
  }
}
