/// What can be wrong in a template, with the values that its message needs.
enum Complaint: Error, Hashable, Sendable {
  /// A name that nothing has, with what could have been meant.
  case unknown(Noun, String, KnownNames)
  /// A name that stands for several values.
  case group(String, members: [String])
  /// A series where one value belongs, with a position at which it has one.
  case series(String, example: String?)
  /// A series has no value where it is asked for.
  case noValue(of: String, SeriesMiss)
  /// A name that may be unknown where it stands; it is never reported.
  case excused
  case syntax(expected: String, found: String)
  case unclosed(String, expected: String)
  case unexpectedTag(String)
  case needsFormat(String)
  case wrongKind(user: String, takes: String, found: String)
  case badArgument(filter: String, expected: String)
  case incomparable(String, String)
  case unordered(String)
  case notFinite(String)
  case null(String)
  case tooManyDigits(String)
  case emptyText(String)
  /// The same of a text in a cell, which a dash may fill.
  case emptyCellText(String)
  case emptyList
  case nameTaken(String)
  /// A loop variable in brackets where no name stands.
  case bracketsInText(String)
  case includeCycle([String])
  case includeOutside(String)
  case tooDeep(limit: Int)
  case tooManyOperators(limit: Int)
  case tooMuchWork
  case unusedTemplate
  case badlyNamedTemplate
  case otherEnding(String)
  case handTypedNumber(String)
  case cell(CellFault)
  case markdown(MarkdownFault)
  case brokenLink(String)
  /// A whole number that no double holds.
  case inexact(String, remedy: String)
  /// A filter that calculates with what `upper` or `lower` made.
  case arithmeticOfBound(String)
  case noLink(String)
  case undefinedLink(String)
  /// What a file of a notebook may hold is known where it is read.
  case stated(String)

  /// What an unknown name was meant to be.
  enum Noun: String, Sendable {
    case name
    case filter
    case tag
    case claim
    case experiment
    case series
    case figure
    case kindOfClaim = "kind of claim"
    case style
    case key
    case word
    case file
    case cell
  }
}

/// What can be wrong in a cell's YAML or in what it asks for.
enum CellFault: Error, Hashable, Sendable {
  case yaml(String)
  case expected(String, of: String)
  case expectedText(String)
  case missingKey(String)
  case exclusiveKeys(String, String)
  case oneOf([String])
  case unquotedHole(String)
  case comment
  case colon
  case tab
  /// A line does not stand where the line beside it says that it should.
  case misplaced(String, column: Int, beside: String, at: Int)
  case leadingMark(String)
  case documentMark(String)
  case indented(String)
  case rowLength(Int, columns: Int)
  case unequalLengths(String, Int, String, Int)
  case duplicateID(String, first: SourcePosition)
  case badID(String)
  case notDrawable(String)
  case noLetter(String)
  case badAxis(String)
  case alias
  case altIsCaption
  case altWithoutValue
  case nothingToShow
  case quantitiesDisagree(axis: String, String, String)
  case missingLabel(axis: String)
  case noSpread(String)
  case noSeeds(String)
  case gap(String)
  case valuesWithoutColumns
  case claimsWithoutBox([String])
  case noOwnClaims
  case notAlone(String, found: String)
}

/// What can be wrong in the Markdown that came out.
enum MarkdownFault: Error, Hashable, Sendable {
  case titleCount(Int)
  case carriageReturn
  case hidden(String)
  case notComposed(String, composed: String)
  case signWithMark(String)
  case repeatedAnchor(String)
  case longLine
  case trailingBlank
  case missingFinalNewline
  case pipeInMath
  case doubleBarInMath
  case macroInMath(String)
  case mathIn(String)
  case unclosedMath
  case crowdedMath
  case strayDollar
  case crowdedDisplay
  case unclosedFence
  case backtickInCode
  case titleForm
}
