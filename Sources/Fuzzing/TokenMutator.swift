/// Makes hostile texts: from the pieces of a grammar, from documents with parts changed, and from
/// one piece repeated until something gives way.
struct TokenMutator: Sendable {
  /// What the grammar knows, and what no grammar expects.
  let pieces: [String]
  /// Good documents, cut into words.
  private let documents: [[String]]

  init(pieces: [String], documents: [String]) {
    self.pieces = pieces + Self.strange
    self.documents = documents.map(Self.words)
  }

  /// Characters, numbers and lengths that programs stumble over.
  private static let strange = [
    "\u{0}", "\u{FEFF}", "\r\n", "\r", "\u{2028}", "\u{85}", "\u{202E}", "\u{2066}", "\u{1B}[31m",
    "\u{FFFD}", "e\u{301}\u{301}\u{301}", "👩‍👩‍👧", "٣", "²", "Ⅷ", "1e999", "-1e999", "1e308", "5e-324",
    "-0",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e19", "NaN", "inf",
    "0x1p-1074", "1_000", "00", ".5", "5.", String(repeating: "a", count: 300), "\t", "\u{7F}",
    "../", "/etc/passwd", "\\", "\"", "'",
  ]

  func text(_ random: inout FuzzRandom) -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: return (0..<random.size(upTo: 80)).map { _ in random.pick(pieces) }.joined()
    case 2: return repetition(&random)
    default: return documents.isEmpty ? repetition(&random) : changedDocument(&random)
    }
  }

  /// One or two pieces over and over, with something in the middle.
  private func repetition(_ random: inout FuzzRandom) -> String {
    let count = random.size(upTo: 4096)
    let opening = random.pick(pieces) + (random.oneIn(2) ? random.pick(pieces) : "")
    let closing = random.oneIn(2) ? random.pick(pieces) : ""
    return random.pick(pieces) + String(repeating: opening, count: count) + random.pick(pieces)
      + String(repeating: closing, count: count)
  }

  private func changedDocument(_ random: inout FuzzRandom) -> String {
    var words = random.pick(documents)
    for _ in 0..<random.size(upTo: 8) where !words.isEmpty { change(&words, &random) }
    return words.joined()
  }

  private func change(_ words: inout [String], _ random: inout FuzzRandom) {
    let start = Int.random(in: words.indices, using: &random)
    let range = start..<min(start + random.size(upTo: 8), words.count)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: words.removeSubrange(range)
    case 1: words.insert(contentsOf: words[range], at: start)
    case 2: words.insert(random.pick(pieces), at: start)
    case 3: words[start] = random.pick(pieces)
    case 4: words[start] = random.pick(words)
    default:
      let other = random.pick(documents)
      let from = Int.random(in: other.indices, using: &random)
      words.replaceSubrange(range, with: other[from..<min(from + range.count, other.count)])
    }
  }

  /// Runs of letters and digits, and every other character alone.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var isOpen = false
    for character in text {
      let isWord = character.isLetter || character.isNumber
      if isWord, isOpen {
        words[words.count - 1].append(character)
      } else {
        words.append(String(character))
      }
      isOpen = isWord
    }
    return words
  }
}
