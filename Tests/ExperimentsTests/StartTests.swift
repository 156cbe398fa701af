import Runs
import Testing
import WeightNormCore

@testable import Experiments

extension Start.Specification {
  /// Few layers, rows and seeds, for the clusters.
  static func short(seeds: [Int] = [0, 1, 2]) -> Start.Specification {
    var specification = Start.Specification()
    specification.sizes = [6, 8, 8, 3]
    specification.batchRows = 32
    specification.batchSizes = [8, 32]
    specification.seeds = seeds
    return specification
  }
}

struct StartTests {
  private let data = LabeledData.clusters

  private func moments(
    _ seed: Int, _ specification: Start.Specification = .short(), of data: LabeledData = .clusters
  ) throws -> [String: StartMoments] {
    let starts = try StartMoments.all(specification, seed: seed, data: data)
    #expect(starts.map(\.name) == ["constant", "he", "batch8", "batch32"])
    return Dictionary(uniqueKeysWithValues: starts.map { ($0.name, $0) })
  }

  @Test func `moments are those of the columns, with the population variance`() throws {
    let t = try Matrix<Float>(rows: 3, columns: 2, elements: [1, 2, 3, 2, 5, 2])
    let moments = LayerMoments(of: t)
    #expect(moments.means == [3, 2])
    #expect(moments.variances == [8.0 / 3, 0])
    #expect(moments.variance == 4.0 / 3)
    #expect(moments.meanSize == 6.5.squareRoot())
    #expect(moments.greatestMean == 3)
    #expect(abs(moments.greatestVarianceError - 5.0 / 3) < 1e-15)
  }

  /// Two layers by hand: t₁ = x + b, t₂ = relu(t₁)·(1, 1).
  @Test func `moments are taken before the activation, and the next layer sees it`() throws {
    let first = try Dense<Float>(
      weight: Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1]), bias: [1, -1])
    let second = try Dense<Float>(
      weight: Matrix(rows: 1, columns: 2, elements: [1, 1]), bias: [0])
    let network = try MLP([Layer(first, activation: .relu), Layer(second)])
    let moments = try network.preActivationMoments(
      Matrix(rows: 2, columns: 2, elements: [1, 1, -3, 5]))
    #expect(moments.map(\.means) == [[0, 2], [3]])
    #expect(moments.map(\.variances) == [[4, 4], [1]])
  }

  /// Of layer 1, whose pre-activation is u·x: the variance is uᵀCu with the inputs' covariance C.
  @Test(arguments: 0..<3)
  func `the first layer's variances are quadratic forms of the inputs' covariance`(
    _ seed: Int
  ) throws {
    let drawn = try Start.draws(.short(), seed: seed).constant
    let dense = try #require(drawn.layers[0].weightNorm)
    let x = data.testInputs
    let columns = (0..<6).map { column in (0..<x.rows).map { Double(x[$0, column]) } }
    let centered = columns.map { column in
      let mean = column.mean
      return column.map { $0 - mean }
    }
    let expected = (0..<8).map { unit in
      let v = dense.direction[row: unit].map(Double.init)
      let u = v.scaled(by: 1 / v.norm)
      return (0..<6).reduce(0.0) { sum, a in
        (0..<6).reduce(sum) {
          $0 + u[a] * u[$1] * centered[a].dot(centered[$1]) / Double(x.rows)
        }
      }
    }
    let found = try #require(try moments(seed)["constant"]).unseen[0].variances
    #expect(zip(found, expected).allSatisfy { abs($0 / $1 - 1) < 1e-5 })
  }

  @Test(arguments: 0..<3)
  func `a start by a batch gives it mean 0 and variance 1 in every unit of every layer`(
    _ seed: Int
  ) throws {
    let moments = try moments(seed)
    for started in ["batch8", "batch32"].compactMap({ moments[$0] }) {
      #expect(started.batch.count == 3)
      for layer in started.batch {
        #expect(layer.greatestMean < 1e-5)
        #expect(layer.greatestVarianceError < 1e-4)
      }
      #expect(started.unseen.contains { $0.greatestVarianceError > 0.01 })
    }
  }

  @Test(arguments: 0..<3)
  func `all starts have the directions of one draw`(_ seed: Int) throws {
    let (drawn, he) = try Start.draws(.short(), seed: seed)
    for (layer, other) in zip(drawn.layers, he.layers) {
      let v = try #require(layer.weightNorm).direction
      let w = try other.weight
      for unit in 0..<v.rows {
        let angle = v[row: unit].map(Double.init).angle(to: w[row: unit].map(Double.init))
        #expect(angle < 1e-6)
      }
    }
  }

  @Test func `with g constant the width of the draw of v does not matter`() throws {
    var wide = Start.Specification.short()
    wide.directionDeviation = 3
    let narrow = try #require(try moments(1)["constant"])
    let other = try #require(try moments(1, wide)["constant"])
    for (narrow, wide) in zip(narrow.unseen, other.unseen) {
      #expect(abs(narrow.variance / wide.variance - 1) < 1e-5)
    }
  }

  @Test func `a unit whose inputs never vary leaves finite moments`() throws {
    let alike = LabeledData(
      inputs: [Float](repeating: 0.25, count: 6 * 40), inputSize: 6,
      labels: [Int](repeating: 0, count: 40), train: Array(0..<32)[...], test: Array(32..<40)[...])
    let moments = try moments(0, of: alike)
    for started in ["batch8", "batch32"].compactMap({ moments[$0] }) {
      #expect(started.unseen.allSatisfy { $0.variance.isFinite && $0.meanSize.isFinite })
    }
  }

  @Test func `the record holds the layers' variances and the extremes of the claim`() async throws {
    let record = try await Start.shortRecord()
    let result = try Start.result(of: record)
    func moments(_ name: String) throws -> [StartMoments] {
      try (0..<3).map { try #require(try self.moments($0)[name]) }
    }
    let unseen = try result.starts["batch32"].unseen
    #expect(unseen.variance.positions == [1, 2, 3])
    let layers = try moments("batch32").flatMap(\.unseen)
    #expect(unseen.leastVariance.value == layers.map(\.variance).minimum)
    #expect(unseen.greatestVariance.value == layers.map(\.variance).maximum)
    #expect(unseen.greatestUnitVariance == layers.flatMap(\.variances).maximum)
    let batch = try moments("batch8").flatMap(\.batch)
    #expect(
      try result.starts["batch8"].batch.greatestMean.value == batch.map(\.greatestMean).maximum)
    let third = try moments("he").map { $0.batch[2].variance }.median
    #expect(try result.starts["he"].batch.layers["layer3"].variance == third)
    let names = ["constant", "he", "batch8", "batch32"].flatMap {
      ["\($0).batch.variance", "\($0).unseen.variance"]
    }
    #expect(record.series.map(\.name).sorted() == names.sorted())
  }
}
