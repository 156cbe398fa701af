/// What the signs of Markdown look like in a line of text.
///
/// Made once: a pattern is read anew wherever it is written, and reading one costs more than matching
/// it. They hold no code, so that threads may share them.
enum MarkdownPatterns {
  // MARK: Tags

  nonisolated(unsafe) static let tag = #/<[A-Za-z\/!?][^<>]*>/#
  nonisolated(unsafe) static let tagStart = #/<[A-Za-z!?\/]/#
  nonisolated(unsafe) static let anchorTag = #/<[Aa]\s[^<>]*>/#
  /// The attribute that makes a tag an anchor, and its value.
  nonisolated(unsafe) static let anchorName =
    #/\s(?:name|id)\s*=\s*["']([^"']*)["']/#.ignoresCase()
  /// A tag that leads somewhere, and the address in one of three groups.
  nonisolated(unsafe) static let linkTag =
    #/
    < (?: a | img ) \s (?: [^<>]* \s )? (?: href | src ) \s* = \s*
    (?: "([^"]*)" | '([^']*)' | ([^\s"'<>]+) )
    /#.ignoresCase()

  // MARK: Links

  /// `[label]: address "title"`
  nonisolated(unsafe) static let linkDefinition =
    #/
    [\ >]* \[ ( (?: [^\[\]\\^] | \\. ) (?: [^\[\]\\] | \\. )* ) \]: \s*
    ( < [^<>]* > | [^\s<] \S* )
    (?: \s+ (?: "[^"]*" | '[^']*' | \( [^()]* \) ) )? \s*
    /#
  /// A link's text or an image's alt text, which has a `!` before it.
  nonisolated(unsafe) static let linkText = #/(!?)\[(?:[^\[\]]|\\[\[\]])*\]\(/#
  /// `https:`
  nonisolated(unsafe) static let scheme = #/[A-Za-z][A-Za-z0-9+.\-]+:/#
  /// A sign that a backslash keeps from having a meaning.
  nonisolated(unsafe) static let escapedSign = #/\\([!-\/:-@\[-`{-~])/#

  // MARK: Lines

  nonisolated(unsafe) static let title = #/[ >]*(?:#(?:\s|$)|<[hH]1[\s>])/#
  nonisolated(unsafe) static let heading = #/[ >]*#{1,6}(?:\s|$)/#
  /// The line under a title.
  nonisolated(unsafe) static let titleRule = #/[ >]*=+/#
  /// The line under a table's head.
  nonisolated(unsafe) static let tableRule = #/[ >]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*/#
  /// The marks of quotes, headings, lists and cells before a line's text.
  nonisolated(unsafe) static let lineMarks = #/(?:\s|>|#{1,6}\s|[-+*]\s|[0-9]{1,9}[.)]\s|\|)*/#
}
