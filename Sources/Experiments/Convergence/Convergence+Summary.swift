internal import Runs

/// What the cells say together.
extension Convergence {
  static func recordSummary(
    _ results: [ComparisonResult], _ specification: Specification, into builder: inout RecordBuilder
  ) {
    recordAttribution(results, into: &builder)
    recordHeadRooms(results, specification, into: &builder)
  }

  /// How much of the paper's recipe its start alone gives.
  private static func recordAttribution(
    _ results: [ComparisonResult], into builder: inout RecordBuilder
  ) {
    func effects(of pairing: Pairing) -> [Double] {
      results.filter { $0.compares(pairing.first, pairing.second) }.map {
        $0.effect(pairing.first, over: pairing.second).interval.estimate
      }
    }
    let start = effects(of: .initialization)
    let coordinates = effects(of: .dataDependent).map(\.magnitude)
    guard !start.isEmpty, !coordinates.isEmpty else { return }
    let (startMean, coordinateMean) = (PairedEffect.mean(start), PairedEffect.mean(coordinates))
    builder.number(
      "attribution.start", startMean, unit: "octaves",
      "mean effect over cells of the data-dependent start, both networks standard")
    builder.number(
      "attribution.coordinates", coordinateMean, unit: "octaves",
      "mean size over cells of the effect of weight normalization, from the data-dependent start")
    builder.flag(
      "attribution.isMostlyStart", startMean > 2 * coordinateMean,
      "whether the start gives more than twice what the coordinates change")
  }

  /// How much further rates may exceed the best one under weight normalization, from He's start.
  private static func recordHeadRooms(
    _ results: [ComparisonResult], _ specification: Specification, into builder: inout RecordBuilder
  ) {
    let ratio = specification.headRoomRatio
    let pairing = Pairing.matched
    let gains = results.filter { $0.compares(pairing.first, pairing.second) }.map {
      $0.tuning(of: pairing.first).headRoom(ratio: ratio).octaves
        - $0.tuning(of: pairing.second).headRoom(ratio: ratio).octaves
    }
    guard let least = gains.min() else { return }
    let count = gains.count { $0 >= 1 }
    builder.number(
      "headRoom.leastGain", least, unit: "octaves",
      "least head-room of wn-he minus that of std-he over cells")
    builder.integer("headRoom.cellCount", gains.count, "cells with both arms")
    builder.integer(
      "headRoom.octaveCount", count, "cells in which wn-he has at least an octave more head-room")
    builder.flag(
      "headRoom.isUsual", 3 * count >= 2 * gains.count, "whether these are at least two thirds")
  }
}
