/// A piece of a template as the scanner cuts it.
enum Segment: Equatable, Sendable {
  /// Text that goes to the page as it is.
  case text(LocatedText)
  /// The inside of `{{ … }}`.
  case hole(LocatedText, position: SourcePosition)
  /// The first word of `{% … %}` and what follows it.
  case tag(String, arguments: LocatedText, position: SourcePosition)
  /// The YAML of a fenced block whose info string names a cell.
  case cell(CellKind, body: LocatedText, position: SourcePosition)
}

/// The fenced blocks that are not code but something to be made.
enum CellKind: String, CaseIterable, Sendable {
  case figure
  case claim
  case table
}
