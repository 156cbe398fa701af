import Runs

/// The entries of one mapping in a YAML file of a notebook, read strictly: what is wrong is noted with its
/// place in the log of the file, and reading goes on where it can.
package struct YAMLMapping: Sendable {
  package let position: SourcePosition
  private let entries: [CellNode.Entry]
  private let what: String
  private let misspelt: [String]

  /// The root of a file.
  ///
  /// - Parameters:
  ///   - contents: the text of the file.
  ///   - file: the name of the file in messages.
  ///   - keys: the keys that it may have; any where there are none.
  ///   - log: where it is noted what is wrong.
  /// - Throws: what is wrong with the file as a whole.
  package init(
    contents: String, file: String, keys: [String] = [], log: ProblemLog
  ) throws(TemplateProblem) {
    let text = LocatedText(contents: contents, file: file, log: log)
    try self.init(try CellYAML.node(text), keys: keys, what: "the file", log: log)
  }

  init(
    _ node: CellNode, keys: [String], what: String, log: ProblemLog
  ) throws(TemplateProblem) {
    guard case .mapping(let entries) = node.content else {
      let example = keys.first.map { " with keys such as `\($0)`" } ?? ""
      throw TemplateProblem(.cell(.expected("a mapping\(example)", of: what)), at: node.position)
    }
    self.entries = entries
    self.what = what
    position = node.position
    let unknown = keys.isEmpty ? [] : entries.map(\.key).filter { !keys.contains($0.string) }
    misspelt = unknown.map(\.string)
    for key in unknown { log.add(.unknown(.key, key.string, among: keys), at: key.start) }
  }

  /// The keys in the order in which they stand.
  package var keys: [YAMLText] { entries.map { YAMLText($0.key) } }

  package func has(_ key: String) -> Bool { value(key) != nil }

  /// Where the value of a key stands, or the mapping where it has none.
  package func position(of key: String) -> SourcePosition { value(key)?.position ?? position }

  private func value(_ key: String) -> CellNode? {
    entries.first { $0.key.string == key }?.value
  }

  private func part(_ key: String) throws(TemplateProblem) -> CellNode {
    guard let part = value(key) else { throw missing(.cell(.missingKey(key)), of: [key]) }
    return part
  }

  /// What is said where none of some keys is there; nothing where one was misspelt.
  func missing(_ complaint: Complaint, of keys: [String]) -> TemplateProblem {
    let isMisspelt = misspelt.contains { NearestName.of($0, among: keys) != nil }
    return TemplateProblem(isMisspelt ? .excused : complaint, at: position)
  }

  /// Likewise, in the words of the file's own room.
  package func missing(_ message: String, of keys: [String]) -> TemplateProblem {
    missing(.stated(message), of: keys)
  }
}

// MARK: Values

extension YAMLMapping {
  package func text(_ key: String) throws(TemplateProblem) -> YAMLText {
    try Self.text(try part(key), key)
  }

  package func optionalText(_ key: String) throws(TemplateProblem) -> YAMLText? {
    has(key) ? try text(key) : nil
  }

  /// A text that may be empty, as it is where the key is not given.
  package func textOrNone(_ key: String) throws(TemplateProblem) -> String {
    guard let part = value(key) else { return "" }
    guard case .scalar(let text) = part.content else {
      throw TemplateProblem(.cell(.expectedText(key)), at: part.position)
    }
    return text.string
  }

  private static func text(_ node: CellNode, _ key: String) throws(TemplateProblem) -> YAMLText {
    guard case .scalar(let text) = node.content else {
      throw TemplateProblem(.cell(.expectedText(key)), at: node.position)
    }
    guard text.count > 0 else { throw TemplateProblem(.emptyText("`\(key)`"), at: node.position) }
    return YAMLText(text)
  }

  /// A list of texts that is not empty.
  package func texts(_ key: String) throws(TemplateProblem) -> [YAMLText] {
    var texts: [YAMLText] = []
    for item in try list(key) { texts.append(try Self.text(item, key)) }
    return texts
  }

  /// A finite number.
  package func number(_ key: String) throws(TemplateProblem) -> Double {
    let text = try text(key)
    guard let number = Self.number(text.string) else {
      throw TemplateProblem(.cell(.expected("a number", of: key)), at: text.position)
    }
    return number
  }

  package func optionalNumber(_ key: String) throws(TemplateProblem) -> Double? {
    has(key) ? try number(key) : nil
  }

  /// A list of finite numbers that is not empty.
  package func numbers(_ key: String) throws(TemplateProblem) -> [Double] {
    var numbers: [Double] = []
    for item in try texts(key) {
      guard let number = Self.number(item.string) else {
        throw TemplateProblem(.cell(.expected("numbers", of: key)), at: item.position)
      }
      numbers.append(number)
    }
    return numbers
  }

  /// Decimal digits only: neither `0x1p3` nor `nan` is a number that a person writes into a notebook.
  package static func number(_ text: String) -> Double? {
    let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    return isDecimal ? Double(text).flatMap { $0.isFinite ? $0 : nil } : nil
  }

  /// `true` or `false`; false where the key is not given.
  package func flag(_ key: String) throws(TemplateProblem) -> Bool {
    guard has(key) else { return false }
    let text = try text(key)
    guard let flag = Bool(text.string) else {
      throw TemplateProblem(.cell(.expected("`true` or `false`", of: key)), at: text.position)
    }
    return flag
  }

  /// One of the words of `Choice`; nil where the key is not given.
  package func choice<Choice>(
    _ key: String, _ type: Choice.Type
  ) throws(TemplateProblem) -> Choice?
  where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
    guard has(key) else { return nil }
    let word = try text(key)
    if let choice = Choice(rawValue: word.string) { return choice }
    throw TemplateProblem(
      .unknown(.word, word.string, among: type.allCases.map(\.rawValue)), at: word.position)
  }
}

// MARK: Parts

extension YAMLMapping {
  /// The mapping under a key; its keys may be any where none are given.
  package func mapping(
    _ key: String, keys: [String] = [], log: ProblemLog
  ) throws(TemplateProblem) -> YAMLMapping {
    try YAMLMapping(try part(key), keys: keys, what: key, log: log)
  }

  /// The mappings of a list that is not empty.
  package func mappings(
    _ key: String, keys: [String], log: ProblemLog
  ) throws(TemplateProblem) -> [YAMLMapping] {
    var mappings: [YAMLMapping] = []
    for item in try list(key) {
      mappings.append(try YAMLMapping(item, keys: keys, what: key, log: log))
    }
    return mappings
  }

  private func list(_ key: String) throws(TemplateProblem) -> [CellNode] {
    let part = try part(key)
    guard case .list(let items) = part.content, !items.isEmpty else {
      throw TemplateProblem(
        .cell(.expected("a list that is not empty", of: key)), at: part.position)
    }
    return items
  }
}

// MARK: Complaints of a notebook

extension TemplateProblem {
  /// A problem that a notebook's own reader states in full.
  package init(_ message: String, at position: SourcePosition) {
    self.init(.stated(message), at: position)
  }

  /// An unknown name, among those that are possible in its place.
  package init(unknown name: YAMLText, among names: [String]) {
    self.init(.unknown(.name, name.string, among: names), at: name.position)
  }

  /// An experiment that nothing knows, in the full name of a value.
  package init(unknownExperimentOf name: YAMLText, among experiments: [String]) {
    let experiment = String(name.string.prefix { $0 != "." })
    self.init(.unknown(.experiment, experiment, among: experiments), at: name.position)
  }
}
