import Testing
import WeightNormCore

@testable import Tables

/// Tables as people, spreadsheets and programs write them, right and wrong.
struct DelimitedParserTests {
  /// The rows of a text that comes in pieces of so many bytes.
  private func rows(
    _ bytes: [UInt8], pieces: Int = .max, delimiter: Character = ","
  ) throws(TablesError) -> [TableRow] {
    var parser = DelimitedParser(file: "t.csv", delimiter: delimiter.asciiValue ?? 0)
    var rows: [TableRow] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(pieces))
      rest = rest.dropFirst(pieces)
      try piece.span.withUnsafeBytes { bytes throws(TablesError) in
        try parser.take(bytes) { rows.append($0) }
      }
    }
    try parser.end { rows.append($0) }
    return rows
  }

  private func texts(_ text: String, delimiter: Character = ",") throws -> [[String]] {
    try rows(Array(text.utf8), delimiter: delimiter).map { row in
      (0..<row.count).map(row.text)
    }
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
    ("a,b\n\n\r\n1,2\n\n", [["a", "b"], ["1", "2"]]),
    ("a,\n,b\n", [["a", ""], ["", "b"]]),
    ("a,", [["a", ""]]),
    ("\"a,b\",\"c\"\"d\"\"\",\"\"\n", [["a,b", "c\"d\"", ""]]),
    ("\"two\nlines\",\"and\r\nthree\"\n", [["two\nlines", "and\r\nthree"]]),
    ("\"\"\n\n\"\"\"\"\n", [[""], ["\""]]),
    ("‖v‖,é\n", [["‖v‖", "é"]]),
    (" a , b \n", [[" a ", " b "]]),
    ("", []), ("\n\n", []), ("\u{FEFF}", []),
  ])
  func `a table is cut as RFC 4180 has it`(_ text: String, _ expected: [[String]]) throws {
    #expect(try texts(text) == expected)
  }

  @Test func `tabs part fields where the file says so`() throws {
    #expect(try texts("a\tb,c\n\"1\t2\"\t3\n", delimiter: "\t") == [["a", "b,c"], ["1\t2", "3"]])
  }

  @Test(arguments: [
    ("a\n\"b", "2:1: this quote is never closed"),
    ("a,b\n1,x\"y\"\n", "2:4: a quote within a field"),
    ("a\n\"b\"c\n", "2:4: text behind the closing quote of a field"),
    ("a\n\"b\" \n", "2:4: text behind the closing quote of a field"),
    ("a\rb\n", "1:2: a carriage return without a line feed"),
    ("a\nb\r", "2:2: a carriage return without a line feed"),
    ("‖v‖,b\nü\u{0}\n", "2:2: a NUL character"),
    ("\"é\nü\"x", "2:3: text behind the closing quote"),
  ])
  func `what is no table is refused with its place`(_ text: String, _ expected: String) {
    #expect {
      try rows(Array(text.utf8))
    } throws: {
      "\($0)".hasPrefix("t.csv:\(expected)")
    }
  }

  @Test(
    arguments: [
      ([0x61, 0x2C, 0xFF, 0x0A], "1:3: text that is not UTF-8"),
      ([0xC3, 0x28], "1:1: text that is not UTF-8"),
      ([0xEF], "1:1: text that is not UTF-8"),
      ([0xEF, 0xBB, 0x61], "1:1: text that is not UTF-8"),
      ([0x61, 0x0A, 0x22, 0xED, 0xA0, 0x80, 0x22], "2:1: text that is not UTF-8"),
      ([0xFF, 0xFE, 0x61, 0x00], "1:1: UTF-16"), ([0xFE, 0xFF, 0x00, 0x61], "1:1: UTF-16"),
    ] as [([UInt8], String)])
  func `bytes that are no text are refused`(_ bytes: [UInt8], _ expected: String) {
    #expect {
      try rows(bytes)
    } throws: {
      "\($0)".hasPrefix("t.csv:\(expected)")
    }
  }

  @Test func `a field, a row and a header have limits`() throws {
    let longest = String(repeating: "a", count: DelimitedParser.fieldLimit)
    #expect(try texts("\(longest),b\n")[0][0] == longest)
    func reason(_ text: String) -> String? {
      do throws(TablesError) {
        _ = try rows(Array(text.utf8), pieces: 1 << 16)
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(
      reason("b,\"\(longest)a")
        == "t.csv:1:3: a field longer than 64 KiB; is a closing quote missing?")
    let row = [String](repeating: longest, count: 17).joined(separator: ",")
    #expect(reason("a\n\(row)\n")?.hasSuffix("a row longer than 1 MiB") == true)
    let commas = String(repeating: ",", count: 4096)
    #expect(reason(commas) == "t.csv:1:4097: more than 4096 columns")
    #expect(reason(String(commas.dropLast())) == nil)
  }

  @Test func `every field knows its line and column`() throws {
    let text = "\u{FEFF}é,\"b\nc\",d\r\n\n1,,\"\"\"\"\n"
    let places = try rows(Array(text.utf8)).map { row in
      (0..<row.count).map { [row.position($0).line, row.position($0).column] }
    }
    #expect(places == [[[1, 1], [1, 3], [2, 4]], [[4, 1], [4, 3], [4, 4]]])
  }

  /// Pieces end anywhere: in a mark of the byte order, a character, between two quotes, CR and LF.
  @Test(arguments: [1, 2, 3, 5, 7])
  func `the pieces in which a table comes do not matter`(_ size: Int) throws {
    let text = "\u{FEFF}\"é\"\"\",‖v‖\r\n\"a\r\nb\",\"\"\r\n1,2"
    func fields(_ rows: [TableRow]) -> [[String]] {
      rows.map { row in (0..<row.count).map { "\(row.position($0)) \(row.text($0))" } }
    }
    let whole = try rows(Array(text.utf8))
    #expect(fields(try rows(Array(text.utf8), pieces: size)) == fields(whole))
  }

  /// What Python's `csv` would write of random texts comes back.
  @Test(arguments: 0..<50)
  func `what is written by the rules is read back`(_ seed: Int) throws {
    var stream = RandomStream(named: "delimited/\(seed)")
    let letters = Array("ab,\"\n\r\t é‖1")
    let table = (0..<5).map { _ in
      (0..<3).map { _ in
        String(
          (0..<stream.integer(below: 6)).map { _ in letters[stream.integer(below: letters.count)] })
      }
    }
    let end = stream.integer(below: 2) == 0 ? "\n" : "\r\n"
    let text = table.map { row in
      row.map { field in
        "\"" + field.replacing("\"", with: "\"\"") + "\""
      }.joined(separator: ",") + end
    }.joined()
    let found = try texts(text)
    #expect(found.map { $0.map { Array($0.utf8) } } == table.map { $0.map { Array($0.utf8) } })
  }
}
