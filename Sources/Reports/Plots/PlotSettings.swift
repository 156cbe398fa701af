/// What a plot shows beside the medians, and on which scales.
public struct PlotSettings: Equatable, Sendable {
  /// The axes on a logarithmic scale.
  public enum LogAxes: String, CaseIterable, Sendable {
    case x
    case y
    case xy
    case none
  }

  public var band: SpreadBand
  public var showsSeeds: Bool
  /// Without it, those are logarithmic along which the recorded numbers go through decades.
  public var log: LogAxes?

  public init(band: SpreadBand = .quartiles, showsSeeds: Bool = false, log: LogAxes? = nil) {
    self.band = band
    self.showsSeeds = showsSeeds
    self.log = log
  }
}
