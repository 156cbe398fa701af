extension Calibration {
  /// What `make calibrate` measured and wrote here.
  package static let measured = Calibration(
    studies: 20,
    splits: 5,
    repeats: [
      "ddi-quicker": 17,
      "mean-only-bn": 20,
      "quicker-recipe": 20,
      "quicker-reparametrization": 18,
      "quicker-untuned": 16,
    ],
    pairings: 0.884375,
    specification: "11c0971d68bceb83")
}
