/// What can be wrong with numbers or shapes that data bring into the core. What only the calling code
/// can get wrong stops the program instead.
public enum CoreError: Error, Equatable, Sendable {
  /// ‖v‖ = 0: the direction of that unit is undefined, and so is w = (g/‖v‖)v.
  case zeroNorm(unit: Int)
  /// ‖v‖ left the finite numbers: training diverged.
  case nonFiniteNorm(unit: Int)
  /// 0 < ‖v‖ < the smallest normal number, where digits are lost.
  case subnormalNorm(unit: Int)
  /// g/‖v‖ left the finite numbers: training diverged.
  case nonFiniteScale(unit: Int)
  /// g ≠ 0, but g/‖v‖ or g = eˢ is below the smallest normal number, where digits are lost.
  case vanishingScale(unit: Int)
  /// g ≤ 0 has no logarithm.
  case magnitudeNotPositive(unit: Int)
  /// Two shapes that must agree do not.
  case shape(expected: [Int], found: [Int], what: String)
  /// Sizes that make no network: fewer than two, or one below 1.
  case sizes([Int])
  /// A network of no layers.
  case noLayers
  /// Sizes that make no convolution.
  case convolution(String)
  /// One of the errors above, of a unit that is an output channel of a convolution.
  indirect case channel(CoreError)
  /// A batch of no rows has no mean.
  case emptyBatch
  /// The label of an example names no output.
  case label(Int, row: Int, outputs: Int)
  /// An input holds NaN or infinity.
  case nonFinite(what: String, index: Int)
}

extension CoreError {
  /// Whether a norm, a magnitude or a value left the numbers that can be computed with, as it happens in
  /// training that diverges; the others say that shapes, sizes or labels do not fit.
  public var isDivergence: Bool {
    switch self {
    case .zeroNorm, .nonFiniteNorm, .subnormalNorm, .nonFiniteScale, .vanishingScale,
      .magnitudeNotPositive, .nonFinite:
      true
    case .channel(let error): error.isDivergence
    case .shape, .sizes, .noLayers, .convolution, .emptyBatch, .label: false
    }
  }
}

extension CoreError: CustomStringConvertible {
  public var description: String { description(of: "unit") }

  private func description(of unitName: String) -> String {
    switch self {
    case .zeroNorm(let unit):
      "\(unitName) \(unit): ‖v‖ = 0, so v has no direction and w = (g/‖v‖)v is undefined;"
        + " start v from a random draw"
    case .nonFiniteNorm(let unit):
      "\(unitName) \(unit): ‖v‖ is not finite; training diverged, lower the learning rate"
    case .subnormalNorm(let unit):
      "\(unitName) \(unit): ‖v‖ is below the smallest normal number, so that w = (g/‖v‖)v would lose digits;"
        + " make v longer, which changes no w"
    case .nonFiniteScale(let unit):
      "\(unitName) \(unit): g/‖v‖ is not finite; training diverged, lower the learning rate, or make v longer"
    case .vanishingScale(let unit):
      "\(unitName) \(unit): g/‖v‖ is below the smallest normal number, so that w = (g/‖v‖)v would lose digits;"
        + " lower the learning rate, or make v shorter"
    case .magnitudeNotPositive(let unit):
      "\(unitName) \(unit): g is not positive and has no logarithm; start log g from g > 0"
    case .shape(let expected, let found, let what):
      "\(what): expected shape \(expected), found \(found)"
    case .sizes(let sizes):
      "sizes of a network: expected at least two, each at least 1, found \(sizes)"
    case .channel(let error): error.description(of: "channel")
    case .convolution(let fault): "a convolution: \(fault)"
    case .noLayers:
      "a network: expected at least one layer, found none"
    case .emptyBatch:
      "a batch: expected at least one row, found none"
    case .label(let label, let row, let outputs):
      "label \(label) of row \(row): expected one of 0..<\(outputs), one for each output"
    case .nonFinite(let what, let index):
      "\(what): element \(index) is not a finite number"
    }
  }
}

extension CoreError {
  /// The same error of a unit that is a channel.
  var ofChannel: CoreError {
    switch self {
    case .zeroNorm, .nonFiniteNorm, .subnormalNorm, .nonFiniteScale, .vanishingScale,
      .magnitudeNotPositive:
      .channel(self)
    default: self
    }
  }
}
