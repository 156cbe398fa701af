extension GrowthSchedule {
  struct Result: Recorded {
    /// By name: `digits-adam`.
    var cells: Parts<Cell>

    init(
      _ results: [(result: ComparisonResult, growth: Double)], _ specification: Specification
    ) {
      cells = Parts(
        results.map { ($0.result.comparison.name, Cell($0.result, $0.growth, specification)) })
    }
  }

  struct Cell: Recorded {
    @Measured("mean ‖v‖ at the end over its start where it is free, at the best rate")
    var growth: Double
    var arms: Parts<ArmResult>
    var pairings: Parts<PairingResult>

    init(_ result: ComparisonResult, _ growth: Double, _ specification: Specification) {
      let cell = CellResult(
        result, pairings: [growing, scheduling] + controls, margins: specification.margins,
        details: .rates)
      (arms, pairings) = (cell.arms, cell.pairings)
      self.growth = growth
    }
  }
}
