/// Prose in lines of at most `width` characters, words left whole, behind the beginning of the first line
/// and that of the others.
struct WrappedProse {
  var width: Int
  var first = ""
  var rest = ""

  func lines(of prose: String) -> [String] {
    let words = prose.split(separator: " ")
    guard !words.isEmpty else { return [] }
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in words {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
