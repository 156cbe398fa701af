internal import WeightNormCore

/// What a random stream of an experiment is for.
///
/// The arms of a comparison share their streams, seed by seed.
enum StreamLabel: String, CaseIterable, Sendable {
  case data
  case initialization = "init"
  case order
  case dataDependentInitialization = "ddi"
  case bootstrap = "boot"
  case environment = "env"
  case exploration = "explore"
  case replay
}

extension RandomStream {
  /// The stream named `experiment/label/seed`.
  init(experiment: String, _ label: StreamLabel, seed: Int) {
    self.init(named: "\(experiment)/\(label.rawValue)/\(seed)")
  }
}
