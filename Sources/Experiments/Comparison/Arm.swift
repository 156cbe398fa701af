internal import WeightNormCore

/// One of the methods that a comparison sets against each other.
struct Arm: Codable, Equatable, Sendable {
  enum Parameterization: String, Codable, Sendable {
    case standard
    case weightNorm
  }

  enum Start: String, Codable, Sendable {
    /// He's random draw; under weight normalization v := w and g := ‖w‖, the same function.
    case he
    /// The same draw, rescaled by one batch so that every pre-activation has mean 0 and variance 1.
    case dataDependent
  }

  /// The name in records, figures and templates: `wn-ddi`.
  let name: String
  let parameterization: Parameterization
  let start: Start

  static let standardHe = Arm(name: "std-he", parameterization: .standard, start: .he)
  static let weightNormHe = Arm(name: "wn-he", parameterization: .weightNorm, start: .he)
  static let standardDataDependent = Arm(
    name: "std-ddi", parameterization: .standard, start: .dataDependent)
  static let weightNormDataDependent = Arm(
    name: "wn-ddi", parameterization: .weightNorm, start: .dataDependent)

  /// The network before training: a He draw, reparameterized and rescaled as the arm asks.
  ///
  /// - Throws: `CoreError` where a draw or a batch gives no direction or no spread.
  func network(
    sizes: [Int], hidden: Activation, from stream: RandomStream, batch: Matrix<Float>
  ) throws(CoreError) -> MLP<Float> {
    var stream = stream
    var network = try MLP<Float>.he(sizes: sizes, hidden: hidden, from: &stream)
    if parameterization == .weightNorm { network = try network.weightNormalized() }
    if start == .dataDependent { try network.initializeFromData(batch) }
    return network
  }
}
