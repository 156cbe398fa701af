import Figures

/// What one chapter holds besides its text.
///
/// A class, because every part of a chapter adds to it while it is rendered.
final class Page {
  /// The file's name: `03-how-it-works.md`.
  let name: String
  /// The figures in order of appearance.
  private(set) var figures: [PlacedFigure] = []
  /// Figures in branches that are not taken.
  private(set) var hiddenFigures: [String] = []
  /// The claims whose boxes stand here.
  private(set) var claims: [PlacedClaim] = []
  /// The characters that may still be put together for it, far more than a page has.
  private var budget = 1_000_000

  init(_ name: String) {
    self.name = name
  }

  /// False where loops and includes multiply without end.
  var canGoOn: Bool { budget > 0 }

  /// Counts a piece of the template, with the length of the text that it became; whether it was one
  /// too much.
  func isExhausted(by length: Int) -> Bool {
    let could = canGoOn
    budget -= length + 10
    return could && !canGoOn
  }

  /// Takes a figure in and numbers it.
  func place(_ id: String, _ figure: Figure, at position: SourcePosition) -> Int {
    figures.append(PlacedFigure(id: id, figure: figure, position: position))
    return figures.count
  }

  func placeHidden(_ id: String) {
    hiddenFigures.append(id)
  }

  func place(claim: String, at position: SourcePosition) {
    claims.append(PlacedClaim(claim: claim, position: position))
  }
}

/// A figure of a chapter.
struct PlacedFigure: Equatable, Sendable {
  var id: String
  var figure: Figure
  var position: SourcePosition
}

/// A claim's box in a chapter.
struct PlacedClaim: Equatable, Sendable {
  var claim: String
  var position: SourcePosition
}
