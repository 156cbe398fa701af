extension Complaint {
  /// What is wrong and what would be right, in one line.
  var message: String {
    switch self {
    case .unknown(let noun, let name, let known):
      return "unknown \(noun.rawValue) `\(name.cut(to: 200))`\(known.advice)"
    case .group(let name, let members):
      return "`\(name)` is a group, not a value; it holds \(Self.listing(members))"
    case .series(let name, let example):
      let one = example.map { "`\(name) | at:\($0)` is one value of it, and " } ?? ""
      return "`\(name)` is a series; \(one)a figure plots it"
    case .noValue(let series, let miss): return miss.message(of: series)
    case .excused: return "a name in a branch that is not taken"
    case .syntax(let expected, let found): return "expected \(expected), found \(found)"
    case .unclosed(let opened, let expected): return "`\(opened)` is not closed by `\(expected)`"
    case .unexpectedTag(let name): return "`\(name)` closes nothing here"
    case .needsFormat(let kind):
      return "\(kind) needs a format: `\(kind == "an interval" ? "interval:2" : "significant:3")`"
        + " or another one"
    case .wrongKind(let user, let takes, let found):
      let isFormat = takes == "a number" && found == "an interval"
      return "\(user) takes \(takes), not \(found)"
        + (isFormat ? ", which `interval:2` prints" : "")
    case .badArgument(let filter, let expected): return "`\(filter)` needs \(expected)"
    case .incomparable(let left, let right): return "\(left) cannot be compared with \(right)"
    case .unordered(let kind): return "\(kind) has no order; compare it with == or !="
    case .notFinite(let name): return "`\(name)` is not a finite number"
    case .null(let name): return "`\(name)` is null and has no value"
    case .tooManyDigits(let number):
      return "`plain` prints at most six digits and \(number) has more; use `significant:N`"
    case .emptyText(let what): return "\(what) renders as nothing"
    case .emptyCellText(let what):
      return "`\(what)` renders as nothing; write – where nothing belongs"
    case .emptyList: return "the list is empty, so the loop would render as nothing"
    case .nameTaken(let name): return "`\(name)` already names something else"
    case .bracketsInText(let name):
      return "`[\(name)]` is for names; in a text the loop variable is a hole, `{{ \(name) }}`, and"
        + " brackets are `{{ \"[\(name)]\" }}`"
    case .includeCycle(let files): return "a cycle of includes: \(files.joined(separator: " → "))"
    case .includeOutside(let file): return "`\(file)` leaves the templates folder"
    case .tooDeep(let limit): return "nested more than \(limit) levels deep"
    case .tooManyOperators(let limit):
      return "an expression of more than \(limit) operators and brackets; split it"
    case .tooMuchWork:
      return "the page does not end here: loops and includes multiply beyond any page's length"
    case .unusedTemplate: return "neither a chapter (`NN-name.md`, `README.md`) nor included"
    case .badlyNamedTemplate: return "a chapter's name has two digits: `NN-name.md`"
    case .otherEnding(let right): return "a template's name ends in `.md`; rename it to `\(right)`"
    case .handTypedNumber(let text):
      return "`\(text)` is typed by hand; write a value, `{{ … }}`. What no run measured"
        + " (a setting, a version, a section, money, a quotation) stands in a source block,"
        + " `{% source %}\(text){% endsource %}`, or as code in backticks"
    case .cell(let fault): return fault.message
    case .markdown(let fault): return fault.message
    case .brokenLink(let target): return "the link `\(target)` leads nowhere in the reports"
    case .inexact(let digits, let remedy):
      return "`\(digits)` has more digits than numbers have here; \(remedy)"
    case .arithmeticOfBound(let filter):
      return "`\(filter)` behind `upper` or `lower`: first calculate, then round"
    case .noLink(let text):
      return "`\(text)` is no link to Markdown; write it on one line and a blank in an address as"
        + " `%20`, or `\\(` where no link is meant"
    case .stated(let message): return message
    case .undefinedLink(let label):
      return "no line `[\(label)]: address` says where this leads; write `\\[` where no link is"
        + " meant"
    }
  }

  private static func listing(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 8 ? shown + ", …" : shown
  }
}

