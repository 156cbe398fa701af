/// Makes texts fit: by breaking lines at spaces and after hyphens, and as the last resort by an
/// ellipsis.
enum TextFit {
  /// `text` in at most `lines` lines of at most `width`; what is left is cut with an ellipsis.
  static func wrapped(_ text: String, size: Double, width: Double, lines: Int) -> [String] {
    var result: [String] = []
    for (word, isJoined) in pieces(of: text) {
      if let last = result.last {
        let joined = last + (isJoined ? "" : " ") + word
        if TextMetrics.width(of: joined, size: size) <= width || result.count == lines {
          result[result.count - 1] = joined
          continue
        }
      }
      result.append(word)
    }
    return result.map { truncated($0, size: size, width: width) }
  }

  /// Words, and the parts of hyphenated ones, which are joined to the part before.
  private static func pieces(of text: String) -> [(word: String, isJoined: Bool)] {
    text.split(separator: " ").flatMap { word -> [(String, Bool)] in
      var parts = [""]
      for (index, character) in zip(word.indices, word) {
        parts[parts.count - 1].append(character)
        let rest = word[index...].dropFirst()
        let isHyphen = character == "-" && word[..<index].last?.isLetter == true
        if isHyphen, rest.first?.isLetter == true { parts.append("") }
      }
      return parts.enumerated().map { ($1, $0 > 0) }
    }
  }

  /// `text`, or as much of its start as fits with an ellipsis; empty where not even that does.
  static func truncated(_ text: String, size: Double, width: Double) -> String {
    if TextMetrics.width(of: text, size: size) <= width { return text }
    var rest = text
    while !rest.isEmpty {
      rest.removeLast()
      let cut = rest + "…"
      if TextMetrics.width(of: cut, size: size) <= width { return cut }
    }
    return ""
  }
}
