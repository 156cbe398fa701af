/// How much is run.
public enum Profile: String, Codable, CaseIterable, Sendable {
  /// Everything that the committed report shows.
  case `default`
  /// What decides the main points, in some seconds.
  case quick
  /// A little of three experiments in a second, to try templates and machines with.
  case sample
  /// `default`, and what takes minutes.
  case full
}
