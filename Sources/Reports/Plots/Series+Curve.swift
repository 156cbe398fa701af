import Figures
import Runs

/// What is shown of the spread over seeds.
public enum SpreadBand: String, CaseIterable, Sendable {
  case quartiles
  case extremes
  case none
}

extension Series {
  /// The series as a line. A band or seeds that are not recorded are left out.
  func curve(
    label: String, style: Style, band: SpreadBand, showsSeeds: Bool, hasMarkers: Bool
  ) -> Curve {
    Curve(
      label: label, style: style, x: positions, y: median, band: spread?.edges(of: band),
      seeds: showsSeeds ? seeds.map(\.values) : [], hasMarkers: hasMarkers)
  }
}

extension Spread {
  fileprivate func edges(of band: SpreadBand) -> Band? {
    switch band {
    case .quartiles: Band(lower: lowerQuartile, upper: upperQuartile)
    case .extremes: Band(lower: minimum, upper: maximum)
    case .none: nil
    }
  }
}
