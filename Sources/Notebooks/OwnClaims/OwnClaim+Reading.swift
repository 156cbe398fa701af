import Reports
import Runs

extension OwnClaim {
  static let keys = [
    "statement", "kind", "source", "rule", "holds", "fails", "open", "because", "pinned",
  ]

  /// Reads one claim; nil where what is wrong is noted.
  ///
  /// - Parameters:
  ///   - id: its name.
  ///   - all: the mapping of all claims.
  ///   - sources: the notebook's own words for who says what is claimed; nil where any word may be one.
  ///   - log: where it is noted.
  init?(_ id: YAMLText, in all: YAMLMapping, sources: [String: String]?, log: ProblemLog) {
    func read<Value>(_ body: () throws(TemplateProblem) -> Value) -> Value? { log.attempt(body) }
    let failures = log.problems.count
    let isNamed: Void? = read { () throws(TemplateProblem) in try Self.checkName(id) }
    let fields = read { () throws(TemplateProblem) in
      try all.mapping(id.string, keys: Self.keys, log: log)
    }
    guard let fields else { return nil }
    let statement = read { () throws(TemplateProblem) in try fields.line("statement") }
    let kind = read { () throws(TemplateProblem) in
      try Self.required(fields, "kind", ClaimKind.self)
    }
    let source = read { () throws(TemplateProblem) in
      try Self.source(try fields.text("source"), sources)
    }
    let rule = read { () throws(TemplateProblem) in
      try Rule(try fields.mapping("rule", keys: Rule.keys, log: log), log: log)
    }
    let verdicts = read { () throws(TemplateProblem) in try Verdicts(fields, log: log) }
    let pinned = read { () throws(TemplateProblem) in
      try Self.pinned(fields, verdicts)
    }
    guard log.problems.count == failures, isNamed != nil, let statement, let kind, let source,
      let rule, let verdicts, let pinned
    else { return nil }
    self.id = id.string
    self.statement = statement.string
    self.kind = kind
    self.source = source
    self.pinned = pinned
    self.rule = rule
    self.verdicts = verdicts
    position = id.position
    var experiments: [String] = []
    for name in rule.names where !experiments.contains(name.experiment) {
      experiments.append(name.experiment)
    }
    self.experiments = experiments
  }

  private static let nameLimit = 60

  /// A name that pages, anchors and links can hold.
  private static func checkName(_ id: YAMLText) throws(TemplateProblem) {
    let isPlain = id.string.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
    guard isPlain, id.string.count <= nameLimit, id.string.first?.isLetter == true else {
      throw TemplateProblem(
        "`\(id.string.cut(to: 100))`: the name of a claim is at most \(nameLimit) small letters,"
          + " digits and hyphens, the first of them a letter", at: id.position)
    }
  }

  private static func required<Choice>(
    _ fields: YAMLMapping, _ key: String, _ type: Choice.Type
  ) throws(TemplateProblem) -> Choice
  where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
    guard let choice = try fields.choice(key, type) else {
      let words = type.allCases.map(\.rawValue).joined(separator: ", ")
      throw fields.missing("`\(key)` is missing; it is one of \(words)", of: [key])
    }
    return choice
  }

  private static func source(
    _ word: YAMLText, _ sources: [String: String]?
  ) throws(TemplateProblem) -> String {
    guard let sources else { return word.string }
    if let text = sources[word.string] ?? ClaimSource(rawValue: word.string)?.text { return text }
    let builtIn = ClaimSource.allCases.map(\.rawValue)
    throw TemplateProblem(
      unknown: word, among: (sources.keys + builtIn.filter { sources[$0] == nil }).sorted())
  }

  /// A pin that the rule never gives could not hold.
  private static func pinned(
    _ fields: YAMLMapping, _ verdicts: Verdicts?
  ) throws(TemplateProblem) -> Outcome {
    let pinned = try required(fields, "pinned", Outcome.self)
    guard let verdicts else { return pinned }
    let possible = [verdicts.holds, verdicts.fails, verdicts.open]
    guard possible.contains(pinned) else {
      throw TemplateProblem(
        "the rule never gives `\(pinned.rawValue)`; it gives"
          + " \(verdicts.holds.rawValue) if it holds, \(verdicts.fails.rawValue) if it fails and"
          + " \(verdicts.open.rawValue) if it is open", at: fields.position(of: "pinned"))
    }
    return pinned
  }
}

extension OwnClaim.Verdicts {
  init(_ fields: YAMLMapping, log: ProblemLog) throws(TemplateProblem) {
    holds = try fields.choice("holds", Outcome.self) ?? holds
    fails = try fields.choice("fails", Outcome.self) ?? fails
    open = try fields.choice("open", Outcome.self) ?? open
    guard holds != fails else {
      throw TemplateProblem(
        "the verdict is \(holds.rawValue) whether the rule holds or fails, so that nothing is on"
          + " trial; let `holds` and `fails` differ",
        at: fields.position(of: fields.has("fails") ? "fails" : "holds"))
    }
    guard fields.has("because") else { return }
    let words: [(String, Truth)] = [("holds", .holds), ("fails", .fails), ("open", .open)]
    let because = try fields.mapping("because", keys: words.map(\.0), log: log)
    for (word, truth) in words {
      guard let reason = try because.optionalLine(word) else { continue }
      guard !reason.string.hasSuffix(".") else {
        throw TemplateProblem(
          "a reason follows on “because” and gets its full stop there; leave it out",
          at: reason.position)
      }
      reasons[truth] = reason.string
    }
  }
}

extension YAMLText {
  /// The first part of a value's full name.
  var experiment: String { String(string.prefix { $0 != "." }) }
}
