extension DirectionStart {
  static let claims = [
    Claim(
      id: "v-start-moves-the-rate",
      statement:
        "The length at which v starts moves the best learning rate and nothing else: tried on digits with"
        + " heavy-ball and v from N(0, 0.05²).",
      kind: .experiment, source: .ours, pinned: .mixed, from: DirectionStart.self
    ) { evidence, start in
      let found = try start.pairings[pairing.name]
      let isSame = evidence.check(
        found.$effect, "the shorter v over He's, each at its own best rate",
        .within(-Margins().effect...Margins().effect))
      let movesFar = evidence.check(
        start.$rateShift, "how far the best rate moves", .above(2))
      let movesLittle = evidence.check(
        start.$rateShift, "the same, to say that it hardly moves", .below(1), .opposes)
      if found.verdict == CellVerdict.void {
        return .inconclusive("a best rate stands at the edge of those tried")
      }
      if movesLittle { return .refuted("the best rate hardly moves") }
      if movesFar && isSame {
        return .supported("the best rate moves with it, and the loss there is the same")
      }
      return movesFar
        ? .mixed("the best rate moves with it, and the loss there is not surely the same")
        : .mixed("the best rate moves a little")
    }
  ]
}
