extension DeepQ {
  static let claims = [
    Claim(
      id: "cart-pole-quicker",
      statement:
        "A deep Q-network learns better with weight normalization, by its mean return over training: tried on"
        + " cart-pole and on catch, with Adam and two hidden layers of 32 units.",
      kind: .experiment, source: .paper, pinned: .inconclusive, from: DeepQ.self
    ) { evidence, result in
      Ruling(
        cells: try Specification().cells.map { cell in
          let pairing = try result.cells[cell.name].pairings["wn-over-std"]
          return evidence.cell(
            pairing.$effect, "\(cell.name): weight norm over standard, mean return",
            margin: cell.margin,
            isVoid: pairing.verdict == CellVerdict.void)
        })
    }
  ]
}
