extension DirectionStart {
  static let claims = [
    Claim(
      id: "v-start-moves-the-rate",
      statement:
        "The length at which v starts moves the best learning rate and nothing else: tried on digits with"
        + " heavy-ball and v from N(0, 0.05²).",
      kind: .experiment, source: .ours, pinned: .inconclusive, from: DirectionStart.self
    ) { evidence, start in
      let found = try start.pairings[pairing.name]
      let loss = evidence.cell(
        found.$effect, "the shorter v over He's, each at its own best rate",
        margin: Margins().effect, isVoid: found.verdict == CellVerdict.void)
      let movesFar = evidence.check(
        start.$rateShift, "how far the best rate moves", .above(2))
      let movesLittle = evidence.check(
        start.$rateShift, "the same, to say that it hardly moves", .below(1), .opposes)
      if found.verdict == CellVerdict.void {
        return .inconclusive("a best rate stands at the edge of those tried")
      }
      if movesLittle { return .refuted("the best rate hardly moves") }
      guard movesFar else { return .mixed("the best rate moves a little") }
      return switch loss {
      case .equivalent: .supported("the best rate moves with it, and the loss there is the same")
      case .better, .worse: .mixed("the best rate moves with it, and the loss there is another")
      case .inconclusive:
        .inconclusive("the best rate moves with it; whether the loss there is the same is open")
      }
    }
  ]
}
