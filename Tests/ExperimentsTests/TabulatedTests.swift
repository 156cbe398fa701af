import Runs
import Testing

@testable import Experiments

private struct Tables: Recorded {
  @Tabulated("a loss, seed by seed", x: "log₂ η") var metrics: SeedRows
  var parts: Parts<Part>

  init(_ metrics: SeedRows, parts: [(name: String, part: Part)] = []) {
    self.parts = Parts(parts)
    self.metrics = metrics
  }

  struct Part: Recorded {
    @Tabulated("a count, seed by seed", x: "log₂ η") var counts: SeedRows
    @Measured("a number") var number: Double

    init(_ counts: SeedRows) {
      self.counts = counts
      number = 1
    }
  }
}

private struct Forgotten: Recorded {
  @Tabulated("what was never given", x: "") var table: SeedRows

  init() {}
}

private struct Twice: Recorded {
  var first = Parts([("a", Tables.Part(SeedRows(at: [], [])))])
  var second = Parts([("a", Tables.Part(SeedRows(at: [], [])))])
}

/// What every seed gave, in a record.
struct TabulatedTests {
  private let rows = SeedRows(at: [-1.5, -1], [[1.0 / 3, 2, 1e-300], [4, 5, .pi]])
  private let counts = SeedRows(at: [2], [[7, 8]])

  private func record(_ tables: Tables) throws -> RunRecord {
    let writer = try RecordWriter(tables)
    let record = RunRecord(
      experiment: "tables", title: "", profile: "default", specification: .null, seeds: [],
      values: writer.values, series: writer.series, tables: writer.tables)
    return try CanonicalJSON.decode(
      RunRecord.self, from: try CanonicalJSON.encode(record), name: "tables.json")
  }

  @Test func `a table is recorded with its name, its explanation and every digit`() throws {
    let record = try record(Tables(rows, parts: [("a", Tables.Part(counts))]))
    #expect(
      record.tables == [
        SeedTable(
          name: "a.counts", explanation: "a count, seed by seed", x: Quantity("log₂ η"),
          positions: [2], rows: [[7, 8]]),
        SeedTable(
          name: "metrics", explanation: "a loss, seed by seed", x: Quantity("log₂ η"),
          positions: [-1.5, -1], rows: [[1.0 / 3, 2, 1e-300], [4, 5, .pi]]),
      ])
  }

  @Test func `what is read back is what was tabulated, and is recorded as it was`() throws {
    let record = try record(Tables(rows, parts: [("a", Tables.Part(counts))]))
    let read = try RecordDecoder(record).read(Tables.self)
    #expect(read.metrics == rows)
    #expect(try read.parts["a"].counts == counts)
    let writer = try RecordWriter(read.parts["a"])
    #expect(writer.tables.map(\.explanation) == ["a count, seed by seed"])
    #expect(writer.tables.map(\.x) == [Quantity("log₂ η")])
  }

  @Test func `a table that is missing is named`() throws {
    let whole = try record(Tables(rows, parts: [("a", Tables.Part(counts))]))
    func read(without name: String) throws -> Tables {
      let record = RunRecord(
        experiment: "tables", title: "", profile: "default", specification: .null, seeds: [],
        values: whole.values, series: [], tables: whole.tables.filter { $0.name != name })
      return try RecordDecoder(record).read(Tables.self)
    }
    #expect(throws: ExperimentsError.missingValue(name: "tables.metrics")) {
      try read(without: "metrics")
    }
    let other = try read(without: "a.counts")
    #expect(throws: ExperimentsError.missingValue(name: "tables.a.counts")) {
      try other.parts["a"]
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that is not finite is an error with the table's name`(_ number: Double) {
    let broken = SeedRows(at: [0, 1], [[1, 2], [3, number]])
    #expect(throws: RunsError.notFinite(reason: "the table metrics")) {
      try RecordWriter(Tables(broken))
    }
    #expect(throws: RunsError.notFinite(reason: "the table a.counts")) {
      try RecordWriter(Tables(rows, parts: [("a", Tables.Part(broken))]))
    }
  }

  @Test func `a table that was never given, and two of one name, stop the program`() async {
    await #expect(processExitsWith: .failure) { _ = try RecordWriter(Forgotten()) }
    await #expect(processExitsWith: .failure) { _ = Forgotten().table }
    await #expect(processExitsWith: .failure) { _ = try RecordWriter(Twice()) }
  }
}
