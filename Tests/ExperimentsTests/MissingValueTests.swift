import Runs
import Testing

@testable import Experiments

/// What a result says of a record that lacks some of it.
struct MissingValueTests {
  @Test(arguments: ["number", "integer", "flag", "word", "interval", "series", "inner.value"])
  func `what is missing is named`(_ name: String) async throws {
    let record = try await Invented.record(without: [name])
    #expect(throws: ExperimentsError.missingValue(name: "invented.\(name)")) {
      try Invented.result(of: record)
    }
  }

  @Test func `what may be missing is nil`() async throws {
    let read = try Invented.result(
      of: try await Invented.record(
        without: ["present", "presentInterval", "presentSeries", "presentInner.value"]))
    #expect(read.present == nil && read.presentInterval == nil && read.presentSeries == nil)
    #expect(read.presentInner == nil)
  }

  @Test(
    arguments: [
      ("number", .integer(1)), ("number", .text("1")), ("integer", .number(1)),
      ("integer", .flag(true)), ("flag", .integer(1)), ("word", .number(1)),
      ("interval", .number(1)), ("present", .integer(1)), ("present", .text("")),
      ("absentWord", .flag(false)), ("inner.value", .number(7)),
      ("presentInner.value", .text("8")),
    ] as [(String, Runs.Measurement)])
  func `a value of another kind is missing`(
    _ name: String, _ value: Runs.Measurement
  ) async throws {
    let record = try await Invented.record(without: [name], and: [MeasuredValue(name, value, "")])
    #expect(throws: ExperimentsError.missingValue(name: "invented.\(name)")) {
      try Invented.result(of: record)
    }
  }

  @Test func `a series is no value, and a value no series`() async throws {
    let record = try await Invented.record(
      without: ["series"], and: [MeasuredValue("series", .number(1), "")])
    #expect(throws: ExperimentsError.missingValue(name: "invented.series")) {
      try Invented.result(of: record)
    }
  }
}
