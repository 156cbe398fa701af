import Foundation
import Testing

@testable import Runs

struct RecordSchemaTests {
  private static let reports = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "reports/runs")

  /// A record in which everything that may be there is there.
  private static let full = RunRecord(
    experiment: "full", title: "All", profile: "default", specification: .object([:]), seeds: [0],
    values: [
      MeasuredValue("a", .number(1), unit: "pp", "a", sampling: Sampling(seeds: [1], studies: [1])),
      MeasuredValue("b", .integer(1), "b"), MeasuredValue("c", .flag(true), "c"),
      MeasuredValue("d", .text("d"), "d"),
      MeasuredValue("e", .interval(Interval(estimate: 1, low: 0, high: 2)), "e"),
    ],
    series: [
      Series(
        name: "s", explanation: "s", x: Quantity("x"), y: Quantity("y"), positions: [0],
        median: [1],
        spread: Spread(minimum: [1], lowerQuartile: [1], upperQuartile: [1], maximum: [nil]),
        seeds: [SeedPath(seed: 0, values: [1])])
    ],
    tables: [
      SeedTable(name: "t", explanation: "t", x: Quantity("x"), positions: [0], rows: [[1]])
    ],
    verdicts: [
      Condition.below(1), .above(1), .within(0...1), .equal(1), .flag(true), .word("yes"),
      .atLeast(1), .atMost(1),
    ].map { condition in
      Verdict(
        claim: "c", statement: "c", kind: .law, source: "s", experiments: ["full"],
        outcome: .mixed, pinned: .mixed, reason: "r", stability: 1,
        evidence: [
          Evidence(
            name: "full.a", label: "a", value: .number(1), condition: condition, holds: true,
            bearing: .for)
        ])
    })

  /// The schema read as other programs read it.
  private struct Checker {
    let root: JSONValue

    init() throws {
      root = try CanonicalJSON.decode(
        JSONValue.self, from: Data(RecordSchema.json.utf8), name: "schema")
    }

    /// What does not fit, and which members of which objects were there.
    func faults(
      _ value: JSONValue, _ schema: JSONValue, at path: String, seen: inout Set<String>
    ) -> [String] {
      if case .string(let reference) = schema["$ref"] {
        let name = String(reference.dropFirst("#/$defs/".count))
        guard let definition = root["$defs"]?[name] else { return ["\(path): no \(name)"] }
        return faults(value, definition, at: path, seen: &seen)
      }
      var faults: [String] = []
      if let constant = schema["const"], constant != value { faults.append("\(path): other") }
      if case .array(let words) = schema["enum"], !words.contains(value) {
        faults.append("\(path): \(value)")
      }
      if let type = schema["type"], !Self.fits(value, type) { faults.append("\(path): no \(type)") }
      if case .object(let members) = value, case .object(let properties) = schema["properties"] {
        for (name, member) in members {
          guard let part = properties[name] else {
            faults.append("\(path): unknown \(name)")
            continue
          }
          seen.insert("\(schema["description"] ?? .null) \(name)")
          faults += self.faults(member, part, at: "\(path).\(name)", seen: &seen)
        }
        if case .array(let required) = schema["required"] {
          for case .string(let name) in required where members[name] == nil {
            faults.append("\(path): no \(name)")
          }
        }
        if schema["oneOf"] != nil, members.count != 1 { faults.append("\(path): not one") }
      }
      if case .array(let elements) = value, let items = schema["items"] {
        for element in elements { faults += self.faults(element, items, at: path, seen: &seen) }
      }
      return faults
    }

    private static func fits(_ value: JSONValue, _ type: JSONValue) -> Bool {
      if case .array(let types) = type { return types.contains { fits(value, $0) } }
      return switch (value, type) {
      case (.object, .string("object")), (.array, .string("array")), (.string, .string("string")),
        (.bool, .string("boolean")), (.null, .string("null")), (.integer, .string("integer")),
        (.integer, .string("number")), (.number, .string("number")):
        true
      default: false
      }
    }
  }

  @Test func `every member that is written is in the schema, and every one in it is written`()
    throws
  {
    let checker = try Checker()
    var seen: Set<String> = []
    let record = try JSONValue(encoding: Self.full)
    #expect(checker.faults(record, checker.root, at: "record", seen: &seen) == [])
    let all = (RecordSchema.objects + RecordSchema.choices).flatMap { object in
      object.members.map { "\(JSONValue.string(object.explanation)) \($0.name)" }
    }
    #expect(seen == Set(all))
  }

  @Test func `every committed record is one by the schema`() throws {
    let checker = try Checker()
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.reports.path)
      .filter { $0.hasSuffix(".json") }
    #expect(files.count > 20)
    for file in files {
      let data = try Data(contentsOf: Self.reports.appending(path: file))
      let record = try CanonicalJSON.decode(JSONValue.self, from: data, name: file)
      var seen: Set<String> = []
      #expect(checker.faults(record, checker.root, at: file, seen: &seen) == [])
    }
  }

  /// What the schema calls required is what the decoder refuses a record without.
  @Test func `a record without a member that is required is refused`() throws {
    let record = try JSONValue(encoding: Self.full)
    func without(_ name: String, in value: JSONValue, of keys: Set<String>) -> JSONValue {
      switch value {
      case .object(let members):
        let isIt = Set(members.keys) == keys
        return .object(
          members.filter { !isIt || $0.key != name }.mapValues { without(name, in: $0, of: keys) })
      case .array(let elements): return .array(elements.map { without(name, in: $0, of: keys) })
      default: return value
      }
    }
    for object in RecordSchema.objects {
      for member in object.members {
        let less = without(member.name, in: record, of: Set(object.members.map(\.name)))
        // A value without sampling has other members, and is left as it is.
        guard less != record else { continue }
        let data = try CanonicalJSON.encode(less)
        let isRead = (try? CanonicalJSON.decode(RunRecord.self, from: data, name: "r")) != nil
        #expect(isRead == member.isOptional, "\(object.name).\(member.name)")
      }
    }
  }
}
