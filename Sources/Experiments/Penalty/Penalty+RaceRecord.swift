internal import Runs

extension Penalty {
  static func record(_ race: PenaltyRace, into builder: inout RecordBuilder) {
    for entry in race.entries { record(entry, of: race, into: &builder) }
    builder.flag(
      "race.isInterior", race.entries.allSatisfy(\.isInterior),
      "whether every best rate is an inner one of the grid")
    let penalized = race.entries.filter { $0.penalty > 0 }
    builder.number(
      "race.leastEffectLow", penalized.compactMap { race.effect($0)?.interval.low }.minimum,
      unit: "octaves", "the least lower end of the penalties' effects on the steps")
    builder.number(
      "race.greatestDistance",
      penalized.map { $0.runs.map(\.optimumDistance).minimum }.maximum,
      "the greatest over the penalties of the least distance of its optimum from least squares")
  }

  private static func record(
    _ entry: PenaltyRace.Entry, of race: PenaltyRace, into builder: inout RecordBuilder
  ) {
    let specification = race.specification
    let name = "race.penalty\(Anatomy.key(entry.penalty))"
    builder.number("\(name).rate", specification.rates[entry.bestIndex], "the best rate")
    builder.number("\(name).steps", entry.steps.median, unit: "steps", "median steps to near")
    builder.integer(
      "\(name).censored", entry.runs.count { $0.steps > specification.steps },
      "seeds that never came near")
    builder.number(
      "\(name).condition", race.condition(penalty: entry.penalty),
      "the condition number of the penalized loss")
    builder.number(
      "\(name).distance", entry.runs.map(\.optimumDistance).median,
      "median distance of its optimum from least squares, relative to that")
    if entry.penalty > 0, let effect = race.effect(entry) {
      builder.interval(
        "\(name).effect", effect.interval, unit: "octaves",
        "steps without penalty over steps with it, log₂")
      builder.integer("\(name).positive", effect.positiveCount, "seeds in which it is quicker")
    }
    trace(entry, specification, name, into: &builder)
  }

  private static func trace(
    _ entry: PenaltyRace.Entry, _ specification: RaceSpecification, _ name: String,
    into builder: inout RecordBuilder
  ) {
    let steps = Array(0...specification.drawnSteps)
    func series(
      _ key: String, _ text: String, _ label: String, _ values: (PenaltyRaceRun) -> [Double]
    ) {
      builder.trace(
        Trace(
          name: "\(name).\(key)", explanation: text, x: Quantity("step"), y: Quantity(label),
          positions: steps.map(Double.init),
          paths: zip(specification.seeds, entry.runs).map { seed, run in
            let values = values(run)
            return (seed, steps.map { $0 < values.count ? values[$0] : .nan })
          }, keepsSeeds: false))
    }
    series("excess", "excess of the penalized loss over its first one", "excess of its own loss") {
      $0.excess
    }
    series("toLeastSquares", "distance to least squares, relative", "distance to least squares") {
      $0.distances
    }
  }
}
