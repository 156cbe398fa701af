import Testing
import WeightNormCore

@testable import Experiments

/// A change of these names changes every experiment.
struct StreamLabelTests {
  @Test func `streams are named by experiment, label and seed`() {
    let names: [StreamLabel: String] = [
      .data: "data", .initialization: "init", .order: "order",
      .dataDependentInitialization: "ddi", .bootstrap: "boot", .environment: "env",
      .exploration: "explore", .replay: "replay",
    ]
    for label in StreamLabel.allCases {
      let stream = RandomStream(experiment: "x1", label, seed: 7)
      #expect(stream == RandomStream(named: "x1/\(names[label] ?? "")/7"))
    }
  }
}
