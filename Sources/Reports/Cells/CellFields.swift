import Figures
import Runs

/// The entries of one mapping in a cell, read strictly.
struct CellFields {
  let renderer: Renderer
  let position: SourcePosition
  private let node: CellNode
  private let misspelt: [String]

  /// Notes every key that is neither one of `keys` nor one of `others`.
  init(
    _ node: CellNode, _ keys: CellKeys, beside others: CellKeys? = nil, renderer: Renderer
  ) throws(TemplateProblem) {
    let words = keys.words + (others?.words ?? [])
    guard case .mapping(let entries) = node.content else {
      throw TemplateProblem(
        .cell(.expected("a mapping with keys such as `\(words[0])`", of: keys.name)),
        at: node.position)
    }
    self.node = node
    self.renderer = renderer
    position = node.position
    let unknown = entries.map(\.key).filter { !words.contains($0.string) }
    misspelt = unknown.map(\.string)
    for key in unknown {
      renderer.log.add(.unknown(.key, key.string, among: words), at: key.start)
    }
  }

  private init(
    _ node: CellNode, misspelt: [String], renderer: Renderer, position: SourcePosition
  ) {
    self.node = node
    self.misspelt = misspelt
    self.renderer = renderer
    self.position = position
  }

  /// The same entries in the scope of a loop.
  func within(_ renderer: Renderer) -> CellFields {
    CellFields(node, misspelt: misspelt, renderer: renderer, position: position)
  }

  func has(_ key: String) -> Bool { node.value(of: key) != nil }

  /// The part under a key.
  func part(_ key: String) throws(TemplateProblem) -> CellNode {
    guard let part = node.value(of: key) else { throw missing(key) }
    return part
  }

  /// Nothing is said of a key that is there and was misspelt.
  private func missing(_ key: String) -> TemplateProblem {
    let isMisspelt = misspelt.contains { NearestName.of($0, among: [key]) != nil }
    return isMisspelt ? TemplateProblem(.excused, at: position) : problem(.missingKey(key))
  }

  /// A complaint about the mapping as a whole.
  func problem(_ fault: CellFault) -> TemplateProblem {
    TemplateProblem(.cell(fault), at: position)
  }
}

// MARK: Texts and words

extension CellFields {
  /// The text of a key as it was typed.
  func raw(_ key: String) throws(TemplateProblem) -> LocatedText {
    try Self.scalar(try part(key), key)
  }

  static func scalar(_ node: CellNode, _ key: String) throws(TemplateProblem) -> LocatedText {
    guard case .scalar(let text) = node.content else {
      throw TemplateProblem(.cell(.expectedText(key)), at: node.position)
    }
    return text
  }

  /// The text of a key with its holes filled, on one line.
  func text(_ key: String) throws(TemplateProblem) -> LocatedText {
    try renderer.filled(try raw(key), key)
  }

  /// The text of a key where only certain words are right.
  func word(_ key: String) throws(TemplateProblem) -> LocatedText {
    let word = try text(key)
    if renderer.isUnfilled(word) { throw TemplateProblem(.excused, at: word.start) }
    return word
  }

  /// The text of a key in a figure, where only the letters count.
  func label(_ key: String) throws(TemplateProblem) -> String {
    try Self.drawn(try text(key))
  }

  /// A text that a figure shows, which has letters for not every character.
  private static func drawn(_ text: LocatedText) throws(TemplateProblem) -> String {
    if let fault = FigureText.fault(in: text.characters) {
      throw TemplateProblem(.cell(.noLetter(fault.advice)), at: text.position(fault.index))
    }
    return text.string
  }

  func optionalLabel(_ key: String) throws(TemplateProblem) -> String? {
    has(key) ? try label(key) : nil
  }

  /// The texts of a list.
  func labels(_ key: String) throws(TemplateProblem) -> [String] {
    var labels: [String] = []
    for item in try repeatedItems(key, .textItem) {
      labels.append(
        try Self.drawn(try item.renderer.filled(try Self.scalar(item.node, key), key)))
    }
    return labels
  }

  /// `true` or `false`; false when the key is not given.
  func flag(_ key: String) throws(TemplateProblem) -> Bool {
    guard has(key) else { return false }
    switch try raw(key).string {
    case "true": return true
    case "false": return false
    default:
      throw TemplateProblem(
        .cell(.expected("`true` or `false`", of: key)), at: try part(key).position)
    }
  }

  /// One of the words of `Choice`, nil when the key is not given.
  func choice<Choice>(
    _ key: String, _ type: Choice.Type
  ) throws(TemplateProblem) -> Choice?
  where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
    guard has(key) else { return nil }
    let word = try word(key)
    if let choice = Choice(rawValue: word.string) { return choice }
    throw TemplateProblem(
      .unknown(.word, word.string, among: type.allCases.map(\.rawValue)), at: word.start)
  }

  /// A look by its name.
  func style() throws(TemplateProblem) -> Style {
    let name = try word("style")
    let styles = renderer.shared.styles
    guard let style = styles.style(named: name.string) else {
      throw TemplateProblem(.unknown(.style, name.string, among: styles.names), at: name.start)
    }
    return style
  }
}
