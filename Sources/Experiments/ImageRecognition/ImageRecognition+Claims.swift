internal import Runs

extension ImageRecognition {
  static let claims = [convolutionQuicker]

  private static let convolutionQuicker = Claim(
    id: "convolution-quicker",
    statement:
      "Weight normalization trains a convolutional network of two layers quicker, on 2000 images of 14×14"
      + " pixels in six epochs, each method at its own best learning rate.",
    kind: .experiment, source: .paper, pinned: .refuted, from: ImageRecognition.self
  ) { evidence, result in
    func effects(
      of pairing: Pairing, _ start: String
    ) throws(ExperimentsError) -> [CellVerdict] {
      evidence.effects(
        try result.cells.found(of: pairing, in: claimedCells, further: furtherCells),
        start: start)
    }
    return Ruling(
      cells: try effects(of: .matched, "He's start") + effects(of: .dataDependent, "from data"))
  }
}
