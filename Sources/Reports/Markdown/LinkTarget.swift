/// What stands between the round brackets of a link: an address, in angle brackets or without a blank
/// and with its brackets in pairs, and perhaps a title in quotes.
struct LinkTarget {
  private let characters: [Character]
  private var index: Int

  init(_ characters: [Character], from start: Int) {
    self.characters = characters
    index = start
  }

  /// The address, or nil for what Markdown does not take for a link.
  mutating func read() -> ArraySlice<Character>? {
    skipBlanks()
    guard let address = current == "<" ? enclosed(by: ">") : bare() else { return nil }
    let end = index
    skipBlanks()
    if current != ")", index > end, !skipTitle() { return nil }
    skipBlanks()
    return current == ")" ? address : nil
  }

  private var current: Character? { index < characters.count ? characters[index] : nil }

  private mutating func skipBlanks() {
    while current?.isWhitespace == true { index += 1 }
  }

  private mutating func skipTitle() -> Bool {
    switch current {
    case "\"", "'": return enclosed(by: characters[index]) != nil
    case "(": return enclosed(by: ")") != nil
    default: return false
    }
  }

  /// What follows the opening sign up to the closing one.
  private mutating func enclosed(by end: Character) -> ArraySlice<Character>? {
    let start = index + 1
    index = start
    while let character = current, character != end { index += character == "\\" ? 2 : 1 }
    guard current == end else { return nil }
    index += 1
    return characters[start..<index - 1]
  }

  private mutating func bare() -> ArraySlice<Character>? {
    let start = index
    var depth = 0
    while let character = current, !character.isWhitespace {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth < 0 || depth > Self.bracketLimit { break }
      index = min(index + (character == "\\" ? 2 : 1), characters.count)
    }
    return depth <= 0 ? characters[start..<index] : nil
  }

  /// As many brackets in each other as Markdown follows.
  private static let bracketLimit = 32
}
