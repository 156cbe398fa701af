import Reports

extension Comparison {
  static let words = ["below", "above", "at-least", "at-most", "within", "equal"]

  /// Reads the entries `value`, `label` and one comparison.
  init(_ fields: YAMLMapping) throws(TemplateProblem) {
    value = try fields.line("value")
    guard Self.isName(value.string) else {
      throw TemplateProblem(
        "`value` must be the full name of a recorded value, such as `growth.sgd.normRatio`",
        at: value.position)
    }
    label = try fields.optionalLine("label")?.string
    let given = Self.words.filter(fields.has)
    guard let word = given.first else {
      throw fields.missing(
        "a comparison is missing: one of \(Self.words.map { "`\($0)`" }.joined(separator: ", "))",
        of: Self.words)
    }
    if given.count > 1 {
      throw TemplateProblem(
        "`\(given[0])` and `\(given[1])` are two comparisons; write each as a rule of its own in"
          + " `all: […]` or `any: […]`", at: fields.position)
    }
    test = try Self.test(word, fields)
  }

  private static func test(
    _ word: String, _ fields: YAMLMapping
  ) throws(TemplateProblem) -> Test {
    switch word {
    case "within": return try within(fields)
    case "equal": return .equal(try expected(fields))
    case "below": return .below(try bound(try fields.text(word), word))
    case "above": return .above(try bound(try fields.text(word), word))
    case "at-least": return .atLeast(try bound(try fields.text(word), word))
    default: return .atMost(try bound(try fields.text(word), word))
    }
  }

  private static func within(_ fields: YAMLMapping) throws(TemplateProblem) -> Test {
    let ends = try fields.texts("within")
    let position = fields.position(of: "within")
    guard ends.count == 2 else {
      throw TemplateProblem("`within` must be two numbers, `[a, b]`", at: position)
    }
    let low = try bound(ends[0], "within")
    let high = try bound(ends[1], "within")
    if case .number(let low) = low, case .number(let high) = high, low > high {
      throw reversed(low, high, at: position)
    }
    return .within(low, high, at: position)
  }

  private static func bound(
    _ text: YAMLText, _ word: String
  ) throws(TemplateProblem) -> Bound {
    if let number = YAMLMapping.number(text.string) { return .number(number) }
    guard isName(text.string) else {
      throw TemplateProblem(
        "`\(word)` must be a number, or the full name of a recorded one", at: text.position)
    }
    return .name(text)
  }

  /// Two measured numbers are hardly ever the same, and a word stands in code in print.
  private static func expected(_ fields: YAMLMapping) throws(TemplateProblem) -> YAMLText {
    let text = try fields.line("equal")
    if YAMLMapping.number(text.string) != nil, Int(text.string) == nil {
      throw TemplateProblem(
        "`equal` takes a whole number, `true`, `false` or a word; a measured number is near another"
          + " one, `within: [a, b]`", at: text.position)
    }
    if text.string.contains("`") {
      throw TemplateProblem("a backtick in a word that `equal` expects", at: text.position)
    }
    return text
  }

  /// An experiment, a point, and more.
  private static func isName(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 1 && parts.allSatisfy { !$0.isEmpty }
      && text.first.map { $0.isASCII && $0.isLetter } == true
      && !text.contains(where: \.isWhitespace)
  }
}
