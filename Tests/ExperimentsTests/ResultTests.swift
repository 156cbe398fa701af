internal import Foundation
import Runs
import Testing

@testable import Experiments

/// A result with one of everything.
private struct Whole: Recorded {
  @Measured("a number", unit: "steps") var number: Double
  @Measured("an integer") var integer: Int
  @Measured("a flag") var flag: Bool
  @Measured("a word") var word: String
  @Measured("an interval", unit: "pp") var interval: Interval
  @Measured("a number that is there") var present: Double?
  @Measured("a number that is not") var absent: Double?
  @Measured("a word that is not there") var absentWord: String?
  @Measured("an interval that is there") var presentInterval: Interval?
  @Plotted("a series", x: "step", y: "‖v‖") var series: SeriesValues
  @Plotted("a series that is there", x: "epoch", y: "loss") var presentSeries: SeriesValues?
  @Plotted("a series that is not", x: "epoch", y: "loss") var absentSeries: SeriesValues?
  var inner: Inner
  var presentInner: Inner?
  var absentInner: Inner?
  var parts: Parts<Part>
  /// Under the same name as the others, and apart from them by the names of the parts.
  var others: Parts<Inner>

  init() {
    inner = Inner(7)
    presentInner = Inner(8)
    parts = Parts([
      ("a", Part(1, layers: [("layer1", Inner(11)), ("layer2", Inner(12))])),
      ("a-b", Part(2, layers: [])),
    ])
    others = Parts([("c", Inner(3))])
    number = 0.1
    integer = -3
    flag = true
    word = "better"
    interval = Interval(estimate: 1, low: 0.5, high: 1.75)
    present = 2
    presentInterval = Interval(estimate: -1, low: -2, high: 0)
    series = SeriesValues(
      at: [1, 2, 4], [[1, 2, 3], [3, .nan, 5]])
    presentSeries = SeriesValues(positions: [0, 1], median: [nil, 1e-300])
  }
}

private struct Inner: Recorded {
  @Measured("an inner number", unit: "nats") var value: Int

  init(_ value: Int) {
    self.value = value
  }
}

private struct Part: Recorded {
  @Measured("how large the part is") var size: Double
  var layers: Parts<Inner>

  init(_ size: Double, layers: [(name: String, part: Inner)]) {
    self.layers = Parts(layers)
    self.size = size
  }
}

/// A result that cannot be recorded.
private struct Plain: Recorded {
  var number: Int
}

/// An experiment that measures nothing.
private enum Invented: Experiment {
  struct Specification: ExperimentSpecification {
    var seeds = [4, 5]
  }

  static let id = "invented"
  static let title = "What is not measured?"

  static func work(_ specification: Specification) -> Work { .zero }
  static func run(_ specification: Specification, _ context: RunContext) -> Whole { Whole() }
}

/// A result, its record, and the result that is read back.
struct ResultTests {
  private func record() async throws -> RunRecord {
    try await Invented.record(Invented.Specification(), .clusters)
  }

  /// Through the bytes of a file.
  private func reread(_ record: RunRecord) throws -> RunRecord {
    try CanonicalJSON.decode(
      RunRecord.self, from: try CanonicalJSON.encode(record), name: "invented.json")
  }

