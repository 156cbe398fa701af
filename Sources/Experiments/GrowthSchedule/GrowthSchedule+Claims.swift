extension GrowthSchedule {
  static let claims = [
    Claim(
      id: "growth-is-a-schedule",
      statement:
        "What the growth of ‖v‖ does for training is what a falling learning rate does: tried on digits"
        + " with heavy-ball and Adam.",
      kind: .experiment, source: .ours, pinned: .inconclusive, from: GrowthSchedule.self
    ) { evidence, schedule in
      let margin = Margins().effect
      let cells = try Specification().cells.map(\.name).map { name in
        let cell = try schedule.cells[name]
        let (missed, replaced) = (
          try cell.pairings[growing.name], try cell.pairings[scheduling.name]
        )
        let growth = evidence.cell(
          missed.$effect, "\(name): growth over none, both at a constant rate", margin: margin,
          isVoid: missed.verdict == CellVerdict.void)
        let label = "\(name): a falling rate without growth over a constant one with it"
        let makesUp = evidence.check(replaced.$effect, label, .above(-margin))
        let fallsShort = evidence.check(
          replaced.$effect, "\(label), to say that it is worse", .below(-margin), .opposes)
        let isOpen = replaced.verdict == CellVerdict.void || !makesUp && !fallsShort
        return Part(growth: growth, makesUp: isOpen ? nil : makesUp)
      }
      return ruling(cells)
    }
  ]

  /// What one cell says.
  enum Part: CaseIterable {
    /// Growth is missed, and a falling rate makes up for it.
    case schedule
    /// Growth is missed, and a falling rate does not make up for it.
    case more
    /// Growth is not missed.
    case nothing
    case open

    /// `makesUp` is whether a falling rate is at least as good within the margin; nil for what is open.
    init(growth: CellVerdict, makesUp: Bool?) {
      self =
        switch (growth, makesUp) {
        case (.better, true?): .schedule
        case (.better, false?): .more
        case (.worse, _), (.equivalent, _): .nothing
        case (.better, nil), (.inconclusive, _): .open
        }
    }
  }

  /// Supported or refuted where all cells say so, mixed where they say different things or growth does
  /// more.
  static func ruling(_ cells: [Part]) -> Ruling {
    let told = Set(cells.filter { $0 != .open })
    if cells.allSatisfy({ $0 == .schedule }) {
      return .supported("without it training is slower, and a falling rate makes up for that")
    }
    if cells.allSatisfy({ $0 == .nothing }) {
      return .refuted("training is not slower without it")
    }
    if told.contains(.more) {
      return .mixed("without it training is slower, and a falling rate does not make up for that")
    }
    return told.count > 1
      ? .mixed("without it training is slower in some cells and not in others")
      : .inconclusive("not every cell is told apart from no difference")
  }
}
