extension [Comparison] {
  /// The results of all comparisons, run side by side.
  ///
  /// - Throws: `ExperimentsError` for data that are missing or damaged; `CoreError` where they give no
  ///   start.
  func results(_ context: RunContext) async throws -> [ComparisonResult] {
    let data = try map { try context.data.rows(for: $0) }
    let results = try await withThrowingTaskGroup(of: (Int, ComparisonResult).self) { group in
      for (index, comparison) in enumerated() {
        group.addTask {
          (index, try await .init(comparison, data: data[index], workers: context.workers))
        }
      }
      return try await group.reduce(into: [Int: ComparisonResult]()) { $0[$1.0] = $1.1 }
    }
    return indices.compactMap { results[$0] }
  }
}

extension DataLibrary {
  /// What a comparison trains and tests on.
  ///
  /// - Throws: `ExperimentsError.missingData`, `.damagedData`.
  fileprivate func rows(
    for comparison: Comparison
  ) throws(ExperimentsError) -> any TrainingData {
    guard let size = comparison.fullSize else {
      let data = try load(comparison.dataSet)
      return comparison.trainRows.map { data.trainingOn(first: $0) } ?? data
    }
    precondition(comparison.dataSet == .fashionMNIST, "no other data set has a full size")
    return try fullFashionMNIST(train: size.trainRows, test: size.testRows)
  }
}
