internal import Foundation
import Runs
import Testing

/// What is written can be read, and is then written with the same bytes.
struct RoundTripTests {
  private func reread<Value: Codable>(_ value: Value) throws -> (value: Value, isSame: Bool) {
    let first = try CanonicalJSON.encode(value)
    let read = try CanonicalJSON.decode(Value.self, from: first, name: "a value")
    return (read, try CanonicalJSON.encode(read) == first)
  }

  @Test(arguments: 0..<200)
  func `a random record keeps its bytes and its content`(_ seed: Int) throws {
    let record = RunRecord.random(seed: seed)
    let (read, isSame) = try reread(record)
    #expect(isSame)
    #expect(read == record)
  }

  @Test func `random records differ, so that the property says something`() throws {
    let bytes = try (0..<200).map { try CanonicalJSON.encode(RunRecord.random(seed: $0)) }
    #expect(Set(bytes).count == 200)
    let records = (0..<200).map { RunRecord.random(seed: $0) }
    #expect(records.contains { !$0.verdicts.isEmpty })
    #expect(records.contains { $0.series.contains { $0.spread != nil && !$0.positions.isEmpty } })
    #expect(records.contains { $0.values.contains { $0.value == .flag(false) } })
    #expect(records.contains { $0.values.contains { $0.sampling?.seeds != nil } })
    #expect(records.contains { $0.tables.contains { !$0.rows.joined().isEmpty } })
    #expect(records.contains { $0.verdicts.contains { $0.stability != nil } })
  }

  @Test(arguments: [
    Measurement.number(1.5), .number(2), .integer(2), .flag(true), .flag(false), .text(""),
    .text("number"), .interval(Interval(estimate: 1, low: 0.5, high: 2)),
  ])
  func `each kind of measurement comes back as its kind`(_ measurement: Measurement) throws {
    let (read, isSame) = try reread(measurement)
    #expect(read == measurement)
    #expect(isSame)
  }

  @Test func `a whole number is not the number of the same value`() throws {
    #expect(
      try CanonicalJSON.encode(Measurement.number(2))
        != CanonicalJSON.encode(Measurement.integer(2)))
  }

  @Test func `numbers of a specification settle when it is made`() throws {
    let numbers = [1, 0.5, -0.0, 1e15, 1e16, 1e18, 1e19, 1e300, 5e-7, 0x1p-1074]
    let specification = try JSONValue(encoding: numbers)
    let (read, isSame) = try reread(specification)
    #expect(isSame)
    #expect(read == specification)
    let back = try CanonicalJSON.decode(
      [Double].self, from: CanonicalJSON.encode(specification), name: "")
    #expect(back == numbers)
  }

  @Test func `a specification keeps its shape`() throws {
    struct Specification: Codable {
      var rate = 0.25
      var steps = 600
      var seeds = [0, 1]
      var names: [String: String] = ["a": "b"]
      var isNesterov = true
      var bias: Double?
    }
    let value = try JSONValue(encoding: Specification())
    #expect(value["rate"] == .number(0.25))
    #expect(value["steps"] == .integer(600))
    #expect(value["seeds"] == .array([.integer(0), .integer(1)]))
    #expect(value["names"]?["a"] == .string("b"))
    #expect(value["isNesterov"] == .bool(true))
    #expect(value["bias"] == nil)
    #expect(value["seeds"]?["a"] == nil)
  }
}
