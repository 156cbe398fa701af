internal import Foundation
import Runs
import Testing
import WeightNormCore

@testable import Experiments

/// Experiments cut so short that their records are made in a moment.
enum ShortRecord: String, CaseIterable, Codable, Sendable {
  case anatomy
  case growth
  case magnitude
  case frozenMagnitude = "frozen-g"
  case start
  case imbalance
  case noise
  case implicitBias = "implicit-bias"
  case wrongRate = "wrong-rate"
  case penalty
  case convergence
  case rateAllocation = "rate-allocation"
  case batchSize = "batch-size"
  case features
  case fullSize = "full-size"

  func record(workers: Int) async throws -> RunRecord {
    let workers = Workers(count: workers)
    let context = RunContext(profile: .default, workers: workers, data: .installed)
    switch self {
    case .anatomy:
      var specification = Anatomy.Specification()
      specification.inputSizes = [3, 16]
      specification.pathSteps = 10
      specification.differenceLimit = 8
      specification.foldingEpochs = 1
      specification.seeds = [0, 1]
      return try await Anatomy.run(specification, context)
    case .growth:
      var specification = Growth.Specification()
      specification.steps = 60
      specification.seeds = [0, 1, 2]
      specification.network.sizes = [196, 8, 10]
      specification.network.epochs = 1
      return try await Self.withDrawnClothes { data in
        try await Growth.run(
          specification, RunContext(profile: .default, workers: workers, data: data))
      }
    case .magnitude:
      return try await Magnitude.run(.short(steps: 30, seeds: [0, 1, 2]), context)
    case .frozenMagnitude:
      return try await FrozenMagnitude.run(.short(), data: [.clusters], context)
    case .start:
      return try await Start.run(.short(), data: .clusters, context)
    case .imbalance:
      return try await Imbalance.run(.short(), data: .clusters, context)
    case .noise:
      var specification = Noise.Specification.short(steps: 250, seeds: [0, 1, 2])
      specification.longSteps = 400
      specification.longFrom = 40
      return try await Noise.run(specification, context)
    case .implicitBias:
      return try await ImplicitBias.run(.short(seeds: [0, 1, 2]), context)
    case .wrongRate:
      return try await WrongRate.run(.short(), context)
    case .penalty:
      return try await Penalty.run(.short(), context)
    case .convergence:
      let rates = RateGrid(lowest: -2, highest: 2, step: 1)
      let specification = Convergence.Specification(
        cells: [
          .tiny(rates: rates),
          .tiny(rates: rates, arms: Convergence.batchArms, evaluationSeeds: [0, 1]),
        ])
      var results: [ComparisonResult] = []
      for cell in specification.cells {
        results.append(try await ComparisonResult(cell, data: .clusters, workers: workers))
      }
      return try Convergence.record(
        of: ComparisonResult.joined(results), specification, profile: .default)
    case .rateAllocation:
      var specification = RateAllocation.Specification()
      specification.comparison = .tiny(
        rates: RateGrid(lowest: -2, highest: 2, step: 1), arms: specification.comparison.arms)
      let result = try await ComparisonResult(
        specification.comparison, data: .clusters, workers: workers)
      var builder = RecordBuilder()
      RateAllocation.record(result, specification, into: &builder)
      try RateAllocation.recordFactors(specification.comparison.trainer, into: &builder)
      return try builder.record(
        of: RateAllocation.id, title: "", profile: .default, specification: specification,
        seeds: [0, 1, 2])
    case .batchSize:
      return try await BatchSize.run(.short, data: .clusters, context)
    case .features:
      return try await Features.run(.short, context)
    case .fullSize:
      return try await Self.withDrawnClothes { data in
        try await FullSize.run(
          .short(), RunContext(profile: .default, workers: workers, data: data))
      }
    }
  }

  private static let records = Dictionary(
    uniqueKeysWithValues: allCases.map { short in
      (short, Task { try await short.record(workers: 2) })
    })

  /// The record, made once for all tests that look at it.
  func shared() async throws -> RunRecord {
    try await #require(Self.records[self]).value
  }

  /// The library with files of Fashion-MNIST's form in which each class is one random image.
  static func withDrawnClothes<Result>(
    _ body: (DataLibrary) async throws -> Result
  ) async throws -> Result {
    var stream = RandomStream(experiment: "drawn clothes", .data, seed: 0)
    let classes = (0..<10).map { _ in (0..<784).map { _ in UInt8(stream.integer(below: 256)) } }
    let labels = (0..<2000).map { UInt8($0 % 10) }
    let images = idx([2000, 28, 28], Array(labels.map { classes[Int($0)] }.joined()))
    let folder = try TemporaryFolder([
      "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": idx([2000], labels),
      "t10k-images-idx3-ubyte": images, "t10k-labels-idx1-ubyte": idx([2000], labels),
    ])
    defer { folder.remove() }
    return try await body(
      DataLibrary(vendored: DataLibrary.installed.vendored, fashionMNIST: folder.url))
  }

  /// The hash of the record's bytes on every machine, in debug and release builds.
  var pinnedHash: UInt64 {
    switch self {
    case .anatomy: 0x609f_53e3_b575_b4cc
    case .growth: 0x8776_ef98_74f1_a735
    case .magnitude: 0xc330_6ffa_5c7c_dfcf
    case .frozenMagnitude: 0x2f37_3d11_a229_988e
    case .start: 0x2e1d_88c9_ef4c_4c2f
    case .imbalance: 0x94f4_ea10_4ea4_53ca
    case .noise: 0x1618_cd44_2247_45ab
    case .implicitBias: 0x22c4_c16f_92c8_fd04
    case .wrongRate: 0xc380_8e04_fa73_7727
    case .penalty: 0xe584_3fe6_04b9_3cb8
    case .convergence: 0x59e0_27fa_bc4a_5f40
    case .rateAllocation: 0xf884_22cc_8ca9_7eb8
    case .batchSize: 0xcd4a_d8e8_6de2_26dc
    case .features: 0xcae0_97ee_80e2_fb43
    case .fullSize: 0xa9e8_784f_2595_81ac
    }
  }
}
