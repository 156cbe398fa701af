/// How much is run.
public enum Profile: String, Codable, CaseIterable, Sendable {
  /// Everything that the committed report shows.
  case `default`
}
