/// Cuts delimited text into rows of fields as its bytes come in, as RFC 4180 has it: a field in quotes may
/// hold delimiters, line feeds and doubled quotes.
///
/// Ours, since the packages for Swift that we found read a whole file at once or tell no line and column.
///
/// A mark of the byte order and blank lines are passed over, lines end with LF or CRLF, the last one with or
/// without. Refused, with their place: a quote in or behind a field, one that is never closed, a carriage
/// return alone, NUL, text that is not UTF-8, and what grows beyond the limits. A row is all that is held.
struct DelimitedParser {
  /// The most bytes of a field.
  static let fieldLimit = 64 << 10
  /// The most bytes of all fields of a row.
  static let rowLimit = 1 << 20
  /// The most fields of a row.
  static let countLimit = 4096

  private enum State {
    /// Before the first byte of a field.
    case start
    case plain
    case quoted
    /// Behind a quote in a quoted field: its end, or the first of two.
    case closing
    /// Behind a carriage return.
    case carriageReturn
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let file: String
  private let delimiter: UInt8
  /// Whether a byte means nothing but itself.
  private let isOrdinary: [Bool]

  private var state = State.start
  private var row = TableRow()
  private var line = 1
  private var column = 1
  /// Where the field begins.
  private var field = TableRow.Field(start: 0, line: 1, column: 1)
  private var isASCII = true
  /// How much of the mark of the byte order there was; nil behind the beginning of the file.
  private var mark: Int? = 0

  init(file: String, delimiter: UInt8) {
    self.file = file
    self.delimiter = delimiter
    let special = [delimiter, .quote, .lineFeed, .carriageReturn, 0]
    isOrdinary = (0...255).map { $0 < 0x80 && !special.contains($0) }
  }

  /// Takes the next bytes and hands on each row that ends among them.
  mutating func take(
    _ bytes: UnsafeRawBufferPointer, _ body: (TableRow) throws(TablesError) -> Void
  ) throws(TablesError) {
    var index = try takeMark(bytes)
    while index < bytes.count {
      let start = index
      if state == .start || state == .plain || state == .quoted {
        while index < bytes.count, isOrdinary[Int(bytes[index])] { index += 1 }
      }
      if index == start {
        try take(bytes[index], body)
        index += 1
      } else {
        row.bytes.append(contentsOf: bytes[start..<index])
        column += index - start
        if state == .start { state = .plain }
      }
      try expectRoom()
    }
  }

  /// Hands on the last row, where no line feed ends it.
  mutating func end(_ body: (TableRow) throws(TablesError) -> Void) throws(TablesError) {
    if let mark { row.bytes += Self.byteOrderMark.prefix(mark) }
    isASCII = isASCII && (mark ?? 0) == 0
    switch state {
    case .quoted: throw wrong("this quote is never closed", field)
    case .carriageReturn: throw loneCarriageReturn
    case .start, .plain, .closing: try endRow(body)
    }
  }
}

// MARK: Bytes

extension DelimitedParser {
  /// Passes over the mark of the byte order; returns how many bytes were taken.
  private mutating func takeMark(_ bytes: UnsafeRawBufferPointer) throws(TablesError) -> Int {
    var index = 0
    while let matched = mark, index < bytes.count {
      if bytes[index] == Self.byteOrderMark[matched] {
        mark = matched == 2 ? nil : matched + 1
        index += 1
        continue
      }
      if matched == 0, bytes[index] >= 0xFE { throw wrong("UTF-16; save the file as UTF-8", field) }
      if matched > 0 {
        row.bytes += Self.byteOrderMark.prefix(matched)
        (state, isASCII) = (.plain, false)
      }
      mark = nil
    }
    return index
  }

  private mutating func take(
    _ byte: UInt8, _ body: (TableRow) throws(TablesError) -> Void
  ) throws(TablesError) {
    if byte == 0 { throw wrong("a NUL character, so that this is no text") }
    switch state {
    case .carriageReturn:
      guard byte == .lineFeed else { throw loneCarriageReturn }
      try endLine(body)
    case .quoted:
      if byte == .quote { state = .closing } else { row.bytes.append(byte) }
      advance(byte)
    case .closing where byte == .quote:
      row.bytes.append(byte)
      (state, column) = (.quoted, column + 1)
    case .start where byte == .quote:
      (state, column) = (.quoted, column + 1)
    default: try takeUnquoted(byte, body)
    }
  }

  private mutating func takeUnquoted(
    _ byte: UInt8, _ body: (TableRow) throws(TablesError) -> Void
  ) throws(TablesError) {
    switch byte {
    case delimiter:
      try endField()
      column += 1
      beginField()
    case .lineFeed: try endLine(body)
    case .carriageReturn:
      try endField()
      state = .carriageReturn
    case _ where state == .closing:
      throw wrong("text behind the closing quote of a field; double a quote that belongs to it")
    case .quote:
      throw wrong("a quote within a field; begin the field with a quote too, and double this one")
    default:
      row.bytes.append(byte)
      state = .plain
      advance(byte)
    }
  }

  /// Counts lines, and columns in characters of Unicode.
  private mutating func advance(_ byte: UInt8) {
    if byte == .lineFeed {
      (line, column) = (line + 1, 1)
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
    if byte >= 0x80 { isASCII = false }
  }
}

// MARK: Fields and rows

extension DelimitedParser {
  private mutating func beginField() {
    state = .start
    field = TableRow.Field(start: row.bytes.count, line: line, column: column)
  }

  private mutating func endField() throws(TablesError) {
    field.end = row.bytes.count
    field.isQuoted = state == .closing
    if !isASCII {
      let isText = String(validating: row.bytes[field.start..<field.end], as: UTF8.self) != nil
      guard isText else { throw wrong("text that is not UTF-8; save the file as UTF-8", field) }
      isASCII = true
    }
    row.fields.append(field)
    guard row.fields.count <= Self.countLimit else {
      throw wrong("more than \(Self.countLimit) columns", field)
    }
  }

  private mutating func endLine(
    _ body: (TableRow) throws(TablesError) -> Void
  ) throws(TablesError) {
    try endRow(body)
    (line, column) = (line + 1, 1)
    row.clear()
    beginField()
  }

  private mutating func endRow(
    _ body: (TableRow) throws(TablesError) -> Void
  ) throws(TablesError) {
    if state != .carriageReturn { try endField() }
    if !row.isBlank { try body(row) }
  }

  private func expectRoom() throws(TablesError) {
    guard row.bytes.count - field.start <= Self.fieldLimit else {
      throw wrong(
        "a field longer than \(Self.fieldLimit >> 10) KiB; is a closing quote missing?", field)
    }
    guard row.bytes.count <= Self.rowLimit else {
      throw wrong("a row longer than \(Self.rowLimit >> 20) MiB", field)
    }
  }

  private var loneCarriageReturn: TablesError {
    wrong("a carriage return without a line feed; save the file with line ends of LF or CRLF")
  }

  private func wrong(_ reason: String, _ field: TableRow.Field? = nil) -> TablesError {
    .wrong(
      file: file, line: field?.line ?? line, column: field?.column ?? column, reason: reason)
  }
}

extension UInt8 {
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
}
