/// What a comparison says of a value. An interval may lie on both sides of a bound, and a rule over several
/// comparisons is decided only where the open ones cannot change it: Kleene's strong three-valued logic, in
/// which "and" takes the least of its parts and "or" the greatest.
public enum Truth: Comparable, Sendable {
  case fails
  case open
  case holds

  /// Whether all of them hold; there is at least one.
  public static func all(_ parts: [Truth]) -> Truth { extreme(parts) { $0.min() } }

  /// Whether any of them holds; there is at least one.
  public static func any(_ parts: [Truth]) -> Truth { extreme(parts) { $0.max() } }

  private static func extreme(_ parts: [Truth], _ choose: ([Truth]) -> Truth?) -> Truth {
    guard let truth = choose(parts) else { preconditionFailure("a rule of no parts") }
    return truth
  }
}
