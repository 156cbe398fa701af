/// Looks that serve one purpose, as a reference lists them.
public struct StyleFamily: Sendable {
  public let name: String
  /// What they are for, in one line.
  public let explanation: String
  public let styles: [Style]

  public init(name: String, explanation: String, styles: [Style]) {
    self.name = name
    self.explanation = explanation
    self.styles = styles
  }
}
