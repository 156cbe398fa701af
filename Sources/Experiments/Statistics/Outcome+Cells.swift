internal import Runs

extension Outcome {
  /// What several cells say of one statement, each of which was on trial in all of them.
  ///
  /// ```
  /// supported     better in at least ⅔ of the cells, nowhere worse or equivalent
  /// refuted       worse or equivalent in at least ⅔ of the cells, nowhere better
  /// mixed         better in one, worse or equivalent in another
  /// inconclusive  otherwise
  /// ```
  /// A void cell counts as inconclusive.
  ///
  /// - Precondition: at least one cell.
  init(cells: [CellVerdict]) {
    precondition(!cells.isEmpty, "a statement that was not on trial")
    let better = cells.count { $0 == .better }
    let against = cells.count { $0 == .worse || $0 == .equivalent }
    self =
      if better > 0, against > 0 {
        .mixed
      } else if 3 * better >= 2 * cells.count {
        .supported
      } else if 3 * against >= 2 * cells.count {
        .refuted
      } else {
        .inconclusive
      }
  }
}
