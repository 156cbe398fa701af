internal import Foundation
import Runs
import Testing

/// A file that is not what it should be is named, with the place in it.
struct DecodingErrorTests {
  private struct Part: Decodable {
    struct Item: Decodable { var name: String }

    var count: Int
    var items: [Item]
  }

  private func reason(_ text: String) -> String? {
    do {
      _ = try CanonicalJSON.decode(Part.self, from: Data(text.utf8), name: "runs/x.json")
      return nil
    } catch .unreadable(let name, let reason) {
      #expect(name == "runs/x.json")
      return reason
    } catch {
      return "another error: \(error)"
    }
  }

  @Test func `a document that fits is read`() {
    #expect(reason(#"{"count": 1, "items": [{"name": "a"}]}"#) == nil)
  }

  @Test(arguments: [
    (#"{"items": []}"#, "the document has no “count”"),
    (#"{"count": 1}"#, "the document has no “items”"),
  ])
  func `a missing member is named`(_ text: String, _ expected: String) {
    #expect(reason(text) == expected)
  }

  @Test func `a missing member is named with its path`() throws {
    let deep = try #require(reason(#"{"count": 1, "items": [{"name": "a"}, {}]}"#))
    #expect(deep.hasPrefix("items."))
    #expect(deep.contains("1"))
    #expect(deep.hasSuffix(" has no “name”"))
  }

  @Test func `a value of another type is named with its path`() throws {
    let wrong = try #require(reason(#"{"count": "many", "items": []}"#))
    #expect(wrong.hasPrefix("count: "))
    let deep = try #require(reason(#"{"count": 1, "items": [{"name": 5}]}"#))
    #expect(deep.hasPrefix("items.") && deep.contains(".name: "))
    let null = try #require(reason(#"{"count": null, "items": []}"#))
    #expect(null.hasPrefix("count: "))
    let list = try #require(reason("[]"))
    #expect(list.hasPrefix("the document: "))
  }

  @Test(arguments: ["", "{", #"{"count": 1, "items": ["#, "count", "\u{0}"])
  func `bytes that are not JSON are said to be none`(_ text: String) {
    #expect(reason(text) == "it is not valid JSON")
  }

  @Test func `an unknown word is named with its path`() {
    #expect {
      try CanonicalJSON.decode(
        [String: Outcome].self, from: Data("{\"a\": \"perhaps\"}".utf8), name: "x")
    } throws: { error in
      guard case RunsError.unreadable(_, let reason) = error else { return false }
      return reason.hasPrefix("a: ") && reason.contains("perhaps")
    }
  }

  @Test func `messages say what to do`() {
    let unreadable = RunsError.unreadable(name: "runs/x.json", reason: "it is not valid JSON")
    #expect(
      "\(unreadable)"
        == "runs/x.json is not a record: it is not valid JSON; run `wnreport generate` to write it"
        + " anew")
    let version = "\(RunsError.schemaVersion(name: "runs/x.json", found: 7))"
    #expect(version.contains("layout version 7") && version.contains("reads 4;"))
    #expect(version.contains("wnreport generate"))
    #expect("\(RunsError.cannotRead(path: "p", reason: "r"))" == "cannot read p: r")
    #expect(
      "\(RunsError.cannotCreate(path: "p", reason: "r"))".hasPrefix("p: cannot be written: r"))
    #expect("\(RunsError.cannotStore(path: "p", reason: "r"))".hasPrefix("p: cannot be stored: r"))
    #expect(
      "\(RunsError.cannotRemove(path: "p", reason: "r"))".hasPrefix("p: cannot be removed: r"))
  }
}
