/// One row of a table, each field with its place in the file.
public struct TableRow: Sendable {
  struct Field: Sendable {
    var start: Int
    var end = 0
    var line: Int
    var column: Int
    var isQuoted = false

    init(start: Int, line: Int, column: Int) {
      self.start = start
      self.line = line
      self.column = column
    }
  }

  /// The contents of all fields, one behind the other.
  var bytes: [UInt8] = []
  var fields: [Field] = []

  /// How many fields it has.
  public var count: Int { fields.count }

  /// The line on which it begins.
  public var line: Int { fields.first?.line ?? 1 }

  /// Whether nothing stands on the line.
  var isBlank: Bool { count == 1 && bytes.isEmpty && !fields[0].isQuoted }

  /// The bytes of a field, without its quotes.
  public func content(_ index: Int) -> ArraySlice<UInt8> {
    bytes[fields[index].start..<fields[index].end]
  }

  /// The text of a field.
  public func text(_ index: Int) -> String { String(decoding: content(index), as: UTF8.self) }

  /// Where a field begins.
  public func position(_ index: Int) -> (line: Int, column: Int) {
    (fields[index].line, fields[index].column)
  }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
  }
}

/// What a field says where a number is looked for.
public enum TableNumber: Equatable, Sendable {
  /// Nothing, or blanks.
  case empty
  /// A finite decimal number, blanks around it or not: `-0.5`, `3`, `1e-3`.
  case number(Double)
  /// `nan`, `inf`, `-Infinity` in letters of any case, or a number beyond all that a computer holds.
  case notFinite
  /// Anything else, such as `1,5`, `0x10`, `n/a`.
  case text
}

extension TableRow {
  /// The number in a field.
  public func number(_ index: Int) -> TableNumber {
    var content = content(index)
    while let first = content.first, first == 0x20 || first == 0x09 { content.removeFirst() }
    while let last = content.last, last == 0x20 || last == 0x09 { content.removeLast() }
    guard !content.isEmpty else { return .empty }
    let text = String(decoding: content, as: UTF8.self)
    guard content.allSatisfy(Self.isInNumber) else {
      return Self.words.contains(Self.unsigned(text.lowercased())) ? .notFinite : .text
    }
    guard let number = Double(text) else { return .text }
    return number.isFinite ? .number(number) : .notFinite
  }

  private static let words: Set = ["nan", "inf", "infinity"]

  private static func unsigned(_ text: String) -> String {
    text.hasPrefix("-") || text.hasPrefix("+") ? String(text.dropFirst()) : text
  }

  private static func isInNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"),
      UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
