/// Two arms that are set against each other.
struct Pairing: Codable, Equatable, Sendable {
  var first: Arm
  var second: Arm

  /// The name in records: `wn-he-over-std-he`.
  var name: String { "\(first.name)-over-\(second.name)" }

  /// The bare change of coordinates, from either start.
  static let matched = Pairing(first: .weightNormHe, second: .standardHe)
  static let dataDependent = Pairing(
    first: .weightNormDataDependent, second: .standardDataDependent)
  /// The data-dependent start without a change of coordinates.
  static let initialization = Pairing(first: .standardDataDependent, second: .standardHe)
  /// Both, as the paper recommends.
  static let recipe = Pairing(first: .weightNormDataDependent, second: .standardHe)
  /// Mean-only batch normalization on top.
  static let meanOnly = Pairing(first: .weightNormMeanOnly, second: .weightNormDataDependent)
}
