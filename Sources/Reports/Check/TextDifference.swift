import Runs

/// Compares two texts line by line, byte for byte.
enum TextDifference {
  static func findings(_ path: String, old: [UInt8], new: [UInt8]) -> [Finding] {
    guard let oldText = String(validating: old, as: UTF8.self) else {
      return [Finding(path: path, kind: .broken("it is not UTF-8 text"))]
    }
    let newText = String(decoding: new, as: UTF8.self)
    return hunks(lines(oldText), lines(newText)).flatMap { findings(path, $0) }
  }

  /// The lines without their line feeds. A carriage return before one is part of the line, though
  /// the two are one character.
  private static func lines(_ text: String) -> [ExactText] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { ExactText(Substring($0)) }
  }

  /// Lines that were replaced by others at one place.
  private struct Hunk {
    /// The line in the old text at which it begins, counted from one.
    var line: Int
    var old: [ExactText] = []
    var new: [ExactText] = []
  }

  private static func hunks(_ old: [ExactText], _ new: [ExactText]) -> [Hunk] {
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var hunks: [Hunk] = []
    var (oldIndex, newIndex) = (0, 0)
    while oldIndex < old.count || newIndex < new.count {
      var hunk = Hunk(line: oldIndex + 1)
      while removed.contains(oldIndex) {
        hunk.old.append(old[oldIndex])
        oldIndex += 1
      }
      while inserted.contains(newIndex) {
        hunk.new.append(new[newIndex])
        newIndex += 1
      }
      if !hunk.old.isEmpty || !hunk.new.isEmpty { hunks.append(hunk) }
      oldIndex += 1
      newIndex += 1
    }
    return hunks
  }

  private static func findings(_ path: String, _ hunk: Hunk) -> [Finding] {
    let pairs = zip(hunk.old, hunk.new).enumerated().map { offset, pair in
      let change = WordDifference(pair.0.string, pair.1.string)
      return Finding(
        path: path, line: hunk.line + offset, kind: .changedText(old: change.old, new: change.new))
    }
    let added = hunk.old.enumerated().dropFirst(hunk.new.count).map { offset, text in
      Finding(path: path, line: hunk.line + offset, kind: .addedLine(shown(text)))
    }
    let missing = hunk.new.dropFirst(hunk.old.count).map { text in
      Finding(path: path, line: hunk.line + hunk.old.count, kind: .missingLine(shown(text)))
    }
    return pairs + added + missing
  }

  private static func shown(_ line: ExactText) -> String {
    line.string.isEmpty ? "(an empty line)" : line.string
  }
}

/// The part of a line that differs from another line, cut at words.
struct WordDifference: Equatable, Sendable {
  var old: String
  var new: String

  init(_ oldLine: String, _ newLine: String) {
    let (old, new) = (Self.words(oldLine), Self.words(newLine))
    let start = zip(old, new).prefix { $0 == $1 }.count
    let (oldRest, newRest) = (old.dropFirst(start), new.dropFirst(start))
    let end = zip(oldRest.reversed(), newRest.reversed()).prefix { $0 == $1 }.count
    (self.old, self.new) = OneLine.distinct(
      Self.shown(oldRest.dropLast(end)), Self.shown(newRest.dropLast(end)))
    // What differs only in blanks has to be shown whole.
    if self.old == self.new {
      (self.old, self.new) = OneLine.distinct(OneLine.quoted(oldLine), OneLine.quoted(newLine))
    }
  }

  /// The line cut into blanks, single signs, and words with the points within them.
  private static func words(_ line: String) -> [ExactText] {
    line.matches(of: #/\s+|[^\s,;:()\[\]*|"]*[^\s,;:()\[\]*|".]|./#).map { ExactText($0.output) }
  }

  private static func shown(_ words: ArraySlice<ExactText>) -> String {
    let text = words.map(\.string).joined().split { $0.isWhitespace }.joined(separator: " ")
    return text.isEmpty ? "(nothing)" : text
  }
}
