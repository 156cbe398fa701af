import Runs
import Testing

@testable import Experiments

/// A result that is read back from its record.
struct ReadResultTests {
  /// Through the bytes of a file.
  private func reread(_ record: RunRecord) throws -> RunRecord {
    try CanonicalJSON.decode(
      RunRecord.self, from: try CanonicalJSON.encode(record), name: "invented.json")
  }

  @Test func `what is read back is what was recorded`() async throws {
    let whole = Whole()
    let read = try Invented.result(of: try reread(try await Invented.record()))
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
    let record = try await Invented.record()
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
    let read = try Invented.result(of: try await Invented.record())
    #expect(read.$number.name == "invented.number" && read.$number.value == 0.1)
    #expect(read.$absent.name == "invented.absent" && read.$absent.value == nil)
    #expect(read.inner.$value.name == "invented.inner.value")
    #expect(try read.parts["a-b"].$size.name == "invented.a-b.size")
    let layer = try read.parts["a"].layers["layer2"]
    #expect(layer.$value.name == "invented.a.layer2.value" && layer.$value.value == 12)
    #expect(try read.others["c"].$value.name == "invented.c.value")
    #expect(Whole().$number.name.isEmpty, "it has no record yet")
  }
}
