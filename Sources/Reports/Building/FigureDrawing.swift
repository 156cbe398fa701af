import Figures

/// Draws the figures of a report, several at once.
struct FigureDrawing: Sendable {
  let draw: ReportBuilder.Draw
  let jobs: Int

  /// The picture files; of several failures the first figure's is thrown.
  ///
  /// - Throws: ``ReportError/templates(_:)`` where templates ask for what has no place on paper,
  ///   ``ReportError/cannotDraw(figure:position:reason:)`` where drawing itself fails.
  func files(of figures: [PlacedFigure]) async throws(ReportError) -> [ReportFile] {
    try await figures.concurrentMap(jobs: jobs, file)
  }

  private func file(of placed: PlacedFigure) throws(ReportError) -> ReportFile {
    do {
      let bytes = try draw(placed.figure)
      return ReportFile(path: "figures/\(placed.id).png", kind: .figure, bytes: bytes)
    } catch let error as FigureError where error.isInDescription {
      let fault = CellFault.notDrawable(error.description)
      throw .templates([TemplateProblem(.cell(fault), at: placed.position)])
    } catch {
      throw .cannotDraw(figure: placed.id, position: placed.position, reason: "\(error)")
    }
  }
}
