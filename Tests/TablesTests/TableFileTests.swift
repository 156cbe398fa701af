internal import Foundation
import Testing

@testable import Tables

struct TableFileTests {
  private func read(
    _ text: String, name: String = "t.csv", progress: TableFile.Progress? = nil
  ) throws -> (names: [String], rows: [[String]]) {
    var names: [String] = []
    var rows: [[String]] = []
    try TemporaryFolder.with([name: Array(text.utf8)]) { folder in
      let file = try #require(TableFile(folder.appending(path: name).path))
      try file.read(progress: progress) { header in
        names = header.names
      } row: { row in
        rows.append((0..<row.count).map(row.text))
      }
    }
    return (names, rows)
  }

  @Test func `the first row names the columns`() throws {
    let table = try read("\n,step,loss\n0,1,0.5\n")
    #expect(table.names == ["", "step", "loss"])
    #expect(table.rows == [["0", "1", "0.5"]])
    #expect(try read("step\tloss\n1\t0,5\n", name: "t.tsv").rows == [["1", "0,5"]])
  }

  @Test func `a file of another kind is no table`() {
    for name in ["t.txt", "csv", "t.csv.gz", "t.CSV"] { #expect(TableFile(name) == nil) }
  }

  @Test(arguments: [
    ("a,b\n1\n", ":2:1: 1 field in a row; the header names 2"),
    ("a,b\n1,2\n1,2,3\n", ":3:5: 3 fields in a row; the header names 2"),
    ("a,b,c\n1,2\n", ":2:3: 2 fields in a row; the header names 3"),
    ("", ":1:1: the table is empty; its first line names the columns"),
    ("\n\n", ":1:1: the table is empty; its first line names the columns"),
  ])
  func `a row has as many fields as the header`(_ text: String, _ expected: String) {
    #expect {
      try read(text)
    } throws: {
      "\($0)".hasSuffix("/t.csv\(expected)")
    }
  }

  @Test func `a file that is missing, or none, cannot be read`() throws {
    for (path, reason) in [
      ("/nonexistent/t.csv", "No such file or directory"),
      ("/dev/t.csv", "No such file or directory"),
    ] {
      let file = try #require(TableFile(path))
      #expect(throws: TablesError.unreadable(path: path, reason: reason)) {
        try file.read { _ in
        } row: { _ in
        }
      }
    }
    try TemporaryFolder.with([:]) { folder in
      let path = folder.appending(path: "t.csv").path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      #expect(throws: TablesError.unreadable(path: path, reason: "Is a directory")) {
        try TableFile(path)?.read { _ in
        } row: { _ in
        }
      }
    }
  }

  @Test func `a name that is given twice has two columns`() throws {
    try TemporaryFolder.with(["t.csv": Array("a,b,a\n".utf8)]) { folder in
      try TableFile(folder.appending(path: "t.csv").path)?.read { header in
        #expect(header.columns(named: "a") == [0, 2])
        #expect(header.columns(named: "c") == [])
        #expect(header.position(2) == (1, 5))
      } row: { _ in
      }
    }
  }

  @Test func `what a taker throws ends the reading`() throws {
    let wrong = TablesError.wrong(file: "t.csv", line: 2, column: 1, reason: "no")
    try TemporaryFolder.with(["t.csv": Array("a\n1\n\"".utf8)]) { folder in
      #expect(throws: wrong) {
        try TableFile(folder.appending(path: "t.csv").path)?.read { _ in
        } row: { _ throws(TablesError) in
          throw wrong
        }
      }
    }
  }

  @Test func `a large file tells how far it is`() throws {
    let row = String(repeating: "1", count: 1023) + "\n"
    var told: [Int] = []
    let text = "a\n" + String(repeating: row, count: 40 << 10)
    let table = try read(text, progress: { told += [$0, $1] })
    #expect(table.rows.count == 40 << 10)
    #expect(told.count == 6 && told[4] == told[5] && told[5] == text.utf8.count)
    told = []
    _ = try read("a\n1\n", progress: { told += [$0, $1] })
    #expect(told == [])
  }

  @Test(arguments: [
    ("", TableNumber.empty), ("  ", .empty), ("1", .number(1)), (" -0.5\t", .number(-0.5)),
    ("+1e-3", .number(0.001)), (".5", .number(0.5)), ("5.", .number(5)), ("-0", .number(-0.0)),
    ("1E5", .number(1e5)), ("0.1", .number(0.1)), ("1e-400", .number(0)),
    ("nan", .notFinite), ("NaN", .notFinite), ("-inf", .notFinite), ("Infinity", .notFinite),
    ("1e400", .notFinite), ("1,5", .text), ("0x10", .text), ("1_000", .text), ("n/a", .text),
    ("e", .text), ("+", .text), ("1e", .text), ("1 2", .text), ("--1", .text), ("١", .text),
    ("true", .text), ("null", .text), ("∞", .text),
  ])
  func `a number is a decimal one`(_ text: String, _ expected: TableNumber) throws {
    try TemporaryFolder.with(["t.csv": Array("a,b\n\"\(text)\",\n".utf8)]) { folder in
      try TableFile(folder.appending(path: "t.csv").path)?.read { _ in
      } row: { row in
        #expect(row.number(0) == expected)
      }
    }
  }
}
