/// What hostile inputs are thrown at.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// Whole templates: scanner, lexer, parser, renderer and the checks of the page.
  case template
  /// The YAML of figure, claim and table cells.
  case cell
  /// Figures of any numbers, drawn.
  case figure
  /// Records: JSON, the values and plots that are made from them.
  case record
  /// Entries of the cache.
  case cache
  /// Data sets: tables, IDX and gzip files.
  case data
  /// A notebook's own tables, with what is said of them.
  case table
  /// What a notebook says of itself and the claims that it states.
  case claims
}
