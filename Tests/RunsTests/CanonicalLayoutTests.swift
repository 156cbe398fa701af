internal import Foundation
import Runs
import Testing

/// Where lines break, and what is copied as it is.
struct CanonicalLayoutTests {
  private func encoded(_ value: some Encodable) throws -> String {
    text(try CanonicalJSON.encode(value))
  }

  @Test func `an array of plain values stands on one line`() throws {
    #expect(try encoded([1, 2, 3]) == "[1,2,3]\n")
    #expect(try encoded([1.5, nil, -2]) == "[1.5,null,-2]\n")
    #expect(try encoded(["a", "b"]) == "[\"a\",\"b\"]\n")
    #expect(try encoded([true, false]) == "[true,false]\n")
  }

  @Test func `members of objects stand on lines of their own, sorted by key`() throws {
    let value = JSONValue.object(["b": .integer(2), "a": .integer(1), "B": .null])
    #expect(
      try encoded(value) == """
        {
          "B": null,
          "a": 1,
          "b": 2
        }

        """)
  }

  @Test func `nested containers are indented by two spaces a level`() throws {
    let value = JSONValue.object([
      "list": .array([.object(["x": .array([.integer(1), .integer(2)])]), .object([:])]),
      "table": .array([.array([.integer(1)]), .array([.integer(2)])]),
    ])
    #expect(
      try encoded(value) == """
        {
          "list": [
            {
              "x": [1,2]
            },
            {}
          ],
          "table": [
            [1],
            [2]
          ]
        }

        """)
  }

  @Test func `empty containers take no line`() throws {
    #expect(try encoded([Int]()) == "[]\n")
    #expect(try encoded([String: Int]()) == "{}\n")
    #expect(try encoded([[Int]()]) == "[\n  []\n]\n")
    #expect(try encoded([[String: Int]()]) == "[\n  {}\n]\n")
    #expect(try encoded(["a": [Int]()]) == "{\n  \"a\": []\n}\n")
  }

  @Test(arguments: [
    ("[", #""[""#), ("{\"a\":[", #""{\"a\":[""#), ("]", #""]""#), ("},", #""},""#),
    ("\\", #""\\""#), ("\\\"", #""\\\"""#), ("a/b", #""a/b""#), ("‖v‖ é", "\"‖v‖ é\""),
    ("\n\t", #""\n\t""#), ("\u{1}", #""\u0001""#), ("", "\"\""),
  ])
  func `brackets and escapes inside strings lay nothing out`(
    _ string: String, _ expected: String
  ) throws {
    #expect(try encoded(string) == expected + "\n")
    #expect(try encoded([string]) == "[\(expected)]\n")
    #expect(try encoded([[string], []]) == "[\n  [\(expected)],\n  []\n]\n")
    #expect(try encoded([string: 1]) == "{\n  \(expected): 1\n}\n")
  }

  @Test func `the bytes end with one line feed and hold no other blank at a line's end`() throws {
    for seed in 0..<20 {
      let record = try encoded(RunRecord.random(seed: seed))
      #expect(record.hasSuffix("}\n") && !record.hasSuffix("\n\n"), "seed \(seed)")
      #expect(!record.contains(" \n"), "seed \(seed)")
      #expect(!record.contains("\r"), "seed \(seed)")
    }
  }

  @Test func `a plain value is a document too`() throws {
    #expect(try encoded(1) == "1\n")
    #expect(try encoded("[") == "\"[\"\n")
    #expect(try encoded(JSONValue.null) == "null\n")
  }
}
