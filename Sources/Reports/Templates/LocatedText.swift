import Foundation
import Runs

/// Text in which every character knows the place in a template that it comes from.
///
/// Templates are read, rendered and checked in this form, so that a fault in the output can name
/// the line and column of the template.
struct LocatedText: Equatable, Sendable {
  private(set) var characters: [Character] = []
  private(set) var positions: [SourcePosition] = []
  /// Which characters stand for themselves, whatever they mean in Markdown: those of values.
  private(set) var literals: [Bool] = []
  /// Where the text ends: for a message about something that is missing.
  private(set) var end: SourcePosition

  /// How long a line may be that someone is to read in a difference.
  static let lineLimit = 10_000

  /// The content of a file. What does not show is left out and noted, the first of each kind, and so
  /// is what is too far to the right; every carriage return stands for a line feed.
  init(contents: String, file: String, log: ProblemLog) {
    end = SourcePosition(file: file, line: 1, column: 1)
    var noted: Set<MarkdownFault> = []
    for character in contents {
      let endsLine = character == "\n" || character == "\r" || character == "\r\n"
      let isTooFar = end.column > Self.lineLimit && !endsLine
      let fault = isTooFar ? .longLine : Self.fault(of: character)
      if let fault, noted.insert(fault).inserted { log.add(.markdown(fault), at: end) }
      if fault == nil || endsLine {
        characters.append(endsLine ? "\n" : character)
        positions.append(end)
        literals.append(false)
      }
      if endsLine {
        end.line += 1
        end.column = 1
      } else {
        end.column += 1
      }
    }
  }

  static func fault(of character: Character) -> MarkdownFault? {
    switch character {
    case "\n", "\t": return nil
    case "\r", "\r\n": return .carriageReturn
    default:
      let hidden = character.unicodeScalars.first { $0.isHidden }
      return hidden.map { .hidden(String(format: "U+%04X", $0.value)) }
        ?? CharacterForm.fault(of: character)
    }
  }

  /// Text that is made at one place of a template.
  init(_ text: String = "", at position: SourcePosition, isLiteral: Bool = false) {
    characters = Array(text)
    positions = Array(repeating: position, count: characters.count)
    literals = Array(repeating: isLiteral, count: characters.count)
    end = position
  }

  /// A part of a text.
  init(_ text: LocatedText, _ range: Range<Int>) {
    characters = Array(text.characters[range])
    positions = Array(text.positions[range])
    literals = Array(text.literals[range])
    end = text.position(range.upperBound)
  }

  /// Text whose characters stand at the given positions.
  init(_ characters: [Character], at positions: [SourcePosition], end: SourcePosition) {
    precondition(characters.count == positions.count, "every character needs a position")
    self.characters = characters
    self.positions = positions
    literals = Array(repeating: false, count: characters.count)
    self.end = end
  }

  var count: Int { characters.count }
  var string: String { String(characters) }
  var start: SourcePosition { position(0) }
  var isBlank: Bool { characters.allSatisfy(\.isWhitespace) }

  /// Where that character stands; the end for one behind the last.
  func position(_ index: Int) -> SourcePosition {
    index < positions.count ? positions[index] : end
  }

  subscript(range: Range<Int>) -> LocatedText { LocatedText(self, range) }

  /// Whether the text continues with `word` at that character.
  func matches(_ word: String, at index: Int) -> Bool {
    characters[index...].starts(with: word)
  }

  mutating func append(_ other: LocatedText) {
    characters += other.characters
    positions += other.positions
    literals += other.literals
    end = other.end
  }

  mutating func append(_ text: String, at position: SourcePosition, isLiteral: Bool = false) {
    append(LocatedText(text, at: position, isLiteral: isLiteral))
  }

  /// The lines, without their line feeds; a final line feed begins no further line.
  var lines: [LocatedText] {
    var lines: [LocatedText] = []
    var start = 0
    for index in characters.indices where characters[index] == "\n" {
      lines.append(self[start..<index])
      start = index + 1
    }
    if start < count { lines.append(self[start..<count]) }
    return lines
  }

  /// Without white space at both ends.
  var trimmed: LocatedText {
    guard let first = characters.firstIndex(where: { !$0.isWhitespace }),
      let last = characters.lastIndex(where: { !$0.isWhitespace })
    else { return LocatedText(at: start) }
    return self[first..<last + 1]
  }

  /// The same text, all of which stands for itself.
  var literal: LocatedText {
    var result = self
    result.literals = Array(repeating: true, count: count)
    return result
  }

  /// With `replacement` for some characters, by their index, which is then no literal text.
  func replacing(_ replacement: (Int) -> String?) -> LocatedText {
    var result = LocatedText(at: start)
    for index in characters.indices {
      if let text = replacement(index) {
        result.append(text, at: positions[index])
      } else {
        result.append(self[index..<index + 1])
      }
    }
    result.end = end
    return result
  }

  /// On one line: every run of white space becomes one blank, none is left at the ends.
  var onOneLine: LocatedText {
    var result = LocatedText(at: start)
    for (index, character) in characters.enumerated() {
      let isBlank = character.isWhitespace
      let followsBlank = result.characters.last?.isWhitespace ?? true
      if !isBlank || !followsBlank {
        let text = isBlank ? " " : String(character)
        result.append(text, at: positions[index], isLiteral: literals[index])
      }
    }
    return result.trimmed
  }
}
