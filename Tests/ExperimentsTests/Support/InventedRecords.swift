import Runs

@testable import Experiments

/// Claims over records that hold whatever a test wants.
extension Claim {
  /// The verdict over records of the values with those full names.
  func verdict(answering values: [String: Measurement]) throws -> Verdict {
    let records = experiments.map { experiment in
      RunRecord(
        experiment: experiment, title: "", profile: "default", specification: .null, seeds: [],
        values: values.filter { $0.key.hasPrefix(experiment + ".") }.map {
          MeasuredValue(String($0.key.dropFirst(experiment.count + 1)), $0.value, "")
        }, series: [])
    }
    return try verdict(
      over: Dictionary(records.map { ($0.experiment, $0) }, uniquingKeysWith: { $1 }))
  }

  /// What the claim asks for, found by answering until nothing is missing.
  func requirements() throws -> [(name: String, requirement: String)] {
    var answers: [String: Measurement] = [:]
    while true {
      do {
        return try verdict(answering: answers).evidence.map { ($0.name, $0.requirement) }
      } catch ExperimentsError.missingValue(let name) {
        answers[name] = name.hasSuffix("erdict") ? .text("void") : .number(0)
      }
    }
  }
}
