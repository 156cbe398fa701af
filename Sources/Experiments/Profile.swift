/// How much is run.
public enum Profile: String, Codable, CaseIterable, Sendable {
  /// Everything that the committed report shows.
  case `default`
  /// The parts that take seconds.
  case quick
  /// More optimizers, seeds and epochs.
  case full
}
