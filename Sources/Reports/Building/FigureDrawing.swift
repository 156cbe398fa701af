import Figures

/// Draws the figures of a report, several at once.
struct FigureDrawing: Sendable {
  let draw: ReportBuilder.Draw
  let jobs: Int

  private typealias Drawn = Result<ReportFile, ReportError>

  /// The picture files; of several failures the first figure's is thrown.
  ///
  /// - Throws: ``ReportError/templates(_:)`` where templates ask for what has no place on paper,
  ///   ``ReportError/cannotDraw(figure:position:reason:)`` where drawing itself fails.
  func files(of figures: [PlacedFigure]) async throws(ReportError) -> [ReportFile] {
    let drawn = await results(of: figures)
    var files: [ReportFile] = []
    for result in drawn { files.append(try result.get()) }
    return files
  }

  private func results(of figures: [PlacedFigure]) async -> [Drawn] {
    await withTaskGroup(of: (Int, Drawn).self) { group in
      var drawn: [Int: Drawn] = [:]
      for (index, placed) in figures.enumerated() {
        if index >= jobs, let (done, result) = await group.next() { drawn[done] = result }
        group.addTask { (index, file(of: placed)) }
      }
      for await (done, result) in group { drawn[done] = result }
      return figures.indices.compactMap { drawn[$0] }
    }
  }

  private func file(of placed: PlacedFigure) -> Drawn {
    do {
      let bytes = try draw(placed.figure)
      return .success(ReportFile(path: "figures/\(placed.id).png", kind: .figure, bytes: bytes))
    } catch let error as FigureError where error.isInDescription {
      let fault = CellFault.notDrawable(error.description)
      return .failure(.templates([TemplateProblem(.cell(fault), at: placed.position)]))
    } catch {
      return .failure(
        .cannotDraw(figure: placed.id, position: placed.position, reason: "\(error)"))
    }
  }
}
