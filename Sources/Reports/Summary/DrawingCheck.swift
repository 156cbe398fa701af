import Figures

/// What drawing needs from this machine, and whether it is there.
public struct DrawingCheck: Sendable {
  /// One line of a self-check.
  public struct Finding: Equatable, Sendable {
    public let isGood: Bool
    public let text: String

    public init(isGood: Bool, text: String) {
      self.isGood = isGood
      self.text = text
    }
  }

  public let findings: [Finding]
  private let problem: FigureError?

  /// Looks at this machine.
  public init() {
    let check = FontCheck()
    let renderer = check.hasFreeType ? "with FreeType" : "without FreeType"
    let library = Finding(
      isGood: check.hasFreeType, text: "libgd \(check.libgdVersion), \(renderer)")
    let font =
      check.fontPath.map { Finding(isGood: true, text: "DejaVu Sans: \($0)") }
      ?? Finding(isGood: false, text: check.problem?.description ?? "DejaVu Sans")
    findings = [library, font]
    problem = check.problem
  }

  /// Refuses to begin what would end without figures.
  ///
  /// - Throws: ``ReportError/noDrawing(reason:)``.
  public func require() throws(ReportError) {
    if let problem { throw .noDrawing(reason: problem.description) }
  }
}
