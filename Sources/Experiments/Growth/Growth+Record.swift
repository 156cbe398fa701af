internal import Runs

extension Growth {
  /// The numbers and series of one optimizer on the neuron.
  static func record(
    _ arm: GrowthArm, _ paths: [GrowthPath], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let steps = Double(specification.steps * specification.seeds.count)
    let fraction = Double(paths.reduce(0) { $0 + $1.decreases }) / steps
    let pythagoras = paths.map(\.pythagorasResidual).maximum
    let recursion = paths.map(\.recursionResidual).maximum
    let ratios = paths.compactMap { $0.norms.last }.map { $0 / specification.directionNorm }
    builder.number("\(arm.name).rate", arm.rate, "learning rate η")
    builder.number(
      "\(arm.name).decreases", fraction, "share of steps after which ‖v‖ was shorter")
    builder.number(
      "\(arm.name).pythagoras", pythagoras,
      "greatest |‖v′‖² − ‖v‖² − ‖v′ − v‖²| over ‖v‖²")
    builder.number(
      "\(arm.name).normRatio", ratios.median, "median of ‖v‖ at the end over its start")
    builder.number("\(arm.name).normRatioLow", ratios.minimum, "least over seeds of the same")
    builder.number("\(arm.name).normRatioHigh", ratios.maximum, "greatest over seeds of the same")
    builder.number(
      "\(arm.name).largestCosine", paths.flatMap(\.cosines).map(\.magnitude).maximum,
      "greatest |cos| of the angle between v and the step that leaves it")
    if arm.momentum != nil {
      builder.number(
        "\(arm.name).recursion", recursion,
        "greatest |s′ − β(s − η‖m‖²)| over ‖v′‖‖m′‖, s = v·m")
    }
    switch arm.rule {
    case .sgd:
      builder.flag(
        "\(arm.name).isSupported", pythagoras < 1e-12 && fraction == 0,
        "whether Pythagoras holds to 1e-12 and ‖v‖ never shrank")
    case .heavyBall:
      builder.flag(
        "\(arm.name).isSupported", recursion < 1e-12 && fraction == 0,
        "whether the recursion holds to 1e-12 and ‖v‖ never shrank")
    case .adam:
      builder.flag(
        "\(arm.name).isRefuted", fraction > 0.001,
        "whether ‖v‖ shrank in more than one step of a thousand")
    case .nesterov: break
    }
    trace(arm, paths, specification, into: &builder)
  }

  private static func trace(
    _ arm: GrowthArm, _ paths: [GrowthPath], _ specification: Specification,
    into builder: inout RecordBuilder
  ) {
    let steps = Quantity("step")
    func series(_ name: String, _ text: String, _ label: String, _ path: (GrowthPath) -> [Double]) {
      let positions = Thinning.logarithmic.positions(of: path(paths[0]).count)
      builder.trace(
        Trace(
          name: "\(arm.name).\(name)", explanation: text, x: steps, y: Quantity(label),
          positions: positions.map(Double.init),
          paths: zip(specification.seeds, paths).map { seed, record in
            let values = path(record)
            return (seed, positions.map { values[$0] })
          }, keepsSeeds: false))
    }
    series("norm", "length of v", "‖v‖", \.norms)
    series("magnitude", "length of w", "|g|", \.magnitudes)
    series("cosine", "cosine of the angle between v and the step that leaves it", "cos(v, Δv)") {
      $0.cosines
    }
  }

  /// The numbers of the small network.
  static func record(
    _ networks: [GrowthNetwork], _ specification: NetworkSpecification,
    into builder: inout RecordBuilder
  ) {
    for (arm, network) in zip(specification.arms, networks) {
      builder.number("network.\(arm.name).rate", arm.rate, "learning rate η")
      builder.number(
        "network.\(arm.name).decreases", Double(network.decreases) / Double(network.updates),
        "share of updates of a unit after which its ‖v‖ was shorter")
      builder.number(
        "network.\(arm.name).loss", network.loss, unit: "nats", "training loss at the end")
      for (layer, growth) in network.growth.enumerated() {
        builder.number(
          "network.\(arm.name).layer\(layer + 1).growth", growth,
          "mean of ‖v‖ at the end over its start in layer \(layer + 1)")
      }
    }
  }
}
