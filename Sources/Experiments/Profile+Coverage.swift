public import Runs

extension Profile {
  /// How much of an experiment's evidence for claims a profile gathers.
  public enum Coverage: Sendable {
    case none
    case part
    /// At least what `default` gathers.
    case whole
  }
}
