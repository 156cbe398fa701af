internal import Foundation
import Runs
import Statistics
import Testing

@testable import Experiments

/// The records that are committed, and what claims would say if they held other values.
enum CommittedRecords {
  static let all: Claim.Records = {
    let package = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let store = RunStore(reportFolder: package.appending(path: "reports"))
    let records = ExperimentCatalog.standard.experiments.compactMap { experiment in
      try? store.record(of: experiment.id)
    }
    return Dictionary(uniqueKeysWithValues: records.map { ($0.experiment, $0) })
  }()
}

extension Claim {
  /// The verdict over the committed records with those values, by full name, in the place of theirs.
  func verdict(answering answers: [String: Measurement] = [:]) throws -> Verdict {
    try verdict(over: CommittedRecords.all.mapValues { $0.answering(answers) })
  }
}

extension RunRecord {
  func answering(_ answers: [String: Measurement]) -> RunRecord {
    let own = values.map { value in
      guard let answer = answers["\(experiment).\(value.name)"] else { return value }
      var changed = value
      changed.value = answer
      changed.sampling = value.sampling.map { _ in answer.sampling }
      return changed
    }
    return RunRecord(
      experiment: experiment, title: title, profile: profile, specification: specification,
      seeds: seeds, values: own, series: series, tables: tables)
  }
}

extension Measurement {
  /// Of studies that all say the same.
  fileprivate var sampling: Sampling {
    let number: Double =
      switch self {
      case .number(let number): number
      case .integer(let count): Double(count)
      case .interval(let interval): interval.estimate
      case .flag, .text: 0
      }
    return Sampling(studies: [Double](repeating: number, count: Stability.studies))
  }
}

extension Evidence {
  /// A value of the same kind that just meets the condition.
  var met: Measurement {
    switch condition {
    case .below(let bound): measurement(bound.nextDown, bound.rounded(.up) - 1, side: -1)
    case .above(let bound): measurement(bound.nextUp, bound.rounded(.down) + 1, side: 1)
    case .within(let range): measurement(range.upperBound, range.upperBound.rounded(.down), side: 0)
    case .equal(let expected): measurement(Double(expected), Double(expected), side: 0)
    case .atLeast(let bound): measurement(bound, bound.rounded(.up), side: 1)
    case .atMost(let bound): measurement(bound, bound.rounded(.down), side: -1)
    case .flag(let flag): .flag(flag)
    case .word(let word): .text(word)
    }
  }

  /// One that just misses it.
  var missed: Measurement {
    switch condition {
    case .below(let bound): measurement(bound, bound.rounded(.up), side: -1)
    case .above(let bound): measurement(bound, bound.rounded(.down), side: 1)
    case .within(let range):
      measurement(range.upperBound.nextUp, range.upperBound.rounded(.down) + 1, side: 0)
    case .equal(let expected): measurement(Double(expected) + 1, Double(expected) + 1, side: 0)
    case .atLeast(let bound): measurement(bound.nextDown, bound.rounded(.up) - 1, side: -1)
    case .atMost(let bound): measurement(bound.nextUp, bound.rounded(.down) + 1, side: 1)
    case .flag(let flag): .flag(!flag)
    case .word(let word): .text("not \(word)")
    }
  }

  /// A number, a count, or an interval that has the number for one end and lies on that side of it.
  private func measurement(_ number: Double, _ count: Double, side: Double) -> Measurement {
    switch value {
    case .integer: .integer(Int(count))
    case .interval:
      .interval(
        Interval(
          estimate: number, low: min(number, number + side), high: max(number, number + side)))
    case .number, .flag, .text: .number(number)
    }
  }
}

/// An experiment that measures nothing but a number, under a name of its own.
enum Measuring<Name: ExperimentName>: Experiment {
  static var id: String { Name.id }
  static var title: String { Name.id.uppercased() }

  struct Specification: ExperimentSpecification {
    var x = 1.0
    var seeds = [0]
  }

  struct Result: Recorded {
    @Measured("a number") var x: Double

    init(x: Double) {
      self.x = x
    }
  }

  static var quick: Profile.Coverage { Name.quick }
  static var sample: Profile.Coverage { Name.sample }
  static func work(_ specification: Specification) -> Work { .steps(1, length: 1) }

  static func run(
    _ specification: Specification, _ context: RunContext
  ) async throws -> Result {
    if let error = Name.error { throw error }
    return Result(x: specification.x)
  }
}

protocol ExperimentName: Sendable {
  static var id: String { get }
  /// What its run throws.
  static var error: ExperimentsError? { get }
  static var quick: Profile.Coverage { get }
  static var sample: Profile.Coverage { get }
}

extension ExperimentName {
  static var id: String { "\(self)".lowercased() }
  static var error: ExperimentsError? { nil }
  static var quick: Profile.Coverage { .whole }
  static var sample: Profile.Coverage { .none }
}

enum A: ExperimentName {}
enum B: ExperimentName {}

extension CatalogEntry {
  init(measuring name: (some ExperimentName).Type, _ claims: [Claim] = []) {
    func entry<Name: ExperimentName>(_: Name.Type) -> CatalogEntry {
      CatalogEntry(Measuring<Name>.self)
    }
    self = entry(name)
    self.claims = claims
  }
}
