import Figures

/// What one chapter holds besides its text.
struct PageContents: Sendable {
  /// The file's name: `03-how-it-works.md`.
  let name: String
  /// The figures in order of appearance.
  var figures: [PlacedFigure] = []
  /// Figures in branches that are not taken.
  var hiddenFigures: [String] = []
  /// What cells that could not be made would have placed; an ellipsis where that cannot be told.
  var broken: [CellKind: Set<String>] = [:]
  /// The claims whose boxes stand here.
  var claims: [PlacedClaim] = []
}

/// A chapter while it is rendered.
///
/// A class, because every part of a chapter adds to it.
final class Page {
  private(set) var contents: PageContents
  /// The characters that may still be put together for it, far more than a page has.
  private var budget = 1_000_000

  init(_ name: String) {
    contents = PageContents(name: name)
  }

  var name: String { contents.name }

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
    contents.figures.append(PlacedFigure(id: id, figure: figure, position: position))
    return contents.figures.count
  }

  func placeHidden(_ id: String) {
    contents.hiddenFigures.append(id)
  }

  /// Notes that a cell could not be made.
  func placeBroken(_ kind: CellKind, _ name: String?) {
    contents.broken[kind, default: []].insert(name ?? TemplateNode.failed)
  }

  func place(claim: String, at position: SourcePosition) {
    contents.claims.append(PlacedClaim(claim: claim, position: position))
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
