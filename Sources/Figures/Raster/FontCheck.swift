/// What drawing needs from the host, for a self-check.
public struct FontCheck: Equatable, Sendable {
  /// libgd's version, such as "2.3.3".
  public let libgdVersion: String
  /// Whether libgd has its text renderer.
  public let hasFreeType: Bool
  /// The font file in use, if there is one.
  public let fontPath: String?
  /// What is missing and what to do about it; nil where everything is there.
  public let problem: FigureError?

  /// Looks at this host.
  public init() {
    libgdVersion = Canvas.libgdVersion
    switch FontFile.found {
    case .success(let font):
      hasFreeType = true
      fontPath = font.path
      problem = nil
    case .failure(let error):
      hasFreeType = error != .freeTypeMissing
      fontPath = nil
      problem = error
    }
  }
}