extension CellFault {
  /// What is wrong and what would be right, in one line.
  var message: String {
    switch self {
    case .yaml(let problem): return "not valid YAML: \(problem)"
    case .expected(let shape, let key): return "`\(key)` must be \(shape)"
    case .expectedText(let key):
      return "`\(key)` must be one text; put it in quotes if it holds `: ` or begins with a bracket"
    case .missingKey(let key): return "`\(key)` is missing"
    case .exclusiveKeys(let one, let other): return "`\(one)` and `\(other)` exclude each other"
    case .oneOf(let keys):
      return "one of \(keys.map { "`\($0)`" }.joined(separator: ", ")) is needed"
    case .unquotedHole(let key):
      return "\(key) begins with a hole; put the text in quotes, or after `>-`"
    case .comment:
      return "` #` begins a comment here and cuts the text before it;"
        + " put the text in quotes or after `>-`, or the comment on a line of its own"
    case .colon:
      return "`: ` within a text makes a key of what stands before it;"
        + " put the text in quotes, or after `>-`"
    case .misplaced(let word, let column, let neighbour, let other):
      return "`\(word)` stands in column \(column) and `\(neighbour)` in column \(other);"
        + " what belongs together stands in one column, what belongs to it deeper"
    case .tab: return "a tab; YAML is indented with blanks"
    case .leadingMark(let mark):
      return
        "`\(mark)` in front means something else in YAML; put the text in quotes, or after `>-`"
    case .documentMark(let mark):
      return "`\(mark)` parts documents, and a cell is one; leave it out"
    case .indented(let kind): return "a `\(kind)` cell must start at the beginning of a line"
    case .rowLength(let length, let columns):
      return "the row has \(length) cells and the table \(columns) columns"
    case .unequalLengths(let one, let first, let other, let second):
      return "`\(one)` has \(first) entries and `\(other)` \(second)"
    case .duplicateID(let id, let first): return "`\(id)` already stands at \(first)"
    case .badID(let id):
      return "`\(id)`: an id is at most \(FigureCell.idLimit) small letters, digits and hyphens"
    case .alias: return "an alias; a cell says what it means where it stands"
    case .notDrawable(let reason): return "the figure cannot be drawn: \(reason)"
    case .noLetter(let advice), .badAxis(let advice): return advice
    case .altIsCaption: return "the alt text repeats the caption; say what is to be seen"
    case .altWithoutValue: return "the alt text needs at least one value hole `{{ … }}`"
    case .nothingToShow: return "the panel shows nothing"
    case .quantitiesDisagree(let axis, let one, let other):
      return "the series disagree on \(axis) (`\(one)`, `\(other)`); give `\(axis).label`"
    case .missingLabel(let axis): return "no series names the axis; give `\(axis).label`"
    case .noSpread(let series): return "`\(series)` records no spread over seeds"
    case .noSeeds(let series): return "`\(series)` records no single seeds"
    case .gap(let series): return "`\(series)` has a position without a value"
    case .valuesWithoutColumns: return "`values` need `categories` or `x` to stand under"
    case .claimsWithoutBox(let claims):
      let shown = claims.prefix(4).map { "`\($0)`" }.joined(separator: ", ")
      let more = claims.count > 4 ? ", … (\(claims.count) claims)" : ""
      let remedy =
        claims.count > 1 ? "; `verdicts: own` lists the notebook's claims, `[…]` a choice" : ""
      return "no chapter has a `claim` cell for \(shown)\(more) that the table could link to"
        + remedy
    case .noOwnClaims:
      return "the notebook states no claims of its own (`wnreport help notebooks`); `all` are those"
        + " of the experiments, `[…]` is a choice"
    case .notAlone(let kind, let found):
      return "`\(found)` is no cell; a `\(kind)` cell begins with a line that is ```\(kind) and"
        + " nothing else"
    }
  }
}

extension MarkdownFault {
  /// What is wrong and what would be right, in one line.
  var message: String {
    switch self {
    case .titleCount(let count): return "a page has exactly one `# ` title, this one has \(count)"
    case .carriageReturn: return "a carriage return; lines end with a line feed only"
    case .hidden(let name): return "the invisible character \(name); remove it"
    case .notComposed(let found, let composed):
      return "\(found), another form of \(composed); write the latter, which is Unicode's composed"
        + " form (NFC)"
    case .signWithMark(let found):
      return "\(found): what joins with a sign hides it; put a blank between them"
    case .repeatedAnchor(let name):
      return
        "a second anchor `\(name)` on this page, or one that differs only in the case of letters"
    case .longLine: return "a line of more than \(LocatedText.lineLimit) characters; break it"
    case .trailingBlank: return "a blank at the end of the line"
    case .missingFinalNewline: return "the file does not end with a line feed"
    case .pipeInMath: return "a pipe in math; write `\\lVert`, `\\lvert` or `\\mid`"
    case .doubleBarInMath: return "`‖` in math; write `\\lVert … \\rVert`"
    case .macroInMath(let macro): return "`\(macro)` is not rendered everywhere"
    case .mathIn(let place): return "math in \(place) is not rendered"
    case .unclosedMath: return "math is not closed: inline math is written $`…`$"
    case .crowdedMath: return "math needs a space or punctuation on both sides"
    case .strayDollar:
      return "a dollar sign outside math; inline math is written $`…`$, an amount of money `\\$5`"
    case .crowdedDisplay: return "display math needs a blank line before and after"
    case .unclosedFence: return "the fence is not closed"
    case .titleForm: return "the title is written `# Title`, at the beginning of a line"
    case .backtickInCode:
      return "a value that holds backticks ends the code it stands in; put it outside of code"
    }
  }
}
