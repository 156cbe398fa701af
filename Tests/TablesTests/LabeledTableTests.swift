internal import Foundation
import Testing

@testable import Tables

/// Tables of two features and a class.
struct LabeledTableTests {
  private func table(_ text: String) throws -> LabeledTable {
    try TemporaryFolder.with(["t.csv": Array(text.utf8)]) { folder in
      try LabeledTable(contentsOf: folder.appending(path: "t.csv"), features: 2, remedy: "get it")
    }
  }

  private func expectDamage(
    _ text: String, line: Int?, _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(sourceLocation: sourceLocation) {
      _ = try table(text)
    } throws: { error in
      guard case TablesError.damaged(let path, line, let reason) = error else {
        return false
      }
      let place = path + (line.map { ":\($0)" } ?? "")
      return reason.contains(expected) && "\(error)" == "\(place): \(reason)"
    }
  }

  @Test func `rows follow a header, numbers first and the class last`() throws {
    let table = try table("a,b,label\n1,2.5,0\n-3e-2,4,2\n")
    #expect(table.features == [1, 2.5, -0.03, 4])
    #expect(table.labels == [0, 2])
  }

  @Test(arguments: ["a,b,label\n1,2,0", "a,b,label\n\n1,2,0\n\n", "a,b,label\r\n1,2,0\r\n"])
  func `line ends of all kinds and blank lines are fine`(_ text: String) throws {
    let table = try table(text)
    #expect(table.features == [1, 2])
    #expect(table.labels == [0])
  }

  @Test(arguments: [
    "x,2,0", "1,,0", ",,", "1,2", "1,2,3,0", "1,2,1.5", "1,2,-1", "1,2,", "nan,2,0", "1,inf,0",
    "1;2;0", "1,2,0 ", " 1,2,0", "0x,2,0",
  ])
  func `a row that is not numbers and a class is named by its line`(_ row: String) {
    expectDamage("a,b,label\n1,2,0\n\n\(row)\n1,2,1\n", line: 4, "expected 2 numbers and a class")
    expectDamage("a,b,label\n\(row)\n", line: 2, "found “\(row)”")
  }

  @Test func `of a long row only the start is shown`() {
    let row = String(repeating: "y", count: 1000)
    expectDamage("h\n\(row)\n", line: 2, "found “\(row.prefix(40))”")
  }

  @Test(arguments: ["", "a,b,label", "a,b,label\n", "a,b,label\n\n\n"])
  func `a table without rows is refused`(_ text: String) {
    expectDamage(text, line: nil, "no rows")
  }

  @Test func `a missing table is named with the way to get it`() {
    let url = URL(filePath: "/nonexistent/t.csv")
    #expect(throws: TablesError.missing(path: url.path, remedy: "get it")) {
      try LabeledTable(contentsOf: url, features: 2, remedy: "get it")
    }
  }
}
