internal import WeightNormCore

extension Backpropagation<Float> {
  /// As `lossAndGradient` of the whole batch, but `gradient` holds that of one row's part in the loss:
  /// the other rows act on it only through a batch normalization.
  ///
  /// - Precondition: the batch has that row.
  /// - Throws: as `lossAndGradient`.
  mutating func lossAndGradient(
    ofRow row: Int, _ model: MLP<Float>, _ x: Matrix<Float>, _ targets: Targets<Float>
  ) throws(CoreError) -> Float {
    let (loss, whole) = try targets.lossAndGradient(at: predict(model, x, mode: .training))
    precondition((0..<whole.rows).contains(row), "a row that is not there")
    let ofRow = Matrix<Float>(rows: whole.rows, columns: whole.columns) {
      $0 == row ? whole[$0, $1] : 0
    }
    try backward(model, x, outputGradient: ofRow)
    return loss
  }
}
