import Foundation

/// Cuts an expression into tokens.
struct ExpressionLexer {
  private let text: LocatedText
  private var index = 0
  /// How many brackets of a name are open.
  private var depth = 0

  private static let words: Set = ["and", "or", "not", "in"]
  private static let symbols =
    ["==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ",", "|", ":"]

  private init(_ text: LocatedText) {
    self.text = text
  }

  /// The tokens, the last one being the end.
  static func tokens(of text: LocatedText) throws(TemplateProblem) -> [Token] {
    var lexer = ExpressionLexer(text)
    var tokens: [Token] = []
    repeat {
      tokens.append(try lexer.next())
    } while tokens.last?.kind != .end
    return tokens
  }

  /// The name that the whole text is, whatever it begins with; nil where something else stands in it.
  static func identifier(_ text: LocatedText) throws(TemplateProblem) -> Name? {
    var lexer = ExpressionLexer(text)
    let name = try lexer.name()
    return name.parts.isEmpty || lexer.index < text.count ? nil : name
  }

  private var current: Character? { index < text.count ? text.characters[index] : nil }
  private var position: SourcePosition { text.position(index) }

  private mutating func next() throws(TemplateProblem) -> Token {
    while current?.isWhitespace == true { index += 1 }
    let start = position
    guard let character = current else { return Token(kind: .end, position: start) }
    if character == "\"" { return Token(kind: .string(try string()), position: start) }
    if character.beginsName { return word(try name(), start) }
    let following = index + 1 < text.count ? text.characters[index + 1] : " "
    if character.isNumber || (character == "-" && following.isNumber) {
      return Token(kind: try number(), position: start)
    }
    for symbol in Self.symbols where text.matches(symbol, at: index) {
      index += symbol.count
      return Token(kind: .symbol(symbol), position: start)
    }
    throw failure("a name, a number or a text", found: "`\(character)`")
  }

  private func word(_ name: Name, _ position: SourcePosition) -> Token {
    switch name.text {
    case "true", "false":
      // Flags are compared by standing alone, so that there is one way to write a condition.
      return Token(kind: .symbol(name.text), position: position)
    case let word where Self.words.contains(word):
      return Token(kind: .symbol(word), position: position)
    default: return Token(kind: .name(name), position: position)
    }
  }

  private mutating func string() throws(TemplateProblem) -> String {
    let start = position
    index += 1
    guard let end = text.characters[index...].firstIndex(of: "\"") else {
      throw TemplateProblem(.unclosed("\"", expected: "\""), at: start)
    }
    defer { index = end + 1 }
    return String(text.characters[index..<end])
  }

  private mutating func number() throws(TemplateProblem) -> Token.Kind {
    let start = index
    index += 1
    while let character = current, isInNumber(character) { index += 1 }
    let digits = String(text.characters[start..<index])
    if Self.isNumber(digits), let number = Double(digits), number.isFinite {
      guard let nearest = Self.substitute(for: digits, number) else {
        return Int(digits).map { .integer($0) } ?? .number(number)
      }
      let remedy = "write `\(nearest)`, or the digits as a text: `{{ \"\(digits)\" }}`"
      throw TemplateProblem(.inexact(digits, remedy: remedy), at: text.position(start))
    }
    throw TemplateProblem(
      .syntax(expected: "a number such as `1000`, `0.5` or `1e-3`", found: "`\(digits)`"),
      at: text.position(start))
  }

  /// One way to write a number; `0x10`, `010` and `1_000` mean different things to different readers.
  private static func isNumber(_ digits: String) -> Bool {
    digits.wholeMatch(of: numberForm) != nil
  }

  /// Made once: a pattern is read anew wherever it is written. It holds no code, so that threads may
  /// share it.
  nonisolated(unsafe) private static let numberForm =
    #/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/#

  /// The whole number that would be used instead of a literal that no double holds.
  private static func substitute(for literal: String, _ number: Double) -> String? {
    let digits = literal.drop { $0 == "-" }
    guard digits.allSatisfy(\.isNumber) else { return nil }
    let held = String(format: "%.0f", number)
    return held.drop { $0 == "-" } == digits ? nil : held
  }

  private func isInNumber(_ character: Character) -> Bool {
    let isAfterExponent = text.characters[index - 1] == "e" || text.characters[index - 1] == "E"
    let isSign = character == "-" || character == "+"
    return character.isLetter || character.isNumber || "._".contains(character)
      || isSign && isAfterExponent
  }

  private mutating func name() throws(TemplateProblem) -> Name {
    let start = position
    var parts: [Name.Part] = []
    var literal = ""
    while let character = current {
      if character.beginsName || character.isDigit || "-_.".contains(character) {
        literal.append(character)
        index += 1
      } else if character == "[" {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
        parts.append(.substituted(try substitution()))
      } else {
        break
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    if literal.hasSuffix(".") { throw failure("a name behind the point", found: nextText) }
    return Name(parts: parts, position: start)
  }

  private mutating func substitution() throws(TemplateProblem) -> Name {
    guard depth < TemplateParser.depthLimit else {
      throw TemplateProblem(.tooDeep(limit: TemplateParser.depthLimit), at: position)
    }
    depth += 1
    defer { depth -= 1 }
    index += 1
    guard current?.beginsName == true else { throw failure("a loop variable", found: nextText) }
    let inner = try name()
    guard current == "]" else { throw failure("`]`", found: nextText) }
    index += 1
    return inner
  }

  private var nextText: String { current.map { "`\($0)`" } ?? "the end" }

  private func failure(_ expected: String, found: String) -> TemplateProblem {
    TemplateProblem(.syntax(expected: expected, found: found), at: position)
  }
}

extension Character {
  /// Names are of ASCII, as those of records are.
  fileprivate var beginsName: Bool { isASCII && isLetter }

  fileprivate var isDigit: Bool { isASCII && isNumber }
}
