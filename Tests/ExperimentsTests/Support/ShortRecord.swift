import Foundation
import Runs
import Testing

@testable import Experiments

/// An experiment that can be cut so short that its record is made in a moment. Every experiment of the
/// catalog has to be one: the tests of all records see it then.
protocol ShortExperiment: Experiment {
  static var short: Specification { get }
  /// The hash of the short record's bytes, on every machine, in debug and release builds.
  static var pinnedHash: UInt64 { get }
}

/// The short record of an experiment of the catalog.
struct ShortRecord: Sendable, CustomTestStringConvertible {
  let experiment: any ShortExperiment.Type

  var testDescription: String { experiment.id }

  static let all = ExperimentCatalog.standard.experiments.map { entry in
    guard let experiment = entry.definition as? any ShortExperiment.Type else {
      preconditionFailure("extend \(entry.definition): ShortExperiment in its tests")
    }
    return ShortRecord(experiment: experiment)
  }

  func record(workers: Int) async throws -> RunRecord {
    try await Self.record(of: experiment, workers: workers)
  }

  private static func record<Short: ShortExperiment>(
    of experiment: Short.Type, workers: Int
  ) async throws -> RunRecord {
    // Only images at full size come from files here.
    guard experiment == FullSize.self else {
      return try await experiment.record(experiment.short, .clusters(workers: workers))
    }
    return try await DataLibrary.withDrawnClothes { data in
      try await experiment.record(
        experiment.short,
        RunContext(profile: .default, workers: Workers(count: workers), data: data))
    }
  }

  fileprivate static let shared = Dictionary(
    uniqueKeysWithValues: all.map { short in
      (short.experiment.id, Task { try await short.record(workers: 2) })
    })
}

extension ShortExperiment {
  /// The short record, made once for all tests that look at it.
  static func shortRecord() async throws -> RunRecord {
    try await #require(ShortRecord.shared[id]).value
  }
}
