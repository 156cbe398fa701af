/// Finds the links and images of one line: inline, by reference, defined, and in HTML.
struct LinkScanner {
  /// Something on the line that leads somewhere, or is meant to.
  enum Link: Equatable {
    /// The address as a browser sees it, before percent-encoding is undone.
    case address(String)
    /// `[text][label]`
    case reference(String)
    /// `](…` that Markdown does not take for a link.
    case malformed(String)
  }

  private let characters: [Character]
  private(set) var links: [(link: Link, column: Int)] = []
  /// The label that the line gives an address to.
  private(set) var definition: String?

  init(_ line: [Character]) {
    characters = InlineCode.blanked(line)
    if characters.contains("]") { scanDefinition() }
    if definition == nil { scanBrackets() }
    if characters.contains("<") { scanTags() }
  }

  /// `[label]: address "title"`
  private mutating func scanDefinition() {
    let line = String(characters)
    guard let match = line.wholeMatch(of: MarkdownPatterns.linkDefinition) else { return }
    definition = Self.label(match.output.1)
    let target = match.output.2
    let address = target.first == "<" ? target.dropFirst().dropLast() : target
    let column = line.distance(from: line.startIndex, to: address.startIndex)
    links.append((.address(Self.unescaped(address)), column))
  }

  private mutating func scanBrackets() {
    var index = 0
    while index + 1 < characters.count {
      if characters[index] == "\\" {
        index += 2
        continue
      }
      let next = characters[index + 1]
      if characters[index] == "]", next == "(" {
        links.append((inline(from: index + 2), index))
      } else if characters[index] == "]", next == "[", let label = label(from: index + 2) {
        links.append((.reference(label), index))
      }
      index += 1
    }
  }

  private func inline(from start: Int) -> Link {
    var target = LinkTarget(characters, from: start)
    guard let address = target.read() else {
      let shown = characters[start...].prefix { $0 != ")" }.prefix(Self.shownLength)
      return .malformed("[…](\(String(shown)))")
    }
    return .address(Self.unescaped(String(address)))
  }

  /// As much of an address as a message shows.
  private static let shownLength = 100

  /// The text up to the closing bracket, nil for none.
  private func label(from start: Int) -> String? {
    var index = start
    while index < characters.count, !"[]".contains(characters[index]) {
      index += characters[index] == "\\" ? 2 : 1
    }
    guard index < characters.count, index > start, characters[index] == "]" else { return nil }
    return Self.label(String(characters[start..<index]))
  }

  private mutating func scanTags() {
    let line = String(characters)
    for match in line.matches(of: MarkdownPatterns.linkTag) {
      let address = match.output.1 ?? match.output.2 ?? match.output.3 ?? ""
      let column = line.distance(from: line.startIndex, to: match.range.lowerBound)
      links.append((.address(String(address).replacing("&amp;", with: "&")), column))
    }
  }

  /// Labels are compared without regard to case and blanks.
  private static func label(_ text: some StringProtocol) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func unescaped(_ text: some StringProtocol) -> String {
    String(text).replacing(MarkdownPatterns.escapedSign) { String($0.output.1) }
      .replacing("&amp;", with: "&")
  }
}
