/// One of the methods that are set against each other.
protocol ComparedArm: Codable, Equatable, Sendable {
  /// In records, figures and templates.
  var name: String { get }
}

/// Two arms that are set against each other.
struct ArmPairing<Method: ComparedArm>: Codable, Equatable, Sendable {
  var first: Method
  var second: Method

  /// The name in records: `wn-he-over-std-he`.
  var name: String { "\(first.name)-over-\(second.name)" }
}

typealias Pairing = ArmPairing<Arm>

extension Pairing {
  /// The bare change of coordinates, from either start.
  static var matched: Pairing { Pairing(first: .weightNormHe, second: .standardHe) }
  static var dataDependent: Pairing {
    Pairing(first: .weightNormDataDependent, second: .standardDataDependent)
  }
  /// The data-dependent start without a change of coordinates.
  static var initialization: Pairing {
    Pairing(first: .standardDataDependent, second: .standardHe)
  }
  /// Both, as the paper recommends.
  static var recipe: Pairing { Pairing(first: .weightNormDataDependent, second: .standardHe) }
  /// Mean-only batch normalization on top.
  static var meanOnly: Pairing {
    Pairing(first: .weightNormMeanOnly, second: .weightNormDataDependent)
  }
}
