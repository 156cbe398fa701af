import Runs
import Testing

@testable import Experiments

/// What a record holds of a result.
struct RecordedResultTests {
  @Test func `names are the paths of properties, without those that hold parts`() throws {
    let writer = try RecordWriter(Whole())
    #expect(
      writer.values.map(\.name) == [
        "number", "integer", "flag", "word", "interval", "present", "presentInterval",
        "inner.value", "presentInner.value", "a.size", "a.layer1.value", "a.layer2.value",
        "a-b.size", "c.value",
      ])
    #expect(writer.series.map(\.name) == ["series", "presentSeries"])
  }

  @Test func `a value is recorded with its kind, its unit and its explanation`() async throws {
    let record = try await Invented.record()
    let expected = [
      MeasuredValue("number", .number(0.1), unit: "steps", "a number"),
      MeasuredValue("integer", .integer(-3), "an integer"),
      MeasuredValue("flag", .flag(true), "a flag"),
      MeasuredValue("word", .text("better"), "a word"),
      MeasuredValue(
        "interval", .interval(Interval(estimate: 1, low: 0.5, high: 1.75)), unit: "pp",
        "an interval"),
      MeasuredValue("present", .number(2), "a number that is there"),
      MeasuredValue("a.layer2.value", .integer(12), unit: "nats", "an inner number"),
    ]
    for value in expected { #expect(record.value(value.name) == value) }
    let series = try #require(record.series("series"))
    #expect(series.explanation == "a series")
    #expect(series.x == Quantity("step") && series.y == Quantity("‖v‖"))
    #expect(series.values == Whole().series)
    #expect(series.median == [2, 2, 4])
  }

  @Test func `a record tells what was run`() async throws {
    let record = try await Invented.record()
    #expect(record.experiment == "invented" && record.title == "What is not measured?")
    #expect(record.profile == "default" && record.seeds == [4, 5])
    #expect(record.specification == .object(["seeds": .array([.integer(4), .integer(5)])]))
    #expect(record.verdicts.isEmpty)
    #expect(Invented.dataSets.isEmpty && Invented.claims.isEmpty)
    for profile in Profile.allCases {
      #expect(Invented.coverage(by: profile) == (profile == .sample ? .none : .whole))
    }
  }

  @Test func `absent values are nil before they are given`() throws {
    #expect(Whole().absent == nil && Whole().absentWord == nil && Whole().absentSeries == nil)
    var whole = Whole()
    whole.present = nil
    whole.presentSeries = nil
    whole.absent = 5
    let writer = try RecordWriter(whole)
    #expect(!writer.values.contains { $0.name == "present" })
    #expect(writer.series.map(\.name) == ["series"])
    #expect(writer.values.contains { $0.name == "absent" && $0.value == .number(5) })
  }
}
