internal import Foundation
import WeightNormCore

@testable import Experiments

/// `spectra.json`: what NumPy, PyTorch and JAX say; `make_spectra.py` beside it tells what it holds.
struct SpectraFixture: Decodable, Sendable {
  struct Spectrum: Decodable, Sendable {
    let size: Int
    let elements: [Double]
    let values: [Double]
    let vectors: [[Double]]

    var matrix: Matrix<Double> {
      get throws { try Matrix(rows: size, columns: size, elements: elements) }
    }
  }

  struct Network: Decodable, Sendable {
    let v: [[Double]]
    let g: [[Double]]
    let b: [[Double]]
    let x: [Double]
    let labels: [Int]
  }

  struct Framework: Decodable, Sendable {
    struct BatchNorm: Decodable, Sendable {
      let loss: Double
      let gradients: [[Double]]
    }

    let weights: [Double]
    let polar: [Double]
    let moments: [[[Double]]]
    let batchNorm: BatchNorm
  }

  let matrices: [Spectrum]
  let network: Network
  let frameworks: [String: Framework]

  static let all: Result<SpectraFixture, any Error> = Result {
    let tests = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let file = tests.appending(path: "WeightNormCoreTests/Fixtures/spectra.json")
    return try JSONDecoder().decode(SpectraFixture.self, from: Data(contentsOf: file))
  }

  /// The network, and its batch: [12, 4].
  var model: (network: MLP<Double>, x: Matrix<Double>) {
    get throws {
      let layers = try network.v.indices.map { index in
        let units = network.g[index].count
        return Layer(
          try WeightNormDense(
            direction: Matrix(
              rows: units, columns: network.v[index].count / units, elements: network.v[index]),
            magnitude: network.g[index], bias: network.b[index]),
          activation: index == 0 ? .relu : .identity)
      }
      let rows = network.labels.count
      return (
        try MLP(layers),
        try Matrix(rows: rows, columns: network.x.count / rows, elements: network.x)
      )
    }
  }
}
