/// Makes texts fit: by breaking lines at spaces and after hyphens, and as the last resort by an
/// ellipsis.
enum TextFit {
  /// A last line that fills less of the width is stray.
  private static let strayShare = 0.2

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

  /// As ``wrapped(_:size:width:lines:)``, but with lines of about equal length where the last one would
  /// be a stray word.
  static func balanced(_ text: String, size: Double, width: Double, lines: Int) -> [String] {
    let full = wrapped(text, size: size, width: width, lines: lines)
    guard full.count > 1, let last = full.last,
      TextMetrics.width(of: last, size: size) < width * strayShare
    else { return full }
    let least = TextMetrics.width(of: text, size: size) / Double(full.count)
    let narrower = stride(from: least, to: width, by: size / 2).lazy.map { width in
      wrapped(text, size: size, width: width, lines: full.count)
    }
    return narrower.first { lines in !lines.contains { $0.hasSuffix("…") } } ?? full
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