  /// A record of the experiment without some values, and with others.
  private func record(
    without names: [String], and values: [MeasuredValue] = []
  ) async throws -> RunRecord {
    let whole = try await record()
    return RunRecord(
      experiment: whole.experiment, title: "", profile: "default", specification: .null, seeds: [],
      values: whole.values.filter { !names.contains($0.name) } + values,
      series: whole.series.filter { !names.contains($0.name) })
  }

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
    let record = try await record()
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
    let record = try await record()
    #expect(record.experiment == "invented" && record.title == "What is not measured?")
    #expect(record.profile == "default" && record.seeds == [4, 5])
    #expect(record.specification == .object(["seeds": .array([.integer(4), .integer(5)])]))
    #expect(record.verdicts.isEmpty)
    #expect(Invented.dataSets.isEmpty && Invented.claims.isEmpty)
    for profile in Profile.allCases {
      #expect(Invented.coverage(by: profile) == (profile == .sample ? .none : .whole))
    }
  }

  @Test func `what is read back is what was recorded`() async throws {
    let whole = Whole()
    let read = try Invented.result(of: try reread(try await record()))
    #expect(read.number == whole.number && read.integer == whole.integer)
    #expect(read.flag == whole.flag && read.word == whole.word)
    #expect(read.interval == whole.interval)
    #expect(read.present == whole.present && read.presentInterval == whole.presentInterval)
    #expect(read.absent == nil && read.absentWord == nil && read.absentSeries == nil)
    #expect(read.series == whole.series && read.presentSeries == whole.presentSeries)
    #expect(read.inner.value == 7)
    #expect(read.presentInner?.value == 8)
    #expect(read.absentInner == nil)
    for name in ["a", "a-b"] {
      #expect(try read.parts[name].size == whole.parts[name].size)
    }
    for name in ["layer1", "layer2"] {
      let (found, expected) = try (read.parts["a"].layers[name], whole.parts["a"].layers[name])
      #expect(found.value == expected.value)
    }
    #expect(try read.others["c"].value == 3)
  }

  @Test func `what was read back is recorded as it was`() async throws {
    let record = try await record()
    let read = try Invented.result(of: record)
    var writer = try RecordWriter(read.inner)
    let inner = try #require(record.value("inner.value"))
    #expect(
      writer.values
        == [MeasuredValue("value", inner.value, unit: inner.unit, inner.explanation)])
    writer = try RecordWriter(read.parts["a"].layers["layer1"])
    #expect(
      writer.values == [MeasuredValue("value", .integer(11), unit: "nats", "an inner number")])
  }

  @Test func `readings carry the name with the experiment's identifier`() async throws {
    let read = try Invented.result(of: try await record())
    #expect(read.$number.name == "invented.number" && read.$number.value == 0.1)
    #expect(read.$absent.name == "invented.absent" && read.$absent.value == nil)
    #expect(read.inner.$value.name == "invented.inner.value")
    #expect(try read.parts["a-b"].$size.name == "invented.a-b.size")
    let layer = try read.parts["a"].layers["layer2"]
    #expect(layer.$value.name == "invented.a.layer2.value" && layer.$value.value == 12)
    #expect(try read.others["c"].$value.name == "invented.c.value")
    #expect(Whole().$number.name.isEmpty, "it has no record yet")
  }

  @Test(arguments: ["number", "integer", "flag", "word", "interval", "series", "inner.value"])
  func `what is missing is named`(_ name: String) async throws {
    let record = try await record(without: [name])
    #expect(throws: ExperimentsError.missingValue(name: "invented.\(name)")) {
      try Invented.result(of: record)
    }
  }

  @Test func `what may be missing is nil`() async throws {
    let read = try Invented.result(
      of: try await record(
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
    let record = try await record(without: [name], and: [MeasuredValue(name, value, "")])
    #expect(throws: ExperimentsError.missingValue(name: "invented.\(name)")) {
      try Invented.result(of: record)
    }
  }

  @Test func `a series is no value, and a value no series`() async throws {
    let record = try await record(
      without: ["series"], and: [MeasuredValue("series", .number(1), "")])
    #expect(throws: ExperimentsError.missingValue(name: "invented.series")) {
      try Invented.result(of: record)
    }
  }

  @Test func `parts are looked for when they are asked for`() async throws {
    let read = try Invented.result(
      of: try await record(without: ["a.size", "a.layer2.value", "c.value"]))
    #expect(throws: ExperimentsError.missingValue(name: "invented.a.size")) { try read.parts["a"] }
    #expect(throws: ExperimentsError.missingValue(name: "invented.c.value")) {
      try read.others["c"]
    }
    #expect(throws: ExperimentsError.missingValue(name: "invented.d.size")) { try read.parts["d"] }
    #expect(try read.parts["a-b"].size == 2)
  }

  @Test func `parts of parts are looked for as well`() async throws {
    let part = try Invented.result(of: try await record(without: ["a.layer2.value"])).parts["a"]
    #expect(part.size == 1)
    #expect(try part.layers["layer1"].value == 11)
    #expect(throws: ExperimentsError.missingValue(name: "invented.a.layer2.value")) {
      try part.layers["layer2"]
    }
    #expect(try part.layers.ifPresent("layer2") == nil)
  }

  @Test func `a part of which there is nothing may be absent, one of which there is half may not`()
    async throws
  {
    let read = try Invented.result(of: try await record(without: ["a.size"]))
    #expect(try read.parts.ifPresent("a-b")?.size == 2)
    #expect(try read.parts.ifPresent("d") == nil)
    #expect(throws: ExperimentsError.missingValue(name: "invented.a.size")) {
      try read.parts.ifPresent("a")
    }
    let other = try Invented.result(
      of: try await record(without: ["a.size", "a.layer1.value", "a.layer2.value"]))
    #expect(try other.parts.ifPresent("a") == nil, "a-b is not a part of it")
  }

  @Test func `parts that were given are found by name too`() throws {
    let whole = Whole()
    #expect(try whole.parts["a"].layers["layer1"].value == 11)
    #expect(try whole.parts.ifPresent("a-b")?.size == 2)
    #expect(try whole.parts.ifPresent("d") == nil)
    #expect(throws: ExperimentsError.missingValue(name: "d")) { try whole.parts["d"] }
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

/// Mistakes of whoever wrote an experiment.
struct ResultMistakeTests {
  private struct Forgotten: Recorded {
    @Measured("what was never given") var value: Double

    init() {}
  }

  private struct ForgottenSeries: Recorded {
    @Plotted("what was never given", x: "", y: "") var series: SeriesValues

    init() {}
  }

  @Test func `a value that was never given stops the program`() async {
    await #expect(processExitsWith: .failure) { _ = try RecordWriter(Forgotten()) }
    await #expect(processExitsWith: .failure) { _ = Forgotten().value }
    await #expect(processExitsWith: .failure) { _ = try RecordWriter(ForgottenSeries()) }
    await #expect(processExitsWith: .failure) { _ = ForgottenSeries().series }
  }

  @Test func `a number that is not finite is an error with its name`() {
    var whole = Whole()
    whole.number = .nan
    #expect(throws: RunsError.notFinite(reason: "the value number")) { try RecordWriter(whole) }
    whole = Whole()
    whole.present = .infinity
    #expect(throws: RunsError.notFinite(reason: "the value present")) { try RecordWriter(whole) }
    whole = Whole()
    whole.interval.high = .infinity
    #expect(throws: RunsError.notFinite(reason: "the value interval")) { try RecordWriter(whole) }
    whole = Whole()
    whole.series.median[0] = -.infinity
    #expect(throws: RunsError.notFinite(reason: "the series series")) { try RecordWriter(whole) }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a measurement with a number that is not finite is not finite`(_ number: Double) {
    #expect(!Runs.Measurement.number(number).isFinite)
    for place in [\Interval.estimate, \.low, \.high] as [WritableKeyPath<Interval, Double>] {
      var interval = Interval(estimate: 0, low: 0, high: 0)
      #expect(Runs.Measurement.interval(interval).isFinite)
      interval[keyPath: place] = number
      #expect(!Runs.Measurement.interval(interval).isFinite)
    }
    #expect(Runs.Measurement.integer(.max).isFinite && Runs.Measurement.text("nan").isFinite)
  }

  @Test func `a plain property stops the program, when it is recorded and when it is read`() async {
    await #expect(processExitsWith: .failure) { _ = try RecordWriter(Plain(number: 1)) }
    await #expect(processExitsWith: .failure) {
      let record = RunRecord(
        experiment: "invented", title: "", profile: "default", specification: .null, seeds: [],
        values: [MeasuredValue("number", .integer(1), "")], series: [])
      // An error would not be a failure.
      _ = try? RecordDecoder(record).read(Plain.self)
    }
  }

  @Test func `parts that were read cannot be recorded, since they are not known by name`() async {
    await #expect(processExitsWith: .failure) {
      guard let record = try? await Invented.record(Invented.Specification(), .clusters),
        let read = try? Invented.result(of: record)
      else { return }
      _ = try RecordWriter(read)
    }
  }
}
